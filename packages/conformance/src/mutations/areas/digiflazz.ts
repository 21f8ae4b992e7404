import type { Area } from '../mutation.ts'

/** Whatever asks twice or too late here, buys. */
export const digiflazzSigner: Area = {
  name: 'order call of Digiflazz',
  minimum: 25,
  files: [
    {
      path: 'packages/digiflazz/src/sign.ts',
      tests: ['src/sign.test.ts', 'src/request.test.ts'],
      mutations: [
        {
          find: '`${username}${apiKey}${merchantReference}`',
          replace: '`${apiKey}${username}${merchantReference}`',
          effect: 'every call is refused: username and key change places',
        },
        {
          find: '${username}${apiKey}$',
          replace: '${username}:${apiKey}:$',
          effect: 'every call is refused: signs between the parts',
        },
        {
          find: "createHash('md5')",
          replace: "createHash('sha1')",
          effect: 'every call is refused: another hash',
        },
        { find: "'utf8'", replace: "'latin1'", effect: 'a call with a letter beyond ASCII is refused' },
        {
          find: "digest('hex')",
          replace: "digest('base64')",
          effect: 'every call is refused: another encoding',
        },
        {
          find: " || merchantReference === ''",
          replace: '',
          effect: 'a signature is made that belongs to no order',
        },
        {
          find: "checkCredential('digiflazz', 'apiKey', credentials?.apiKey)",
          replace: 'credentials?.apiKey',
          effect: 'a missing key signs as "undefined"',
        },
        {
          find: "checkCredential('digiflazz', 'username', credentials?.username)",
          replace: 'String(credentials?.username).trim()',
          effect: 'another username is signed than the one given',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/order-age.ts',
      tests: ['src/order-age.test.ts', 'src/request.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'maxOrderAgeDays = 80',
          replace: 'maxOrderAgeDays = 95',
          effect: 'an order that Digiflazz has forgotten is placed again',
        },
        {
          find: 'ageMs > maxOrderAgeDays * dayMs',
          replace: 'ageMs > maxOrderAgeDays * dayMs * 1000',
          effect: 'an order of any age is placed again',
        },
        {
          find: 'now.getTime() - Date.parse(orderedAt)',
          replace: 'Date.parse(orderedAt) - now.getTime()',
          effect: 'old orders pass for those of the future, and are named wrongly',
        },
        {
          find: 'ageMs < -maxAheadMs',
          replace: 'ageMs < -maxAheadMs * dayMs',
          effect: 'a time of the future, which hides the age, is only asked to wait',
        },
        {
          find: 'if (ageMs < minOrderAgeMs) {',
          replace: 'if (ageMs < 0) {',
          effect: 'a question races with the order itself',
        },
        {
          find: "limitedBy: 'local',",
          replace: "limitedBy: 'provider',",
          effect: 'all calls of the account are held back for one that was too early',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/request.ts',
      tests: ['src/request.test.ts', 'src/client.test.ts', 'src/response.test.ts', 'src/traps.test.ts'],
      mutations: [
        {
          find: '  checkOrderAge(orderedAt, readClock(',
          replace: '  if (orderedAt === null) checkOrderAge(orderedAt, readClock(',
          effect: 'nobody looks how old the order is',
        },
        {
          find: 'buyer_sku_code: productCode,',
          replace: 'buyer_sku_code: productCode.toLowerCase(),',
          effect: 'another product is ordered',
        },
        {
          find: 'customer_no: target,',
          replace: "customer_no: target.replace(/^0/, '62'),",
          effect: 'another number is ordered for',
        },
        {
          find: "...(environment === 'sandbox' ? { testing: true } : {}),",
          replace: '',
          effect: 'a test buys for money',
        },
        {
          find: "...(environment === 'sandbox' ? { testing: true } : {}),",
          replace: 'testing: true,',
          effect: 'real orders are asked for among test data',
        },
        {
          find: '...(maxPrice === undefined ? {} : { max_price: maxPrice }),',
          replace: '',
          effect: 'a call spends more than it may',
        },
        {
          find: "target.includes('.') ? { allow_dot: true } : {}",
          replace: '{}',
          effect: 'a number loses its dots',
        },
        {
          find: "if (environment !== 'production' || !apiKey.startsWith('dev-')) return",
          replace: 'if (environment || apiKey) return',
          effect: 'test data is taken for real',
        },
        {
          find: '!(Number.isSafeInteger(maxPrice) && maxPrice >= 1)',
          replace: '!(maxPrice >= 1)',
          effect: 'a limit that is no whole number is sent',
        },
        {
          find: '  if (providerReference !== undefined) {',
          replace: '  if (providerReference === null) {',
          effect: 'an id that cannot be compared is taken and ignored',
        },
        {
          find: "required: 'merchantReference',",
          replace: "required: 'either',",
          effect: 'an order without a reference is placed',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/capabilities.ts',
      tests: ['src/client.test.ts', 'src/request.test.ts', 'src/traps.test.ts'],
      mutations: [
        {
          find: 'repeatable: false',
          replace: 'repeatable: true',
          effect: 'a lost answer buys again',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/client.ts',
      tests: ['src/client.test.ts', 'src/conformance.test.ts'],
      mutations: [
        {
          find: 'protect(signature)\n',
          replace: '\n',
          effect: 'an error shows what one can order with',
        },
        {
          find: 'secrets: [username, apiKey],',
          replace: 'secrets: [],',
          effect: 'an error shows the key',
        },
        {
          find: '  checkMode(credentials, context.environment)\n',
          replace: '',
          effect: 'a development key is noticed at the first call only',
        },
      ],
    },
  ],
}

export const digiflazzStatus: Area = {
  name: 'status table of Digiflazz',
  minimum: 20,
  files: [
    {
      path: 'packages/digiflazz/src/status.ts',
      tests: ['src/response.test.ts'],
      mutations: [
        { find: "status: 'pending'", replace: "status: 'success'", effect: 'goods leave before they came' },
        {
          find: "status: 'success'",
          replace: "status: 'processing'",
          effect: 'a delivered order waits for ever',
        },
        {
          find: "status: 'failed'",
          replace: "status: 'canceled'",
          effect: 'a failure is told as a cancellation',
        },
        {
          find: 'foldWord(documented.word) === foldWord(word)',
          replace: 'foldWord(word) !== ""',
          effect: 'a code of another word makes a status',
        },
        {
          find: 'documented !== undefined &&',
          replace: 'documented === undefined ||',
          effect: 'a code that nobody documents makes a status',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/response-codes.ts',
      tests: ['src/response.test.ts'],
      mutations: [
        {
          find: "['00', { word: 'Sukses' }]",
          replace: "['00', { word: 'Gagal' }]",
          effect: 'no order is ever delivered',
        },
        {
          find: "'01 02 51",
          replace: "'01 02 49 51",
          effect: 'a refusal of the call is told as a failed order',
        },
        { find: "['99', { word: 'Pending' }],", replace: '', effect: 'a documented wait is doubted' },
        {
          find: "['50', { word: 'Gagal', doubtful: true }]",
          replace: "['50', { word: 'Gagal' }]",
          effect: 'an order that was not found is closed',
        },
        {
          find: "['74', { word: 'Gagal', doubtful: true }]",
          replace: "['74', { word: 'Gagal' }]",
          effect: 'an order that was delivered and undone is closed by itself',
        },
        {
          find: "['85', 60_000]",
          replace: "['85', 1]",
          effect: 'the minute that the page names is not kept',
        },
        {
          find: "'40 43 44 47 49",
          replace: "'40 43 47 49",
          effect: 'an empty balance is doubted instead of refused',
        },
        {
          find: "  ['45', 'the address",
          replace: "  ['46', 'the address",
          effect: 'a refused address is told as a doubtful order',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/errors.ts',
      tests: ['src/response.test.ts', 'src/client.test.ts', 'src/conformance.test.ts'],
      mutations: [
        {
          find: "&& foldWord(status) !== 'gagal' &&",
          replace: '&& foldWord(status) === null &&',
          effect: 'a contradiction is told as a refusal',
        },
        {
          find: 'isNotFound: () => false',
          replace: 'isNotFound: () => true',
          effect: 'every answer says that the order does not exist',
        },
        {
          find: 'refusalCodes.has(rc) ?',
          replace: "rc === '00' ?",
          effect: 'a refused call is told as a doubtful order',
        },
        {
          find: 'providerMessage: isQuoted ? message : null',
          replace: "providerMessage: typeof message === 'string' ? message : null",
          effect: 'an error shows the serial number in the message of an order',
        },
        {
          find: 'retryAfterMs: 60_000,',
          replace: '',
          effect: 'nobody is told to leave a minute between two calls',
        },
      ],
    },
    {
      path: 'packages/digiflazz/src/response.ts',
      tests: ['src/response.test.ts', 'src/traps.test.ts'],
      mutations: [
        {
          find: "findPair(word ?? '', rc ?? '')",
          replace: "findPair(word ?? '', rc ?? '00')",
          effect: 'a success without its code delivers',
        },
        {
          find: "serialNumber: status === 'success' ? sn : null",
          replace: 'serialNumber: sn',
          effect: 'a serial number beside a failure is told as a proof',
        },
        {
          find: "status === 'failed' ? reader.text(data.message",
          replace: "status === 'success' ? reader.text(data.message",
          effect: 'a failure has no reason',
        },
        {
          find: '  compareOrder(data, reader, query)\n  const',
          replace: '  const',
          effect: 'an answer about another number is taken',
        },
        {
          find: 'asked === undefined || asked === told',
          replace: 'asked === undefined || told !== null',
          effect: 'an answer about another product is taken',
        },
        {
          find: "told === null || told === ''",
          replace: "told === ''",
          effect: 'an answer without a number is about another order',
        },
        {
          find: "...(doubtful ? { advice: 'review' } : {}),",
          replace: '',
          effect: 'a refund closes an order by itself',
        },
        {
          find: "reader.money(data.price, 'data.price')",
          replace: "reader.money(data.buyer_last_saldo, 'data.price')",
          effect: 'the balance is told as the price',
        },
      ],
    },
  ],
}
