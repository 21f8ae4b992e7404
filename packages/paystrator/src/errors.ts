import type { ErrorCode } from '@cekstatus/core'
import {
  type ErrorRow,
  isRecord,
  isSuccessful,
  normalizeStatusWord,
  type ProviderProblem,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://paystrator.readme.io/reference/get-transaction-status-api-reference'
const receivePage = 'https://paystrator.readme.io/reference/post_receive-money'
const sendPage = 'https://paystrator.readme.io/reference/post_send-money'
const checkoutPage = 'https://paystrator.readme.io/reference/checkout-page-overview'

const errorBody = (status: number, message: string, code?: string): string =>
  JSON.stringify({ status, error: { code, message } })

/** What Paystrator's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = [
  {
    httpStatus: 'any',
    answer: 'code `permission_denied`',
    code: 'AUTHENTICATION',
    source: sendPage,
    example: { status: 401, body: errorBody(401, 'Unauthorized', 'permission_denied') },
  },
  {
    httpStatus: 'any',
    answer: 'code `provider_error`',
    code: 'PROVIDER_UNAVAILABLE',
    source: sendPage,
    example: { status: 400, body: errorBody(400, 'Provider error', 'provider_error') },
  },
  {
    httpStatus: '2xx',
    answer: 'a code about the request, such as `wrong_parameters_in_request`',
    code: 'REJECTED',
    source: receivePage,
    example: { status: 200, body: errorBody(400, 'Invalid id', 'wrong_parameters_in_request') },
  },
  {
    httpStatus: '429',
    answer: 'anything',
    code: 'RATE_LIMITED',
    source: checkoutPage,
    example: { status: 429, body: errorBody(429, 'Too many requests') },
  },
  {
    httpStatus: '5xx',
    answer: 'anything',
    code: 'PROVIDER_UNAVAILABLE',
    source: statusPage,
    example: { status: 500, body: errorBody(500, 'Internal server error') },
  },
  {
    httpStatus: '401, 403',
    answer: 'Unauthorized, or any other JSON',
    code: 'AUTHENTICATION',
    source: statusPage,
    example: { status: 403, body: errorBody(403, 'Unauthorized') },
  },
  {
    httpStatus: '404, or 2xx with `status: 404`',
    answer: 'Transaction not found',
    code: 'NOT_FOUND',
    source: statusPage,
    example: { status: 404, body: errorBody(404, 'Transaction not found') },
  },
  {
    httpStatus: 'other 4xx',
    answer: 'any other JSON',
    code: 'REJECTED',
    source: sendPage,
    example: { status: 400, body: errorBody(400, 'Invalid id', 'wrong_parameters_in_request') },
  },
]

/** Codes that mean the same under every HTTP status. */
const decisiveCodes: ReadonlyMap<string, ErrorCode> = new Map([
  ['permission_denied', 'AUTHENTICATION'],
  ['provider_error', 'PROVIDER_UNAVAILABLE'],
])

/**
 * Codes about the request, lower case. One of them means two things under two HTTP statuses, so an HTTP error status
 * speaks first and they only decide where HTTP claims success.
 */
const requestCodes: readonly string[] = [
  'invalid_parameters_in_request',
  'wrong_parameters_in_request',
  'invalid_sender_id',
  'duplicate_external_id',
]

/** How Paystrator words its refusals; the error scheme is documented for its other calls only. */
export const refusalRules: RefusalRules = {
  provider: 'paystrator',
  readRefusal: (received) => {
    if (!isRecord(received.json)) return null
    const word = normalizeStatusWord(readErrorDetails(received.json).providerCode ?? '')
    const code = decisiveCodes.get(word)
    if (code !== undefined) return { code }
    return isSuccessful(received) && requestCodes.includes(word) ? { code: 'REJECTED' } : null
  },
  isNotFound: (received) =>
    isRecord(received.json) &&
    (received.httpStatus === 404 || (isSuccessful(received) && received.json.status === 404)) &&
    readMessages(received.json).some((message) => normalizeStatusWord(message) === 'transaction not found'),
  readErrorDetails,
  hints: {
    AUTHENTICATION:
      'the token may be older than five minutes or used already, its key may lack read permission, or the IP address of this machine is not registered',
    NOT_FOUND:
      'it may be too early, the id may belong to the other environment, or it is your externalId instead of their id',
    RATE_LIMITED: 'the 60 requests a minute may be shared with creating payments',
    PROVIDER_UNAVAILABLE:
      'the call asks the bank or wallet behind Paystrator; trouble there says nothing about the transaction',
  },
}

function readErrorDetails(json: Record<string, unknown>): ProviderProblem {
  const codes = problemsIn(json).map(({ code }) => code)
  return {
    providerCode: codes.find((code) => typeof code === 'string') ?? null,
    providerMessage: readMessages(json)[0] ?? null,
  }
}

/** Pages call the object `error` and `errors`; the list on the status page shows nothing but a message. */
function problemsIn(json: Record<string, unknown>): Record<string, unknown>[] {
  return [json.error, json.errors].filter(isRecord)
}

function readMessages(json: Record<string, unknown>): string[] {
  const messages = [...problemsIn(json).map(({ message }) => message), json.message, json.error, json.errors]
  return messages.filter((message) => typeof message === 'string')
}
