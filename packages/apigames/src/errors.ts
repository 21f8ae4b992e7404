import {
  type ErrorRow,
  isRecord,
  type ReceivedResponse,
  type Refusal,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://docs.apigames.id/docs/v2/cek-status/cek-status-post'
const rulesPage = 'https://docs.apigames.id/docs/v2/pendahuluan'
const redeemPage = 'https://docs.apigames.id/docs/radeem/status'

const errorBody = (message: string): string => JSON.stringify({ error_msg: message, status: 0 })

/** What API Games' refusals become, in order of precedence. No page shows an HTTP status other than success. */
export const errorMap: readonly ErrorRow[] = [
  {
    httpStatus: '2xx, 4xx',
    answer: '`error_msg` that names the signature',
    code: 'AUTHENTICATION',
    source: statusPage,
    example: { status: 200, body: errorBody('Signature not valid') },
  },
  {
    httpStatus: '429',
    answer: 'anything else',
    code: 'RATE_LIMITED',
    source: rulesPage,
    example: { status: 429, body: errorBody('Too many requests from this merchant') },
  },
  {
    httpStatus: '5xx',
    answer: 'anything',
    code: 'PROVIDER_UNAVAILABLE',
    source: rulesPage,
    example: { status: 500, body: errorBody('Signature not valid') },
  },
  {
    httpStatus: '2xx, 4xx',
    answer: '`error_msg` that names the merchant',
    code: 'AUTHENTICATION',
    source: redeemPage,
    example: { status: 200, body: errorBody('Merchant not found') },
  },
  {
    httpStatus: '2xx, 4xx',
    answer: '`status: 0`, or any other `error_msg`',
    code: 'REJECTED',
    source: statusPage,
    example: { status: 200, body: errorBody('Transaksi tidak ditemukan') },
  },
  {
    httpStatus: '401, 403',
    answer: 'any other JSON',
    code: 'AUTHENTICATION',
    source: rulesPage,
    example: { status: 401, body: '{"message":"Unauthorized"}' },
  },
  {
    httpStatus: 'other 4xx',
    answer: 'any other JSON',
    code: 'REJECTED',
    source: rulesPage,
    example: { status: 404, body: '{"message":"Not found"}' },
  },
]

/** There are no error codes, and no text for an unknown reference, so a refusal is never read as "not found". */
export const refusalRules: RefusalRules = {
  provider: 'apigames',
  readRefusal,
  isNotFound: () => false,
  readErrorDetails: (json) => ({ providerCode: null, providerMessage: readMessage(json) }),
  hints: {
    AUTHENTICATION: 'merchantId or secretKey is wrong, or something between changed the request',
    REJECTED: 'this says nothing about the purchase, not even that it does not exist; never buy again on it',
    RATE_LIMITED: 'no limit is documented; ask less often',
  },
}

function readRefusal({ httpStatus, json }: ReceivedResponse): Refusal | null {
  if (!isRecord(json) || !isRefusalStatus(httpStatus) || !isRefusalBody(json)) return null
  const message = readMessage(json) ?? ''
  if (/signature/i.test(message)) return { code: 'AUTHENTICATION' }
  // A text that names the merchant may well be about its limit, which the HTTP status says more clearly.
  if (httpStatus === 429) return null
  return { code: /merchant/i.test(message) ? 'AUTHENTICATION' : 'REJECTED' }
}

function isRefusalStatus(httpStatus: number): boolean {
  return (httpStatus >= 200 && httpStatus < 300) || (httpStatus >= 400 && httpStatus < 500)
}

function isRefusalBody({ status, error_msg }: Record<string, unknown>): boolean {
  return status === 0 || status === '0' || !isAbsent(error_msg)
}

/** Errors carry `error_msg`; the neighbouring calls of the same service answer with `message`. */
function readMessage({ error_msg, message }: Record<string, unknown>): string | null {
  const text = isAbsent(error_msg) ? message : error_msg
  return typeof text === 'string' ? text : null
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
