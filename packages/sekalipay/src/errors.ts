import { type ErrorRow, isRecord, type Refusal, type RefusalReading } from '@cekstatus/core'

const detailPage = 'https://sekalipay.com/api-docs/transactions/detail'
const lockPage = 'https://sekalipay.com/api-docs/items/stock-lock'

const errorBody = (message: string): string => JSON.stringify({ message })

/** What Sekalipay's refusals become, in order of precedence. Its code is the `message` in capitals. */
export const errorTable: readonly ErrorRow[] = [
  {
    httpStatus: '401',
    answer: '`INVALID_API_KEY`',
    code: 'AUTHENTICATION',
    source: detailPage,
    example: { status: 401, body: errorBody('INVALID_API_KEY') },
  },
  {
    httpStatus: '401',
    answer: '`ACCOUNT_MUST_BE_RESELLER`',
    code: 'AUTHENTICATION',
    source: detailPage,
    example: { status: 401, body: errorBody('ACCOUNT_MUST_BE_RESELLER') },
  },
  {
    httpStatus: '401',
    answer: '`INVALID_IP`',
    code: 'AUTHENTICATION',
    source: detailPage,
    example: { status: 401, body: errorBody('INVALID_IP') },
  },
  {
    httpStatus: '403',
    answer: '`THE_ACCOUNT_HAS_BEEN_SUSPENDED`',
    code: 'AUTHENTICATION',
    source: detailPage,
    example: { status: 403, body: errorBody('THE_ACCOUNT_HAS_BEEN_SUSPENDED') },
  },
  {
    httpStatus: '429',
    answer: 'anything (documented for stock locks only)',
    code: 'RATE_LIMITED',
    source: lockPage,
    example: { status: 429, body: errorBody('MAX_ACTIVE_LOCKS_REACHED') },
  },
  {
    httpStatus: '5xx',
    answer: 'anything (not documented for this call)',
    code: 'PROVIDER_UNAVAILABLE',
    source: detailPage,
    example: { status: 500, body: errorBody('Server Error') },
  },
  {
    httpStatus: '401, 403',
    answer: 'any other JSON',
    code: 'AUTHENTICATION',
    source: detailPage,
    example: { status: 401, body: errorBody('Unauthenticated.') },
  },
  {
    httpStatus: '404',
    answer: '`TRX_NOT_FOUND`',
    code: 'NOT_FOUND',
    source: detailPage,
    example: { status: 404, body: errorBody('TRX_NOT_FOUND') },
  },
  {
    httpStatus: '404',
    answer: '`TRANSACTION_NOT_FOUND`',
    code: 'NOT_FOUND',
    source: detailPage,
    example: { status: 404, body: errorBody('TRANSACTION_NOT_FOUND') },
  },
  {
    httpStatus: 'other 4xx',
    answer: 'any other JSON',
    code: 'REJECTED',
    source: detailPage,
    example: { status: 422, body: errorBody('REQUIRED_FIELD_MISSING') },
  },
]

/** The four codes look alike to a program and need four different cures, so each has its own hint. */
const refusals = new Map<unknown, Refusal>([
  [
    'INVALID_API_KEY',
    {
      code: 'AUTHENTICATION',
      hint: 'the key is wrong or revoked, or it belongs to the payment gateway, which is another API',
    },
  ],
  [
    'ACCOUNT_MUST_BE_RESELLER',
    { code: 'AUTHENTICATION', hint: 'the account behind the key is not a reseller account' },
  ],
  [
    'INVALID_IP',
    {
      code: 'AUTHENTICATION',
      hint: 'the address that the call came from is not on the IP allow-list of the reseller dashboard',
    },
  ],
  [
    'THE_ACCOUNT_HAS_BEEN_SUSPENDED',
    { code: 'AUTHENTICATION', hint: 'the account is suspended; the key and the address are not the cause' },
  ],
])

const notFoundCodes: readonly unknown[] = ['TRX_NOT_FOUND', 'TRANSACTION_NOT_FOUND']

/** Reads the code in `message` first; the HTTP status counts where there is no documented code. */
export const refusalReading: RefusalReading = {
  provider: 'sekalipay',
  readRefusal: ({ json }) => (isRecord(json) ? (refusals.get(json.message) ?? null) : null),
  isNotFound: ({ httpStatus, json }) =>
    httpStatus === 404 && isRecord(json) && notFoundCodes.includes(json.message),
  readProblem: ({ message }) =>
    isCode(message)
      ? { providerCode: message, providerMessage: null }
      : { providerCode: null, providerMessage: typeof message === 'string' ? message : null },
  hints: {
    AUTHENTICATION: 'check the key, the role of its account and the IP allow-list of the reseller dashboard',
    NOT_FOUND:
      'it may be too early, or the order was placed with another account; not a proof that nothing was bought',
  },
}

function isCode(message: unknown): message is string {
  return typeof message === 'string' && message !== 'OK' && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(message)
}
