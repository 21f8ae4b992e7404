import type { ErrorCode } from '@cekstatus/core'
import { type ErrorRow, isRecord, type RefusalRules } from '@cekstatus/core/provider'

const detailPage = 'https://sekalipay.com/api-docs/transactions/detail'
const lockPage = 'https://sekalipay.com/api-docs/items/stock-lock'

/** Four codes that look alike to a program and need four different cures: HTTP status and hint of each. */
const accessCodes: ReadonlyMap<unknown, readonly [httpStatus: number, hint: string]> = new Map([
  [
    'INVALID_API_KEY',
    [401, 'the key is wrong or revoked, or it belongs to the payment gateway, which is another API'],
  ],
  ['ACCOUNT_MUST_BE_RESELLER', [401, 'the account behind the key is not a reseller account']],
  [
    'INVALID_IP',
    [401, 'the address that the call came from is not on the IP allow-list of the reseller dashboard'],
  ],
  [
    'THE_ACCOUNT_HAS_BEEN_SUSPENDED',
    [403, 'the account is suspended; the key and the address are not the cause'],
  ],
])

const notFoundCodes: readonly unknown[] = ['TRX_NOT_FOUND', 'TRANSACTION_NOT_FOUND']

/** What Sekalipay's refusals become, in order of precedence. Its code is the `message` in capitals. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors()

/** A function, so that bundlers can leave the table out where nobody reads it. */
function listErrors(): ErrorRow[] {
  const row = (
    httpStatus: string,
    status: number,
    message: unknown,
    code: ErrorCode,
    answer = `\`${message}\``,
    source = detailPage,
  ): ErrorRow => ({
    httpStatus,
    answer,
    code,
    source,
    example: { status, body: JSON.stringify({ message }) },
  })
  const stockLocks = 'anything (documented for stock locks only)'
  return [
    ...[...accessCodes].map(([message, [status]]) => row(`${status}`, status, message, 'AUTHENTICATION')),
    row('429', 429, 'MAX_ACTIVE_LOCKS_REACHED', 'RATE_LIMITED', stockLocks, lockPage),
    row('5xx', 500, 'Server Error', 'PROVIDER_UNAVAILABLE', 'anything (not documented for this call)'),
    row('401, 403', 401, 'Unauthenticated.', 'AUTHENTICATION', 'any other JSON'),
    ...notFoundCodes.map((message) => row('404', 404, message, 'NOT_FOUND')),
    row('other 4xx', 422, 'REQUIRED_FIELD_MISSING', 'REJECTED', 'any other JSON'),
  ]
}

/** Reads the code in `message` first; the HTTP status counts where there is no documented code. */
export const refusalRules: RefusalRules = {
  provider: 'sekalipay',
  readRefusal: ({ json }) => {
    const hint = isRecord(json) ? accessCodes.get(json.message)?.[1] : undefined
    return hint === undefined ? null : { code: 'AUTHENTICATION', hint }
  },
  isNotFound: ({ httpStatus, json }) =>
    httpStatus === 404 && isRecord(json) && notFoundCodes.includes(json.message),
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

function isCode(message: unknown): message is string {
  return typeof message === 'string' && message !== 'OK' && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(message)
}
