import {
  type ErrorRow,
  type ErrorRule,
  listErrors,
  matchErrors,
  type RefusalRules,
} from '@cekstatus/core/provider'

const detailPage = 'https://sekalipay.com/api-docs/transactions/detail'
const lockPage = 'https://sekalipay.com/api-docs/items/stock-lock'

/** Sekalipay's code is the `message` in capitals. Four of them look alike to a program and need four different cures. */
const errorRules: readonly ErrorRule[] = [
  accessRule(
    401,
    'INVALID_API_KEY',
    'the key is wrong or revoked, or it belongs to the payment gateway, which is another API',
  ),
  accessRule(401, 'ACCOUNT_MUST_BE_RESELLER', 'the account behind the key is not a reseller account'),
  accessRule(
    401,
    'INVALID_IP',
    'the IP address of the call is not on the allow-list of the reseller dashboard',
  ),
  accessRule(
    403,
    'THE_ACCOUNT_HAS_BEEN_SUSPENDED',
    'the account is suspended; the key and the address are not the cause',
  ),
  notFoundRule('TRX_NOT_FOUND'),
  notFoundRule('TRANSACTION_NOT_FOUND'),
]

/** What Sekalipay's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: { rateLimited: lockPage, unavailable: detailPage, unauthorized: detailPage, rejected: detailPage },
  body: (status) =>
    JSON.stringify({ message: status === 400 ? 'REQUIRED_FIELD_MISSING' : 'Unauthenticated.' }),
  note: ' (not documented for this call)',
})

export const refusalRules: RefusalRules = {
  provider: 'sekalipay',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: ({ message }) =>
    isCode(message)
      ? { providerCode: message, providerMessage: null }
      : { providerCode: null, providerMessage: typeof message === 'string' ? message : null },
  hints: {
    AUTHENTICATION: 'check the key, the role of its account and the IP allow-list of the reseller dashboard',
    NOT_FOUND:
      'it may be too early, or the order was placed with another account; not a proof that nothing was bought',
  },
}

/** A code that decides under every HTTP status. */
function accessRule(httpStatus: number, message: string, hint: string): ErrorRule {
  return {
    httpStatus: `${httpStatus}`,
    answer: `\`${message}\``,
    code: 'AUTHENTICATION',
    hint,
    source: detailPage,
    example: { status: httpStatus, body: JSON.stringify({ message }) },
    matches: ({ json }) => json.message === message,
  }
}

function notFoundRule(message: string): ErrorRule {
  return {
    httpStatus: '404',
    answer: `\`${message}\``,
    code: 'NOT_FOUND',
    source: detailPage,
    example: { status: 404, body: JSON.stringify({ message }) },
    matches: ({ httpStatus, json }) => httpStatus === 404 && json.message === message,
  }
}

function isCode(message: unknown): message is string {
  return typeof message === 'string' && message !== 'OK' && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(message)
}
