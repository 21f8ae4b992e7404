import { type ErrorRow, isRecord, type RefusalRules } from '@cekstatus/core/provider'

const statusPage = 'https://docs.paymenku.com/api/check-status'
const errorPage = 'https://docs.paymenku.com/api/error-codes'

const errorBody = (message: string): string => JSON.stringify({ status: 'error', message })

/** What Paymenku's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = [
  {
    httpStatus: '429',
    answer: 'Too many requests. Please try again later.',
    code: 'RATE_LIMITED',
    source: errorPage,
    example: { status: 429, body: errorBody('Too many requests. Please try again later.') },
  },
  {
    httpStatus: '5xx',
    answer: 'anything',
    code: 'PROVIDER_UNAVAILABLE',
    source: errorPage,
    example: { status: 500, body: errorBody('Internal server error') },
  },
  {
    httpStatus: '401, 403',
    answer: 'Unauthorized, or any other JSON',
    code: 'AUTHENTICATION',
    source: statusPage,
    example: { status: 401, body: errorBody('Unauthorized') },
  },
  {
    httpStatus: '404',
    answer: "`status: 'error'` with a message",
    code: 'NOT_FOUND',
    source: statusPage,
    example: { status: 404, body: errorBody('Transaction not found') },
  },
  {
    httpStatus: 'other 4xx',
    answer: 'any other JSON',
    code: 'REJECTED',
    source: errorPage,
    example: { status: 422, body: errorBody('Validation failed') },
  },
]

/** Paymenku has no machine-readable error codes, so HTTP status and form are all that is read. */
export const refusalRules: RefusalRules = {
  provider: 'paymenku',
  readRefusal: () => null,
  isNotFound: ({ httpStatus, json }) =>
    httpStatus === 404 && isRecord(json) && json.status === 'error' && typeof json.message === 'string',
  readErrorDetails: (json) => ({
    providerCode: null,
    providerMessage: typeof json.message === 'string' ? json.message : null,
  }),
  hints: {
    AUTHENTICATION: 'the key is wrong or revoked, or a sandbox key met a live transaction or the reverse',
    NOT_FOUND: 'it may be too early, or the transaction belongs to the other mode (sk_live_, sk_test_)',
    RATE_LIMITED: 'the 60 requests a minute are shared with creating payments',
  },
}
