import type { Area } from '../mutation.ts'

const engineTests = ['digiflazz/engine.test.ts']

export const digiflazzVerifier: Area = {
  name: 'mock of Digiflazz: signatures and orders',
  minimum: 20,
  files: [
    {
      path: 'mocks/digiflazz/verify-signature.ts',
      tests: ['digiflazz/verify-signature.test.ts', ...engineTests],
      mutations: [
        {
          find: '`${username}${apiKey}${refId}`',
          replace: '`${apiKey}${username}${refId}`',
          effect: 'a signature in another order passes',
        },
        {
          find: '${apiKey}${refId}`',
          replace: '${apiKey}`',
          effect: 'a signature of another reference passes',
        },
        {
          find: '${apiKey}${refId}`',
          replace: '${refId}`',
          effect: 'a signature without the key passes',
        },
        {
          find: '`${username}${apiKey}',
          replace: '`${apiKey}',
          effect: 'a signature without the username passes',
        },
        {
          find: '`${username}${apiKey}${refId}`',
          replace: '`${username}:${apiKey}:${refId}`',
          effect: 'a signature with colons between the parts passes',
        },
        {
          find: '${apiKey}${refId}`',
          replace: '${apiKey}depo`',
          effect: 'the signature of the balance call passes',
        },
        {
          find: '${refId}`',
          replace: '${encodeURIComponent(refId)}`',
          effect: 'a signature of the encoded reference passes',
        },
        {
          find: '${apiKey}${refId}`',
          replace: '${apiKey.toUpperCase()}${refId}`',
          effect: 'a key in another case passes',
        },
        { find: "createHash('md5')", replace: "createHash('sha1')", effect: 'another hash passes' },
        { find: ".digest('hex')", replace: ".digest('base64')", effect: 'another encoding passes' },
        {
          find: 'isEqualText(sign, computeSignature(parts))',
          replace: 'isEqualText(sign.toLowerCase(), computeSignature(parts))',
          effect: 'capital letters pass',
        },
        {
          find: 'isEqualText(sign, computeSignature(parts))',
          replace: 'isEqualText(sign.trim(), computeSignature(parts))',
          effect: 'a signature with white space around it passes',
        },
        {
          find: 'isEqualText(sign, computeSignature(parts))',
          replace: 'computeSignature(parts).startsWith(sign)',
          effect: 'an empty or cut signature passes',
        },
        {
          find: 'leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)',
          replace: 'leftBytes.length === rightBytes.length',
          effect: 'any signature of the right length passes',
        },
      ],
    },
    {
      path: 'mocks/digiflazz/orders.ts',
      tests: engineTests,
      mutations: [
        {
          find: 'rememberedMs = 90 * 86_400_000',
          replace: 'rememberedMs = 91 * 86_400_000',
          effect: 'an order can be asked about a day too long',
        },
        {
          find: 'nowMs - order.createdMs > rememberedMs',
          replace: 'nowMs - order.createdMs >= rememberedMs',
          effect: 'an order is forgotten while 90 days are not over',
        },
        {
          find: "state: 'forgotten', isTooSoon: false",
          replace: "state: 'same', isTooSoon: false",
          effect: 'asking after 90 days buys nothing',
        },
        {
          find: "if (!order) return { state: 'new', isTooSoon: false }",
          replace: "if (!order) return { state: 'same', isTooSoon: false }",
          effect: 'asking for an unknown reference buys nothing',
        },
        {
          find: 'createdMs: createdMs ?? nowMs',
          replace: 'createdMs: nowMs',
          effect: 'every question makes an order younger',
        },
        {
          find: "state === 'same' ? orders",
          replace: "state !== 'new' ? orders",
          effect: 'an order made anew is as old as the one before',
        },
        {
          find: ' && order.customerNo === request.customerNo',
          replace: '',
          effect: 'another number is answered with the order of this one',
        },
        {
          find: 'order.buyerSkuCode === request.buyerSkuCode && ',
          replace: '',
          effect: 'another product is answered with the order of this one',
        },
        {
          find: "`${testing ? 'testing' : 'real'}\\n${refId}`",
          replace: 'refId',
          effect: 'a test order stands for a real one',
        },
        {
          find: '\\n${refId}`',
          replace: '`',
          effect: 'every reference is one order',
        },
        { find: 'adviceMs = 60_000', replace: 'adviceMs = 6_000', effect: 'asking after ten seconds passes' },
        {
          find: 'sinceMs < adviceMs',
          replace: 'sinceMs <= adviceMs',
          effect: 'asking after a full minute is refused',
        },
        {
          find: 'sinceMs >= 0 && ',
          replace: '',
          effect: 'a clock that was set back blocks an order',
        },
        {
          find: 'askedMs: nowMs }',
          replace: 'askedMs: createdMs ?? nowMs }',
          effect: 'only the first minute of an order is guarded',
        },
      ],
    },
    {
      path: 'mocks/digiflazz/engine.ts',
      tests: engineTests,
      mutations: [
        {
          find: "      if (!isAuthentic(request)) return refuse('41', request, 'the signature is wrong')\n",
          replace: '',
          effect: 'an unsigned request buys',
        },
        {
          find: 'testing ? credentials.developmentKey : credentials.apiKey',
          replace: 'testing ? credentials.apiKey : credentials.apiKey',
          effect: 'the production key passes in a test',
        },
        {
          find: 'testing ? credentials.developmentKey : credentials.apiKey',
          replace: 'testing ? credentials.developmentKey : credentials.developmentKey',
          effect: 'the development key buys for real',
        },
        {
          find: 'username: request.username,\n    apiKey',
          replace: 'username: credentials.username,\n    apiKey',
          effect: 'a session signs as the username without it',
        },
        {
          find: 'readUsernameSession(request.username) === undefined',
          replace: "request.username === ''",
          effect: 'another username with the same key passes',
        },
        {
          find: "known.state === 'different'",
          replace: "known.state === 'forgotten'",
          effect: 'another order under the same reference passes, and one after 90 days is refused',
        },
        {
          find: "effect: state === 'same' ? 'asked-again' : 'created-order'",
          replace: "effect: state === 'new' ? 'created-order' : 'asked-again'",
          effect: 'the journal hides an order that was made after 90 days',
        },
        {
          find: "effect: state === 'same' ? 'asked-again' : 'created-order'",
          replace: "effect: 'asked-again'",
          effect: 'the journal hides every order',
        },
        {
          find: '      if (!formsTransaction(answer.body)) return answer\n',
          replace: '',
          effect: 'a refusal leaves an order',
        },
        {
          find: '      orders.take(request, known)\n',
          replace: '',
          effect: 'asking again buys again',
        },
        {
          find: 'isFirst ? testCase.first : testCase.later',
          replace: 'testCase.first',
          effect: 'a test number stays pending for ever',
        },
        {
          find: 'isFirst ? testCase.first : testCase.later',
          replace: 'testCase.later',
          effect: 'a test number is never pending',
        },
        {
          find: '      query.productCode === buyerSkuCode &&\n      query.target === customerNo\n',
          replace: '      buyerSkuCode !== customerNo\n',
          effect: 'a sample is answered to another order under its reference',
        },
        {
          find: 'settings?.().rateLimits === true && ',
          replace: '',
          effect: 'the minute is guarded where nobody asked for limits',
        },
        {
          find: "if (method !== 'POST') return methodNotAllowed('POST')",
          replace: "if (method === 'DELETE') return methodNotAllowed('POST')",
          effect: 'another method buys',
        },
        {
          find: 'request.command !== null',
          replace: "request.command === 'pay-pasca'",
          effect: 'the status check of a bill buys a prepaid product',
        },
      ],
    },
    {
      path: 'mocks/digiflazz/read-request.ts',
      tests: engineTests,
      mutations: [
        {
          find: "!isText(members[name]) || members[name] === ''",
          replace: 'members[name] === undefined',
          effect: 'a number passes for a text',
        },
        {
          find: "['username', 'buyer_sku_code', 'customer_no', 'ref_id', 'sign'] as const",
          replace: "['username', 'ref_id', 'sign'] as const",
          effect: 'a status check without product and number is answered',
        },
        { find: '  testing: isBoolean,\n', replace: '', effect: 'a text for testing buys for real' },
        {
          find: 'testing: members.testing === true',
          replace: 'testing: members.testing !== undefined',
          effect: 'testing: false is a test',
        },
        {
          find: 'refId: textOrEmpty(members.ref_id)',
          replace: 'refId: textOrEmpty(members.ref_id).trim()',
          effect: 'another reference is ordered than was sent',
        },
      ],
    },
    {
      path: 'mocks/digiflazz/response-codes.ts',
      tests: ['digiflazz/response-codes.test.ts', ...engineTests],
      mutations: [
        {
          find: "'44': row('Saldo tidak cukup', 'Gagal', false)",
          replace: "'44': row('Saldo tidak cukup', 'Gagal', true)",
          effect: 'a refusal for want of balance leaves an order',
        },
        {
          find: "'54': row('Nomor Tujuan Salah', 'Gagal', true)",
          replace: "'54': row('Nomor Tujuan Salah', 'Gagal', false)",
          effect: 'an order that failed is no order',
        },
        {
          find: "'99': row('DF Router Issue', 'Pending', true)",
          replace: "'99': row('DF Router Issue', 'Gagal', true)",
          effect: 'an order whose outcome is open is listed as failed',
        },
        {
          find: '!Object.hasOwn(responseCodes, code) || ',
          replace: '',
          effect: 'an order with a code that nobody lists is no order',
        },
      ],
    },
    {
      path: 'mocks/digiflazz/test-cases.ts',
      tests: engineTests,
      mutations: [
        {
          find: "'087800001234': { first: 'pending', later: 'gagal' }",
          replace: "'087800001234': { first: 'pending', later: 'sukses' }",
          effect: 'the number that fails in the end succeeds',
        },
        {
          find: "'087800001233': { first: 'pending', later: 'sukses' }",
          replace: "'087800001233': { first: 'sukses', later: 'sukses' }",
          effect: 'the number that is pending first succeeds at once',
        },
        {
          find: 'buyerSkuCode === productCode && ',
          replace: '',
          effect: 'a test number decides for every product',
        },
      ],
    },
  ],
}
