import type { Area } from '../mutation.ts'

export const apigamesSigner: Area = {
  name: 'signer of API Games',
  minimum: 10,
  files: [
    {
      path: 'packages/apigames/src/sign.ts',
      tests: ['src/sign.test.ts', 'src/request.test.ts'],
      mutations: [
        {
          find: '`${merchantId}:${secretKey}:${merchantReference}`',
          replace: '`${secretKey}:${merchantId}:${merchantReference}`',
          effect: 'every inquiry is refused: merchant and secret change places',
        },
        {
          find: '${secretKey}:${merchantReference}',
          replace: '${merchantReference}:${secretKey}',
          effect: 'every inquiry is refused: secret and reference change places',
        },
        {
          find: '}:${secretKey}:${',
          replace: '}${secretKey}${',
          effect: 'every inquiry is refused: no sign between the parts',
        },
        {
          find: "createHash('md5')",
          replace: "createHash('sha256')",
          effect: 'every inquiry is refused: another hash',
        },
        { find: "'utf8'", replace: "'latin1'", effect: 'an inquiry with a letter beyond ASCII is refused' },
        {
          find: ".digest('hex')",
          replace: ".digest('hex').toUpperCase()",
          effect: 'every inquiry is refused: capital letters',
        },
        {
          find: "digest('hex')",
          replace: "digest('base64')",
          effect: 'every inquiry is refused: another encoding',
        },
        {
          find: "if (merchantId.includes(':'))",
          replace: "if (merchantId === ':')",
          effect: 'a secret pasted behind the id travels in the clear',
        },
        {
          find: " || merchantReference === ''",
          replace: '',
          effect: 'a signature is made that belongs to no order',
        },
        {
          find: "checkCredential('apigames', 'secretKey', credentials?.secretKey)",
          replace: 'credentials?.secretKey',
          effect: 'a missing secret signs as "undefined"',
        },
        {
          find: "checkCredential('apigames', 'merchantId', credentials?.merchantId)",
          replace: 'String(credentials?.merchantId).trim()',
          effect: 'another merchant id is signed than the one given',
        },
      ],
    },
    {
      path: 'packages/apigames/src/request.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'ref_id: merchantReference, merchant_id: merchantId',
          replace: 'ref_id: merchantId, merchant_id: merchantReference',
          effect: 'every inquiry is refused: the members change places',
        },
        {
          find: 'ref_id: merchantReference',
          replace: 'ref_id: encodeURIComponent(merchantReference)',
          effect: 'a reference with a sign in it is asked as another one',
        },
        {
          find: 'statusSignature(merchantReference, credentials)',
          replace: 'statusSignature(encodeURIComponent(merchantReference), credentials)',
          effect: 'a reference with a sign in it is refused',
        },
        {
          find: 'merchant_id: merchantId, signature',
          replace: 'merchant_id: merchantId, secret_key: credentials.secretKey, signature',
          effect: 'the secret is sent along',
        },
        {
          find: "method: 'POST'",
          replace: "method: 'GET'",
          effect: 'every inquiry is refused: another method',
        },
        {
          find: "ownPath = '/v2/transaksi/status'",
          replace: "ownPath = '/v2/transaksi'",
          effect: 'asking about an order buys it again',
        },
        {
          find: "required: 'merchantReference'",
          replace: "required: 'either'",
          effect: 'an order is asked for by a number that the call does not take',
        },
        {
          find: "kinds: ['purchase']",
          replace: "kinds: ['purchase', 'payment']",
          effect: 'a purchase is asked for as a payment',
        },
        {
          find: "'content-type': 'application/json' }",
          replace: "'content-type': 'text/plain' }",
          effect: 'the body is not read as JSON',
        },
      ],
    },
  ],
}

const tests = ['src/response.test.ts', 'src/traps.test.ts']

export const apigamesStatus: Area = {
  name: 'status table of API Games',
  minimum: 10,
  files: [
    {
      path: 'packages/apigames/src/status.ts',
      tests: ['src/status.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: "providerStatus: 'Pending', status: 'pending'",
          replace: "providerStatus: 'Pending', status: 'processing'",
          effect: 'an order that nobody has touched seems under way',
        },
        {
          find: "providerStatus: 'Proses', status: 'processing'",
          replace: "providerStatus: 'Proses', status: 'success'",
          effect: 'goods under way count as delivered',
        },
        {
          find: "providerStatus: 'Sukses', status: 'success'",
          replace: "providerStatus: 'Sukses', status: 'failed'",
          effect: 'delivered goods are paid back',
        },
        {
          find: "providerStatus: 'Gagal', status: 'failed'",
          replace: "providerStatus: 'Gagal', status: 'success'",
          effect: 'goods that did not come count as delivered',
        },
        {
          find: "    status: 'partial',",
          replace: "    status: 'success',",
          effect: 'half a bundle counts as a whole one',
        },
        {
          find: "    status: 'unknown',",
          replace: "    status: 'failed',",
          effect: 'an order whose outcome nobody knows is bought again',
        },
        {
          find: "providerStatus: 'Validasi Provider'",
          replace: "providerStatus: 'Validasi'",
          effect: 'the documented word is undocumented',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            "((word: string) => createStatusLookup(statusTable)(word) ?? 'success') as ReturnType<typeof createStatusLookup>",
          effect: 'a word that nobody documents is a success',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            "((word: string) => createStatusLookup(statusTable)(word) ?? 'failed') as ReturnType<typeof createStatusLookup>",
          effect: 'a word that nobody documents is a failure',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            '((word: string) => statusTable.find((row) => word.includes(row.providerStatus))?.status) as ReturnType<typeof createStatusLookup>',
          effect: '"Sukses Sebagian" is read as "Sukses"',
        },
        {
          find: 'createStatusLookup(statusTable)',
          replace:
            '((word: string) => statusTable.find((row) => row.providerStatus === word)?.status) as ReturnType<typeof createStatusLookup>',
          effect: 'a word in another case is unknown',
        },
      ],
    },
    {
      path: 'packages/apigames/src/response.ts',
      tests,
      mutations: [
        {
          find: "reader.status(data.status, 'data.status', readStatusWord)",
          replace: "reader.status(data.status ?? 'Sukses', 'data.status', readStatusWord)",
          effect: 'an answer without a state is a success',
        },
        {
          find: "const status = reader.status(data.status, 'data.status', readStatusWord)",
          replace: "const status = 'success' as ReturnType<typeof reader.status>",
          effect: 'a call that worked is a purchase that worked',
        },
        {
          find: "serialNumber: status === 'success' ? sn : null",
          replace: 'serialNumber: sn',
          effect: 'the text of a failure is handed to the buyer as a serial number',
        },
        {
          find: "status === 'failed' ? sn : null",
          replace: 'sn',
          effect: 'a serial number is told as the reason of a failure',
        },
        {
          find: "reader.money(product.price_rp, 'data.product_detail.price_rp')",
          replace: "reader.money(product.price, 'data.product_detail.price_rp')",
          effect: 'the supplier’s unit is told as rupiah',
        },
        {
          find: '    merchantReference: readId(data.ref_id),\n    providerReference: readId(data.trx_id),',
          replace: '    merchantReference: readId(data.trx_id),\n    providerReference: readId(data.ref_id),',
          effect: 'the references change places',
        },
        {
          find: "if (status === 'partial')",
          replace: "if (status === 'failed')",
          effect: 'the price of a whole bundle is told for a part of it without doubt',
        },
        {
          find: 'const providerStatus = data.status ?? null',
          replace: 'const providerStatus = data.status?.toLowerCase() ?? null',
          effect: 'the provider’s own word is changed',
        },
      ],
    },
    {
      path: 'packages/apigames/src/errors.ts',
      tests,
      mutations: [
        {
          find: "status === 0 || status === '0' || ",
          replace: '',
          effect: 'a refusal without a text is told as a broken answer',
        },
        {
          find: ' || !isAbsent(error_msg)',
          replace: '',
          effect: 'an answer with an error text counts as an answer',
        },
        {
          find: 'isNotFound: () => false',
          replace:
            'isNotFound: ({ json }) => isRecord(json) && /tidak ditemukan/i.test(String(json.error_msg))',
          effect: 'an order is bought again because a text was guessed',
          equivalent:
            'Whatever such a text stands in is a refusal, and readRefusal, which is asked first, has named it REJECTED or AUTHENTICATION before isNotFound is looked at.',
        },
        {
          find: "  if (/signature/i.test(message)) return { code: 'AUTHENTICATION' }\n",
          replace: '',
          effect: 'a wrong signature is told as a rejected inquiry',
        },
        {
          find: '  if (httpStatus === 429) return null\n',
          replace: '',
          effect: 'the limit of a merchant is told as a wrong credential',
        },
        {
          find: "/merchant/i.test(message) ? 'AUTHENTICATION' : 'REJECTED'",
          replace: "'REJECTED'",
          effect: 'an unknown merchant is told as a rejected inquiry',
        },
        {
          find: '(httpStatus >= 400 && httpStatus < 500)',
          replace: 'httpStatus >= 400',
          effect: 'a server in trouble is told as a refusal that nobody asks again',
        },
      ],
    },
  ],
}
