import type { ErrorCode } from '@cekstatus/core'
import {
  type ErrorRow,
  type ErrorRule,
  isRecord,
  isSuccessful,
  listErrors,
  matchErrors,
  normalizeStatusWord,
  type ProviderProblem,
  type RefusalRules,
} from '@cekstatus/core/provider'

const statusPage = 'https://paystrator.readme.io/reference/get-transaction-status-api-reference'
const receivePage = 'https://paystrator.readme.io/reference/post_receive-money'
const sendPage = 'https://paystrator.readme.io/reference/post_send-money'
const checkoutPage = 'https://paystrator.readme.io/reference/checkout-page-overview'

/**
 * Codes about the request. One of them means two things under two HTTP statuses, so an HTTP error status speaks first
 * and they only decide where HTTP claims success.
 */
const requestCodes: readonly string[] = [
  'invalid_parameters_in_request',
  'wrong_parameters_in_request',
  'invalid_sender_id',
  'duplicate_external_id',
]

/** The error scheme is documented for Paystrator's other calls only. */
const errorRules: readonly ErrorRule[] = [
  decisiveRule('permission_denied', 'AUTHENTICATION', { status: 401, message: 'Unauthorized' }),
  decisiveRule('provider_error', 'PROVIDER_UNAVAILABLE', { status: 400, message: 'Provider error' }),
  {
    httpStatus: '2xx',
    answer: 'a code about the request, such as `wrong_parameters_in_request`',
    code: 'REJECTED',
    source: receivePage,
    example: { status: 200, body: errorBody(400, 'Invalid id', 'wrong_parameters_in_request') },
    matches: (received) => isSuccessful(received) && requestCodes.includes(readCode(received.json)),
  },
  {
    httpStatus: '404, or 2xx with `status: 404`',
    answer: 'Transaction not found',
    code: 'NOT_FOUND',
    source: statusPage,
    example: { status: 404, body: errorBody(404, 'Transaction not found') },
    matches: (received) =>
      (received.httpStatus === 404 || (isSuccessful(received) && received.json.status === 404)) &&
      readMessages(received.json).some((message) => normalizeStatusWord(message) === 'transaction not found'),
  },
]

/** What Paystrator's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: {
    rateLimited: checkoutPage,
    unavailable: statusPage,
    unauthorized: statusPage,
    rejected: sendPage,
  },
  body: (httpStatus) => errorBody(httpStatus, 'Error'),
})

export const refusalRules: RefusalRules = {
  provider: 'paystrator',
  .../* @__PURE__ */ matchErrors(errorRules),
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

/** A code that means the same under every HTTP status. */
function decisiveRule(
  word: string,
  code: ErrorCode,
  { status, message }: { status: number; message: string },
): ErrorRule {
  return {
    httpStatus: 'any',
    answer: `code \`${word}\``,
    code,
    source: sendPage,
    example: { status, body: errorBody(status, message, word) },
    matches: ({ json }) => readCode(json) === word,
  }
}

function readErrorDetails(json: Record<string, unknown>): ProviderProblem {
  const codes = problemsIn(json).map(({ code }) => code)
  return {
    providerCode: codes.find((code) => typeof code === 'string') ?? null,
    providerMessage: readMessages(json)[0] ?? null,
  }
}

function readCode(json: Record<string, unknown>): string {
  return normalizeStatusWord(readErrorDetails(json).providerCode ?? '')
}

/** Pages call the object `error` and `errors`; the list on the status page shows nothing but a message. */
function problemsIn(json: Record<string, unknown>): Record<string, unknown>[] {
  return [json.error, json.errors].filter(isRecord)
}

function readMessages(json: Record<string, unknown>): string[] {
  const messages = [...problemsIn(json).map(({ message }) => message), json.message, json.error, json.errors]
  return messages.filter((message) => typeof message === 'string')
}

function errorBody(status: number, message: string, code?: string): string {
  return JSON.stringify({ status, error: { code, message } })
}
