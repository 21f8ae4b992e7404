import {
  type ErrorRow,
  isRecord,
  normalizeStatusWord,
  type ProviderProblem,
  type ReceivedResponse,
  type Refusal,
  type RefusalRules,
} from '@cekstatus/core/provider'
import { credentialCodes, limitCodes, refusalCodes, responseCodePage } from './response-codes.ts'

const refusedBody = (rc: string, message: string): string =>
  JSON.stringify({ data: { ref_id: 'some1d', status: 'Gagal', rc, message } })

const quoted = (codes: Iterable<string>): string => [...codes].map((code) => `\`${code}\``).join(', ')

/** What Digiflazz' refusals become, in order of precedence. No page names an HTTP status. */
export const errorMap: readonly ErrorRow[] = [
  {
    httpStatus: 'any',
    answer: `\`Gagal\` with \`rc\` ${quoted(credentialCodes.keys())}`,
    code: 'AUTHENTICATION',
    source: responseCodePage,
    example: { status: 200, body: refusedBody('41', 'Signature tidak valid') },
  },
  {
    httpStatus: 'any',
    answer: `\`Gagal\` with \`rc\` ${quoted(limitCodes.keys())}`,
    code: 'RATE_LIMITED',
    source: responseCodePage,
    example: { status: 200, body: refusedBody('85', 'Limitasi transaksi tercapai') },
  },
  {
    httpStatus: 'any',
    answer: `\`Gagal\` with \`rc\` ${quoted(refusalCodes)}`,
    code: 'REJECTED',
    source: responseCodePage,
    example: { status: 200, body: refusedBody('49', 'Ref ID tidak unik') },
  },
  {
    httpStatus: '429',
    answer: 'anything else (not documented)',
    code: 'RATE_LIMITED',
    source: responseCodePage,
    example: { status: 429, body: '{"message":"Too Many Requests"}' },
  },
  {
    httpStatus: '5xx',
    answer: 'anything else (not documented)',
    code: 'PROVIDER_UNAVAILABLE',
    source: responseCodePage,
    example: { status: 502, body: '<html>Bad Gateway</html>' },
  },
  {
    httpStatus: '401, 403',
    answer: 'any other JSON (not documented)',
    code: 'AUTHENTICATION',
    source: responseCodePage,
    example: { status: 403, body: '{"message":"Forbidden"}' },
  },
  {
    httpStatus: 'other 4xx',
    answer: 'any other JSON (not documented)',
    code: 'REJECTED',
    source: responseCodePage,
    example: { status: 400, body: refusedBody('54', 'Nomor Tujuan Salah') },
  },
]

const nothingFormed =
  'this call formed no transaction and says nothing about the order, not even that it failed; never give back or order again on it'

/** Every refusal has the word of a failed order, so the code alone tells that it is about the call. */
export const refusalRules: RefusalRules = {
  provider: 'digiflazz',
  readRefusal,
  // A reference that Digiflazz does not know is no refusal: it becomes an order.
  isNotFound: () => false,
  readErrorDetails,
  // The minute that the page names for 85 and for two calls about one order.
  retryAfterMs: 60_000,
  hints: {
    AUTHENTICATION: 'check username, apiKey, its mode, and the whitelist of addresses',
    RATE_LIMITED:
      'ask about one order at most once a minute; what the answer says of the order itself is open',
    REJECTED: nothingFormed,
    PROVIDER_UNAVAILABLE: 'the call may have ordered; look into the member area before anything else is done',
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

function readRefusal({ json }: ReceivedResponse): Refusal | null {
  if (!isRecord(json) || !isRecord(json.data)) return null
  const { rc, status } = json.data
  if (typeof rc !== 'string') return null
  // A code of a refusal beside a word of an order is a contradiction, which is no refusal.
  if (typeof status === 'string' && normalizeStatusWord(status) !== 'gagal' && status.trim() !== '')
    return null
  const hint = credentialCodes.get(rc)
  if (hint !== undefined) return { code: 'AUTHENTICATION', hint }
  const retryAfterMs = limitCodes.get(rc)
  if (retryAfterMs !== undefined) {
    return { code: 'RATE_LIMITED', ...(retryAfterMs === null ? {} : { retryAfterMs }) }
  }
  return refusalCodes.has(rc) ? { code: 'REJECTED', hint: nothingFormed } : null
}
