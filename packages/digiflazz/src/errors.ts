import type { ErrorCode } from '@cekstatus/core'
import {
  type ErrorRow,
  type ErrorRule,
  isRecord,
  listErrors,
  matchErrors,
  normalizeStatusWord,
  type ProviderProblem,
  type RefusalRules,
} from '@cekstatus/core/provider'
import { credentialCodes, limitCodes, refusalCodes, responseCodePage } from './response-codes.ts'

const nothingFormed =
  'this call formed no transaction and says nothing about the order, not even that it failed; never give back or order again on it'

/** Every refusal has the word of a failed order, so the code alone tells that it is about the call. */
const errorRules: readonly ErrorRule[] = [
  ...[...credentialCodes].map(([code, hint]) => codeRule('AUTHENTICATION', [code], { hint })),
  ...[...limitCodes].map(([code, retryAfterMs]) =>
    codeRule('RATE_LIMITED', [code], retryAfterMs === null ? {} : { retryAfterMs }),
  ),
  codeRule('REJECTED', [...refusalCodes], { hint: nothingFormed }),
]

/** What Digiflazz' refusals become, in order of precedence. No page names an HTTP status. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: {
    rateLimited: responseCodePage,
    unavailable: responseCodePage,
    unauthorized: responseCodePage,
    rejected: responseCodePage,
  },
  body: () => '{"message":"Bad Request"}',
  note: ' (not documented)',
})

export const refusalRules: RefusalRules = {
  provider: 'digiflazz',
  // A reference that Digiflazz does not know is no refusal: it becomes an order.
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails,
  // The minute that the page names for 85 and for two calls about one order.
  retryAfterMs: 60_000,
  hints: {
    AUTHENTICATION: 'check username, apiKey, its mode, and the IP allow-list',
    RATE_LIMITED:
      'check one order at most once a minute; this response does not state the status of the order',
    REJECTED: nothingFormed,
    PROVIDER_UNAVAILABLE: 'the call may have placed the order; check the member area first',
  },
}

/** The message of an order may hold its serial number, so only that of a refusal is quoted. */
function readErrorDetails(json: Record<string, unknown>): ProviderProblem {
  const { rc, message } = isRecord(json.data) ? json.data : json
  const providerCode = typeof rc === 'string' && /^\d{2}$/.test(rc) ? rc : null
  const isQuoted =
    typeof message === 'string' &&
    (providerCode === null ? json.data === undefined : isRefusalCode(providerCode))
  return { providerCode, providerMessage: isQuoted ? message : null }
}

function isRefusalCode(code: string): boolean {
  return credentialCodes.has(code) || limitCodes.has(code) || refusalCodes.has(code)
}

/** A code counts beside the word of a failed order or none; beside another word it is a contradiction, not a refusal. */
function codeRule(
  code: ErrorCode,
  codes: readonly string[],
  details: Pick<ErrorRule, 'hint' | 'retryAfterMs'>,
): ErrorRule {
  const [rc = ''] = codes
  return {
    httpStatus: 'any',
    answer: `\`Gagal\` with \`rc\` ${codes.map((each) => `\`${each}\``).join(', ')}`,
    code,
    source: responseCodePage,
    example: { status: 200, body: JSON.stringify({ data: { ref_id: 'some1d', status: 'Gagal', rc } }) },
    ...details,
    matches: ({ json: { data } }) =>
      isRecord(data) &&
      codes.some((each) => each === data.rc) &&
      (typeof data.status !== 'string' || /^(gagal)?$/.test(normalizeStatusWord(data.status))),
  }
}
