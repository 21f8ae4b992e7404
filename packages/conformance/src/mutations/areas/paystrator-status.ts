import type { Area } from '../mutation.ts'

const tests = ['src/response.test.ts', 'src/traps.test.ts']
const lookup = 'createStatusLookup(statusTable)'
const type = 'ReturnType<typeof createStatusLookup>'

export const paystratorStatus: Area = {
  name: 'status table of Paystrator',
  minimum: 10,
  files: [
    {
      path: 'packages/paystrator/src/status.ts',
      tests: ['src/status.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: "providerStatus: 'PENDING', status: 'pending'",
          replace: "providerStatus: 'PENDING', status: 'processing'",
          effect: 'an order that nobody has touched seems under way',
        },
        {
          find: "providerStatus: 'PROCESSING', status: 'processing'",
          replace: "providerStatus: 'PROCESSING', status: 'success'",
          effect: 'goods leave before the money came',
        },
        {
          find: "providerStatus: 'PAID', status: 'success'",
          replace: "providerStatus: 'PAID', status: 'processing'",
          effect: 'a paid order waits for ever',
        },
        {
          find: "providerStatus: 'COMPLETED', status: 'success'",
          replace: "providerStatus: 'COMPLETED', status: 'processing'",
          effect: 'a finished order waits for ever',
        },
        {
          find: "status: 'expired', kind: 'payment'",
          replace: "status: 'expired'",
          effect: 'an expired payout is closed although the money may have left',
        },
        {
          find: "status: 'unknown', kind: 'payout'",
          replace: "status: 'failed', kind: 'payout'",
          effect: 'an expired payout is sent again',
        },
        {
          find: "status: 'unknown', kind: 'unknown'",
          replace: "status: 'expired', kind: 'unknown'",
          effect: 'what may be a payout is closed',
        },
        {
          find: "providerStatus: 'FAILED', status: 'failed'",
          replace: "providerStatus: 'FAILED', status: 'canceled'",
          effect: 'a failure is told as a cancellation',
        },
        {
          find: lookup,
          replace: `((word: string, context?: { kind?: 'payment' }) => ${lookup}(word, context) ?? 'success') as ${type}`,
          effect: 'a word that nobody documents is a success',
        },
        {
          find: lookup,
          replace: `((word: string) => statusTable.find((row) => word.toUpperCase().includes(row.providerStatus))?.status) as ${type}`,
          effect: '"UNPAID" is read as "PAID"',
        },
        {
          find: lookup,
          replace: `((word: string, { kind }: { kind?: string } = {}) => statusTable.find((row) => row.providerStatus === word && (row.kind ?? kind) === kind)?.status) as ${type}`,
          effect: 'a word in another case is unknown',
        },
      ],
    },
    {
      path: 'packages/paystrator/src/kind.ts',
      tests,
      mutations: [
        {
          find: "['QR_', 'EW_', 'VA_']",
          replace: "['QR_', 'EW_']",
          effect: 'a virtual account is of unknown kind',
        },
        {
          find: "if (isPayment === isPayout) return 'unknown'\n",
          replace: '',
          effect: 'what shows no kind is a payout, and what shows both a payment',
        },
        {
          find: "isPayment ? 'payment' : 'payout'",
          replace: "isPayment ? 'payout' : 'payment'",
          effect: 'the kinds change places',
        },
        {
          find: 'id?.startsWith(prefix)',
          replace: 'id?.toUpperCase().includes(prefix)',
          effect: 'a payout whose id holds QR_ is a payment',
        },
        {
          find: " && value !== ''",
          replace: '',
          effect: 'an empty bank field makes a payment of unknown kind',
        },
      ],
    },
    {
      path: 'packages/paystrator/src/response.ts',
      tests,
      mutations: [
        {
          find: 'readStatusWord(word, { kind })',
          replace: "readStatusWord(word, { kind: 'payment' })",
          effect: 'an expired payout is closed although the money may have left, because kinds do not count',
        },
        {
          find: "reader.status(data.status, 'data.status', (word) => readStatusWord(word, { kind }))",
          replace: "'success' as ReturnType<typeof reader.status>",
          effect: 'a call that worked is a transaction that worked',
        },
        {
          find: 'reader.status(data.status,',
          replace: "reader.status(data.status ?? 'PAID',",
          effect: 'an answer without a state is a success',
        },
        {
          find: "    ...(kind === 'payout' && status === 'failed' ? { advice: 'review' } : {}),\n",
          replace: '',
          effect: 'a failed payout is sent again although no page says that the money is back',
        },
        {
          find: '    merchantReference: readId(data.externalId),\n',
          replace: '    merchantReference: providerReference,\n',
          effect: 'their id is told as the merchant’s',
        },
        { find: "'data.amount', currency)", replace: "'data.amount')", effect: 'dollars are told as rupiah' },
        {
          find: "if (currency === undefined) return 'IDR'",
          replace: "if (typeof currency !== 'string') return 'IDR'",
          effect: 'a malformed currency is taken for rupiah',
        },
        {
          find: 'expiresAt: reader.timestamp(data.expiredAt,',
          replace: 'expiresAt: reader.timestamp(data.paidAt,',
          effect: 'the time of payment is told as the end',
        },
      ],
    },
    {
      path: 'packages/paystrator/src/errors.ts',
      tests,
      mutations: [
        {
          find: "['permission_denied', 'AUTHENTICATION']",
          replace: "['permission_denied', 'REJECTED']",
          effect: 'a missing right is told as a rejected inquiry',
        },
        {
          find: "['provider_error', 'PROVIDER_UNAVAILABLE']",
          replace: "['provider_error', 'REJECTED']",
          effect: 'trouble at the bank is not asked again',
        },
        {
          find: 'isSuccessful(received) && requestCodes',
          replace: 'requestCodes',
          effect: 'a wrong request under HTTP 401 is told as rejected',
        },
        {
          find: "foldWord(message) === 'transaction not found'",
          replace: "foldWord(message).includes('not found')",
          effect: 'any "not found" says that the transaction does not exist',
        },
        {
          find: '(isSuccessful(received) && received.json.status === 404)',
          replace: 'isSuccessful(received)',
          effect: 'a text in an answer says that the transaction does not exist',
        },
      ],
    },
  ],
}
