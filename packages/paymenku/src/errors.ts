import {
  type ErrorRow,
  type ErrorRule,
  listErrors,
  matchErrors,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://docs.paymenku.com/api/check-status'
const errorPage = 'https://docs.paymenku.com/api/error-codes'

/** Paymenku has no machine-readable error codes, so only the HTTP status and the form decide. */
const errorRules: readonly ErrorRule[] = [
  {
    httpStatus: '404',
    answer: "`status: 'error'` with a message",
    code: 'NOT_FOUND',
    source: statusPage,
    example: { status: 404, body: errorBody('Transaction not found') },
    matches: ({ httpStatus, json }) =>
      httpStatus === 404 && json.status === 'error' && typeof json.message === 'string',
  },
]

/** What Paymenku's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: { rateLimited: errorPage, unavailable: errorPage, unauthorized: statusPage, rejected: errorPage },
  body: () => errorBody('Unauthorized'),
})

export const refusalRules: RefusalRules = {
  provider: 'paymenku',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: ({ message }) => ({
    providerCode: null,
    providerMessage: typeof message === 'string' ? message : null,
  }),
  hints: {
    AUTHENTICATION: 'the key is wrong or revoked, or a sandbox key met a live transaction or the reverse',
    NOT_FOUND: 'it may be too early, or the transaction belongs to the other mode (sk_live_, sk_test_)',
    RATE_LIMITED: 'the 60 requests a minute are shared with creating payments',
  },
}

function errorBody(message: string): string {
  return JSON.stringify({ status: 'error', message })
}
