import {
  type ErrorRow,
  type ErrorRule,
  listErrors,
  matchErrors,
  type RefusalRules,
} from '@cekstatus/core/provider'

const page = 'https://docs.duitku.com/api/id/'

/**
 * The page lists errors by HTTP status, for the create call. It shows none for an unknown order, and HTTP 404 is about the
 * merchant or the channel, so no response is read as "not found".
 */
const errorRules: readonly ErrorRule[] = [
  {
    httpStatus: '404',
    answer: '`Message` is `Merchant not found`',
    code: 'AUTHENTICATION',
    source: page,
    example: { status: 404, body: errorBody('Merchant not found') },
    hint: 'merchantCode is wrong or belongs to another environment',
    matches: ({ httpStatus, json }) => httpStatus === 404 && json.Message === 'Merchant not found',
  },
]

/** What Duitku's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: { rateLimited: page, unavailable: page, unauthorized: page, rejected: page },
  body: (httpStatus) => errorBody(httpStatus === 401 ? 'Wrong signature' : 'An error has occurred.'),
})

export const refusalRules: RefusalRules = {
  provider: 'duitku',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: ({ Message }) => ({
    providerCode: null,
    providerMessage: typeof Message === 'string' ? Message : null,
  }),
  hints: {
    AUTHENTICATION:
      "apiKey must be of the same project and environment as merchantCode; signatureMethod may have to be the other of 'hmac-sha256' and 'md5'",
    REJECTED: 'this says nothing about the payment, not even that the order does not exist',
    RATE_LIMITED: 'Duitku blocks callers of this call for about an hour; poll less often and use callbacks',
    RESPONSE_INVALID:
      'this is not the response of the status call; create calls and callbacks have other forms',
  },
}

function errorBody(message: string): string {
  return JSON.stringify({ Message: message })
}
