import {
  type ErrorRow,
  type ErrorRule,
  listErrors,
  matchErrors,
  type ReceivedResponse,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://docs.apigames.id/docs/v2/cek-status/cek-status-post'
const rulesPage = 'https://docs.apigames.id/docs/v2/pendahuluan'
const redeemPage = 'https://docs.apigames.id/docs/radeem/status'

/**
 * No page shows an HTTP status other than success. There are no error codes, and no text for an unknown reference, so a
 * refusal is never read as "not found".
 */
const errorRules: readonly ErrorRule[] = [
  {
    httpStatus: '2xx, 4xx',
    answer: '`error_msg` that names the signature',
    code: 'AUTHENTICATION',
    source: statusPage,
    example: { status: 200, body: errorBody('Signature not valid') },
    matches: (received) => isRefusal(received) && /signature/i.test(readMessage(received.json) ?? ''),
  },
  {
    httpStatus: '2xx, 4xx',
    answer: '`error_msg` that names the merchant (HTTP 429 has precedence)',
    code: 'AUTHENTICATION',
    source: redeemPage,
    example: { status: 200, body: errorBody('Merchant not found') },
    // A text that names the merchant may well be about its limit, which the HTTP status says more clearly.
    matches: (received) =>
      isRefusal(received) &&
      received.httpStatus !== 429 &&
      /merchant/i.test(readMessage(received.json) ?? ''),
  },
  {
    httpStatus: '2xx, 4xx',
    answer: '`status: 0`, or any other `error_msg` (HTTP 429 has precedence)',
    code: 'REJECTED',
    source: statusPage,
    example: { status: 200, body: errorBody('Transaksi tidak ditemukan') },
    matches: (received) => isRefusal(received) && received.httpStatus !== 429,
  },
]

/** What API Games' refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: { rateLimited: rulesPage, unavailable: rulesPage, unauthorized: rulesPage, rejected: rulesPage },
  body: (httpStatus) =>
    httpStatus === 429
      ? errorBody('Too many requests from this merchant')
      : JSON.stringify({ message: 'Not found' }),
})

export const refusalRules: RefusalRules = {
  provider: 'apigames',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: (json) => ({ providerCode: null, providerMessage: readMessage(json) }),
  hints: {
    AUTHENTICATION: 'merchantId or secretKey is wrong, or something between changed the request',
    REJECTED: 'this says nothing about the purchase, not even that it does not exist; never buy again on it',
    RATE_LIMITED: 'no limit is documented; ask less often',
  },
}

function isRefusal({ httpStatus, json }: ReceivedResponse & { json: Record<string, unknown> }): boolean {
  const { status, error_msg } = json
  return (
    ((httpStatus >= 200 && httpStatus < 300) || (httpStatus >= 400 && httpStatus < 500)) &&
    (status === 0 || status === '0' || !isAbsent(error_msg))
  )
}

/** Errors carry `error_msg`; the neighboring calls of the same service respond with `message`. */
function readMessage({ error_msg, message }: Record<string, unknown>): string | null {
  const text = isAbsent(error_msg) ? message : error_msg
  return typeof text === 'string' ? text : null
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function errorBody(message: string): string {
  return JSON.stringify({ error_msg: message, status: 0 })
}
