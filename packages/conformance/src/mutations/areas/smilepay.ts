import type { Area } from '../mutation.ts'

export const smilepaySigner: Area = {
  name: 'signer of SmilePay',
  minimum: 10,
  files: [
    {
      path: 'packages/smilepay/src/sign.ts',
      tests: ['src/sign.test.ts', 'src/request.test.ts', 'src/token-sharing.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'signAccessToken({ clientKey: partnerId, timestamp, privateKey })',
          replace: 'signAccessToken({ clientKey: timestamp, timestamp: partnerId, privateKey })',
          effect: 'no token is issued: the signed parts change places',
        },
        {
          find: "method: 'POST', ...parts",
          replace: "method: 'GET', ...parts",
          effect: 'every inquiry is refused: another method is signed than sent',
        },
        {
          find: "defaultChannelId = '95221'",
          replace: "defaultChannelId = '95222'",
          effect: 'inquiries name a channel that nobody issued',
        },
        {
          find: 'clientSecret: merchantSecret }',
          replace: 'clientSecret: merchantSecret.toLowerCase() }',
          effect: 'a merchant whose secret has capital letters is refused',
        },
        {
          find: 'token:${partnerId}:${hash}',
          replace: 'token:${hash}',
          effect: 'two merchants of one fleet use each other’s token',
        },
        {
          find: 'hashBody(baseUrl)',
          replace: "hashBody('')",
          effect: 'sandbox and production share a token',
        },
        {
          find: 'return [merchantSecret, ',
          replace: 'return [',
          effect: 'an error may show the merchant secret',
        },
        {
          find: 'privateKey: checkPrivateKey(credentials?.privateKey)',
          replace: 'privateKey: credentials?.privateKey',
          effect: 'a damaged key is found out only when a token is needed',
        },
        {
          find: "merchantSecret: checkCredential('smilepay', 'merchantSecret', merchantSecret)",
          replace: 'merchantSecret',
          effect: 'a secret copied with a line feed signs silently',
        },
      ],
    },
    {
      path: 'packages/smilepay/src/request.ts',
      tests: ['src/request.test.ts', 'src/sign.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'path: inquiryPath, accessToken, body, timestamp',
          replace: 'path: new URL(`${baseUrl}${inquiryPath}`).pathname, accessToken, body, timestamp',
          effect: 'behind a proxy with a prefix every inquiry is refused: the prefix is signed',
        },
        {
          find: "'x-timestamp': timestamp",
          replace: "'x-timestamp': writeTimestamp(context.now ?? (() => new Date()))",
          effect: 'at the turn of a second another time is sent than signed',
        },
        {
          find: 'accessToken, body, timestamp })',
          replace: 'accessToken, body: JSON.stringify(JSON.parse(body), null, 1), timestamp })',
          effect: 'every inquiry is refused: another spelling of the body is signed than sent',
        },
        {
          find: "kind === 'payment' ? 1 : 2",
          replace: "kind === 'payment' ? 2 : 1",
          effect: 'payments are asked as payouts',
        },
        {
          find: "tradeType: kind === 'payment' ? 1 : 2",
          replace: "tradeType: kind === 'payment' ? '1' : '2'",
          effect: 'every inquiry is refused: the type is text',
        },
        {
          find: '    orderNo: merchantReference,\n    tradeNo: providerReference,',
          replace: '    orderNo: providerReference,\n    tradeNo: merchantReference,',
          effect: 'the numbers change places: the wrong transaction is found, or none',
        },
        {
          find: '    tradeNo: providerReference,\n',
          replace: '',
          effect: 'a query by SmilePay’s number asks about nothing',
        },
        {
          find: '`Bearer ${accessToken}`',
          replace: 'accessToken',
          effect: 'every inquiry is refused: no scheme before the token',
        },
        {
          find: "'channel-id': checked.channelId",
          replace: "'channel-id': '95221'",
          effect: 'a merchant with another channel is refused',
        },
        {
          find: "'x-partner-id': checked.partnerId",
          replace: "'x-partner-id': checked.merchantSecret",
          effect: 'the secret is sent in the clear',
        },
        {
          find: 'kindRequired: true',
          replace: 'kindRequired: false',
          effect: 'a query without a kind is asked as a payout',
        },
        {
          find: '/^\\d{20,36}$/',
          replace: '/^\\d+$/',
          effect: 'short external ids repeat within the day and are refused',
        },
        {
          find: "  resolveBaseUrl('smilepay', { ...settings, ownPath: accessTokenPath })\n",
          replace: '',
          effect: 'a base that ends in the token’s path produces it twice',
        },
        {
          find: '...(checked.origin === undefined ? {} : { origin: checked.origin }),',
          replace: '',
          effect: 'the merchant’s domain is not sent where SmilePay asks for it',
        },
      ],
    },
    {
      path: 'packages/smilepay/src/access-token.ts',
      tests: ['src/access-token.test.ts', 'src/sign.test.ts', 'src/traps.test.ts'],
      mutations: [
        {
          find: "'x-client-key': checked.partnerId",
          replace: "'x-client-key': checked.channelId",
          effect: 'no token is issued: the wrong client is named',
        },
        {
          find: 'stated.length === 0 ? 0',
          replace: 'stated.length === 0 ? maxLifetimeSeconds * 1000',
          effect: 'a token of unknown lifetime is kept for a day',
        },
        {
          find: 'Math.min(...stated, maxLifetimeSeconds)',
          replace: 'Math.max(...stated)',
          effect: 'the longer of two lifetimes is believed, and inquiries meet an expired token',
        },
        {
          find: 'maxLifetimeSeconds) * 1000',
          replace: 'maxLifetimeSeconds)',
          effect: 'seconds are taken for milliseconds, and every call fetches a token',
        },
        {
          find: 'claims.exp - claims.iat',
          replace: 'claims.exp - Date.now() / 1000',
          effect: 'the provider’s clock, an hour off, is compared with ours',
        },
        {
          find: "return typeof value === 'string' && /^\\d{1,100}$/.test(value) ? Number(value) : null",
          replace: 'return null',
          effect: 'a lifetime written as text, as documented, is not read',
        },
        {
          find: ".replaceAll('-', '+').replaceAll('_', '/')",
          replace: '',
          effect: 'a token with - or _ in its claims has no lifetime of its own',
        },
        {
          find: "grantType: 'client_credentials'",
          replace: "grant_type: 'client_credentials'",
          effect: 'no token is issued: the member has another name',
        },
      ],
    },
    {
      path: 'packages/smilepay/src/token-cache.ts',
      tests: ['src/client.test.ts', 'src/token-sharing.test.ts'],
      mutations: [
        {
          find: 'lifetimeMs - Math.min(maxMarginMs, lifetimeMs / 10)',
          replace: 'lifetimeMs',
          effect: 'a token is used up to its last moment and expires under way',
        },
        {
          find: '      renewing ??= renew(reached)\n      return renewing',
          replace: '      return renew(reached)',
          effect: 'calls that start together fetch a token each',
        },
        {
          find: '    } finally {\n      renewing = null\n    }',
          replace: '    } finally {\n    }',
          effect: 'the first token is used for ever',
        },
        {
          find: '      refused.add(token)',
          replace: '      if (token !== undefined) own = null',
          effect: 'a late refusal of an old token throws the new one away',
        },
        {
          find: '(token !== own?.accessToken || own.age() < own.usableMs)',
          replace: 'token.length > 0',
          effect: 'an expired token is used',
        },
        {
          find: 'Math.floor(usableMs)',
          replace: 'Math.floor(usableMs * 2)',
          effect: 'the store hands out a token that has expired',
        },
        {
          find: "error.code === 'TIMEOUT'",
          replace: "error.code === 'NETWORK'",
          effect: 'a call fails because the one before it ran out of time',
        },
      ],
    },
  ],
}

export const smilepayStatus: Area = {
  name: 'status table of SmilePay',
  minimum: 10,
  files: [
    {
      path: 'packages/smilepay/src/status.ts',
      tests: ['src/status.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: "providerStatus: 'INIT', status: 'pending'",
          replace: "providerStatus: 'INIT', status: 'failed'",
          effect: 'an order that waits for its payment is closed',
        },
        {
          find: "providerStatus: 'PROCESSING', status: 'processing'",
          replace: "providerStatus: 'PROCESSING', status: 'success'",
          effect: 'goods leave before the money came',
        },
        {
          find: "providerStatus: 'SUCCESS', status: 'success'",
          replace: "providerStatus: 'SUCCESS', status: 'processing'",
          effect: 'a paid order waits for ever',
        },
        {
          find: "providerStatus: 'FAILED', status: 'failed'",
          replace: "providerStatus: 'FAILED', status: 'expired'",
          effect: 'a failure is told as a lapse of time',
        },
        {
          find: "status: 'expired', kind: 'payment'",
          replace: "status: 'expired'",
          effect: 'a payout that met a network timeout is closed although the money may have left',
        },
        {
          find: "    status: 'unknown',\n    kind: 'payout',",
          replace: "    status: 'failed',\n    kind: 'payout',",
          effect: 'a payout that met a network timeout is sent again',
        },
        {
          find: 'readStatusWord = createStatusLookup(statusTable)',
          replace:
            "readStatusWord: ReturnType<typeof createStatusLookup> = (word, context) => createStatusLookup(statusTable)(word, context) ?? 'success'",
          effect: 'a word that nobody documents is a success',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            '((word: string) => statusTable.find((row) => foldWord(word).includes(foldWord(row.providerStatus)))?.status) as ReturnType<typeof createStatusLookup>',
          effect: 'words are found inside other words, and kinds do not count',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            '((word: string, { kind }: { kind?: string } = {}) => statusTable.find((row) => row.providerStatus === word && (row.kind ?? kind) === kind)?.status) as ReturnType<typeof createStatusLookup>',
          effect: 'a word in another case is unknown',
        },
        {
          find: 'failureWords.has(foldWord(word))',
          replace: 'failureWords.has(word)',
          effect: 'the reason of a failure is lost',
        },
        {
          find: "new Set(['failed', 'expired'])",
          replace: "new Set(['failed', 'expired', 'success'])",
          effect: 'the merchant’s own note is told as the reason of a success',
        },
      ],
    },
    {
      path: 'packages/smilepay/src/response.ts',
      tests: ['src/response.test.ts', 'src/traps.test.ts'],
      mutations: [
        {
          find: 'readStatusWord(word, { kind })',
          replace: "readStatusWord(word, { kind: 'payment' })",
          effect: 'an expired payout is closed although the money may have left',
        },
        {
          find: "readKind(raw.tradeType) ?? query.kind ?? 'unknown'",
          replace: "query.kind ?? readKind(raw.tradeType) ?? 'unknown'",
          effect: 'an answer about a payout passes for one about a payment',
        },
        {
          find: "String(tradeType) === '1' ? 'payment' : 'payout'",
          replace: "String(tradeType) === '1' ? 'payout' : 'payment'",
          effect: 'the kinds change places',
        },
        {
          find: "String(tradeType) === '1'",
          replace: 'tradeType === 1',
          effect: 'a payment whose type came as text is a payout',
        },
        {
          find: 'providerStatus = raw.status ?? null',
          replace: "providerStatus = raw.status ?? 'SUCCESS'",
          effect: 'an answer without a state is a success',
        },
        {
          find: "reader.status(providerStatus, 'status', (word) => readStatusWord(word, { kind }))",
          replace: "raw.responseCode === '2009200' ? 'success' : 'unknown'",
          effect: 'a call that worked is a transaction that worked',
        },
        {
          find: 'isFailureWord(providerStatus) ? remark : null',
          replace: 'providerStatus.length > 0 ? remark : null',
          effect: 'the merchant’s own note is told as a reason',
        },
        {
          find: '    merchantReference: readId(raw.orderNo),\n    providerReference: readId(raw.tradeNo),',
          replace: '    merchantReference: readId(raw.tradeNo),\n    providerReference: readId(raw.orderNo),',
          effect: 'the references change places, and every answer is about another transaction',
        },
        {
          find: "reader.money(amount, 'money.amount', currency)",
          replace: "reader.money(amount, 'money.amount')",
          effect: 'dollars are told as rupiah',
        },
        {
          find: 'amount: readMoney(raw.money, reader)',
          replace: 'amount: null',
          effect: 'nobody can compare the amount that was paid',
        },
      ],
    },
    {
      path: 'packages/smilepay/src/errors.ts',
      tests: ['src/response.test.ts', 'src/traps.test.ts', 'src/access-token.test.ts'],
      mutations: [
        {
          find: 'responseCode.slice(5)',
          replace: 'responseCode.slice(3, 5)',
          effect: 'the service is read as the case, and an unknown order is any refusal',
        },
        {
          find: "refusal?.code === 'NOT_FOUND' ? { code: 'REJECTED' } : refusal",
          replace: 'refusal',
          effect: 'a refusal of the token says that the order does not exist',
        },
        {
          find: "strayCode ? { code: 'REJECTED' } : null",
          replace: 'null',
          effect: 'an undocumented code under HTTP 200 is told as a broken answer',
        },
        {
          find: 'code: rule.code, retryAfterMs: limitedForMs',
          replace: 'code: rule.code',
          effect: 'a blocked merchant asks again at once and stays blocked',
        },
        { find: '/^\\d{7}$/', replace: '/^\\d+$/', effect: 'any digits pass for a documented code' },
        {
          find: "cases.split(', ').includes(caseNumber)",
          replace: 'true',
          effect: 'every 404 says that the order does not exist',
        },
        {
          find: 'rule?.code === error.code ? (rule.remedy ?? null) : null',
          replace: 'rule?.remedy ?? null',
          effect: 'a remedy is tried for an error that the code does not stand for',
        },
      ],
    },
  ],
}
