import {
  type ErrorRow,
  type ErrorRule,
  isSuccessful,
  listErrors,
  matchErrors,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://docs.midtrans.com/reference/get-transaction-status'
const codesPage = 'https://docs.midtrans.com/reference/code-statuses'
const clientCodesPage = 'https://docs.midtrans.com/reference/code-4xx'

/** Midtrans's code is the `status_code` of the body, which also comes with HTTP 200. */
const errorRules: readonly ErrorRule[] = [
  codeRule(
    ['401', '402', '403'],
    'AUTHENTICATION',
    'Transaction cannot be authorized with the current client/server key.',
  ),
  codeRule(['429'], 'RATE_LIMITED', 'API rate limit exceeded'),
  codeRule(
    ['500', '501', '502', '503', '504', '505', '900'],
    'PROVIDER_UNAVAILABLE',
    'Internal Server Error',
  ),
  codeRule(
    ['300', '400', '405', '406', '408', '409', '410', '411', '412', '413', '414'],
    'REJECTED',
    'Validation Error',
  ),
  {
    httpStatus: '200, 404',
    answer: '`status_code` `404` without `transaction_status`',
    code: 'NOT_FOUND',
    source: statusPage,
    example: {
      status: 200,
      body: '{"status_code":"404","status_message":"Transaction doesn\'t exist.","id":"ca1774d3-302a-4d47-8495-11524ee306b8"}',
    },
    matches: (received) =>
      received.json.status_code === '404' &&
      received.json.transaction_status === undefined &&
      (isSuccessful(received) || received.httpStatus === 404),
  },
]

/** What Midtrans's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: {
    rateLimited: clientCodesPage,
    unavailable: codesPage,
    unauthorized: clientCodesPage,
    rejected: clientCodesPage,
  },
  body: (status) => JSON.stringify({ status_code: `${status}`, status_message: 'refused' }),
})

export const refusalRules: RefusalRules = {
  provider: 'midtrans',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: ({ status_code: code, status_message: message }) => ({
    providerCode: typeof code === 'string' ? code : null,
    providerMessage: typeof message === 'string' ? message : null,
  }),
  hints: {
    AUTHENTICATION: 'check the server key and the environment: sandbox and production have different keys',
    NOT_FOUND:
      'the customer may still have to choose a method on the Snap page; DANA and BI-SNAP payments are found by providerReference only',
  },
}

/** A code that decides inside HTTP 2xx, and under the HTTP status that is the same number. */
function codeRule(codes: readonly string[], code: ErrorRule['code'], message: string): ErrorRule {
  const [first = ''] = codes
  return {
    httpStatus: '2xx, or the same',
    answer: `\`status_code\` ${codes.map((text) => `\`${text}\``).join(', ')}`,
    code,
    source: codesPage,
    example: { status: 200, body: JSON.stringify({ status_code: first, status_message: message }) },
    matches: (received) => {
      const { json, httpStatus } = received
      return (
        typeof json.status_code === 'string' &&
        codes.includes(json.status_code) &&
        (isSuccessful(received) || `${httpStatus}` === json.status_code)
      )
    },
  }
}
