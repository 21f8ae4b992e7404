import {
  type CekStatusError,
  type ErrorCode,
  type ErrorRow,
  isRecord,
  type ReceivedResponse,
  type Refusal,
  type RefusalReading,
  type Remedy,
} from '@cekstatus/core'

const errorPage = 'https://docs.smilepay.id/errors'
/** The national table, which SmilePay's own equals as far as it could be read: up to 404/01. */
const nationalPage = 'https://apidevportal.aspi-indonesia.or.id/api-services/keamanan'

/** What the client does, once, before it takes a refusal for the answer. */
type RemedyName = Remedy['name']

/** One kind of `responseCode`, by its HTTP part and its case; the service between them is not looked at. */
interface CodeRule {
  /** The first three digits; an x stands for any. */
  httpPart: string
  /** The last two digits; every case unless said. */
  cases?: readonly string[]
  /** The page's own messages. */
  says: string
  code: ErrorCode
  source: string
  hint?: string
  remedy?: RemedyName
}

/** The first that fits decides. */
const codeRules: readonly CodeRule[] = [
  {
    httpPart: '202',
    cases: ['00'],
    says: 'Request In Progress',
    code: 'PROVIDER_UNAVAILABLE',
    source: errorPage,
  },
  {
    httpPart: '401',
    cases: ['01', '03'],
    says: 'Invalid Token, Token Not Found; asked once more with a fresh token',
    code: 'AUTHENTICATION',
    source: errorPage,
    hint: 'the token was refused although it is new, or it was issued by the other environment',
    remedy: 'fresh-token',
  },
  { httpPart: '401', says: 'Unauthorized', code: 'AUTHENTICATION', source: errorPage },
  {
    httpPart: '403',
    cases: ['19'],
    says: 'Merchant Blacklisted',
    code: 'AUTHENTICATION',
    source: errorPage,
    hint: "the caller's IP address is not on the whitelist of the back office, or the merchant is blacklisted",
  },
  {
    httpPart: '403',
    cases: ['01', '15', '16', '18'],
    says: 'Feature Not Allowed, Transaction Not Permitted, Suspend Transaction, Inactive Account',
    code: 'AUTHENTICATION',
    source: errorPage,
    hint: 'the merchant account is not permitted to make this call; SmilePay can say why',
  },
  {
    httpPart: '403',
    cases: ['04'],
    says: 'Activity Count Limit Exceeded',
    code: 'RATE_LIMITED',
    source: errorPage,
  },
  {
    httpPart: '403',
    cases: ['06'],
    says: 'Feature Not Allowed At This Time',
    code: 'PROVIDER_UNAVAILABLE',
    source: errorPage,
  },
  { httpPart: '404', cases: ['01'], says: 'Transaction Not Found', code: 'NOT_FOUND', source: errorPage },
  {
    httpPart: '404',
    cases: ['08', '16'],
    says: 'Invalid Merchant, Partner Not Found',
    code: 'AUTHENTICATION',
    source: nationalPage,
    hint: 'partnerId is wrong, or belongs to the other environment',
  },
  {
    httpPart: '409',
    cases: ['00'],
    says: 'Conflict; asked once more with a new external id',
    code: 'REJECTED',
    source: nationalPage,
    hint: 'SmilePay says that the external id was used before, also of the second, random one',
    remedy: 'new-external-id',
  },
  { httpPart: '429', says: 'Too Many Requests', code: 'RATE_LIMITED', source: nationalPage },
  { httpPart: '5xx', says: 'General Error, Timeout', code: 'PROVIDER_UNAVAILABLE', source: nationalPage },
  { httpPart: '4xx', says: 'Bad Request and all others', code: 'REJECTED', source: errorPage },
]

/** What SmilePay's refusals become, in order of precedence: by code first, then by HTTP status alone. */
export const errorTable: readonly ErrorRow[] = /* @__PURE__ */ listErrors()

/** A function, so that bundlers can leave the table out where nobody reads it. */
function listErrors(): ErrorRow[] {
  return [
    ...codeRules.map(toRow),
    {
      httpStatus: '2xx',
      answer: 'any other code of seven digits but `2009200`',
      code: 'REJECTED',
      source: errorPage,
      example: { status: 200, body: errorBody('2009299', 'Undocumented') },
    },
    {
      httpStatus: '429',
      answer: 'anything without such a code',
      code: 'RATE_LIMITED',
      source: nationalPage,
      example: { status: 429, body: 'Too many requests' },
    },
    {
      httpStatus: '5xx',
      answer: 'anything without such a code',
      code: 'PROVIDER_UNAVAILABLE',
      source: nationalPage,
      example: { status: 502, body: '<html>Bad gateway</html>' },
    },
    {
      httpStatus: '401, 403',
      answer: 'JSON without such a code',
      code: 'AUTHENTICATION',
      source: errorPage,
      example: { status: 403, body: '{"message":"Forbidden"}' },
    },
    {
      httpStatus: 'other 4xx',
      answer: 'JSON without such a code',
      code: 'REJECTED',
      source: errorPage,
      example: { status: 400, body: '{"message":"Bad request"}' },
    },
  ]
}

function toRow({ httpPart, cases, says, code, source }: CodeRule): ErrorRow {
  const status = httpPart === '5xx' ? '500' : httpPart.replaceAll('x', '0')
  return {
    httpStatus: httpPart,
    answer: `${cases === undefined ? 'any case not named above' : `case ${cases.join(', ')}`}: ${says}`,
    code,
    source,
    example: { status: Number(status), body: errorBody(`${status}92${cases?.[0] ?? '00'}`, says) },
  }
}

function errorBody(responseCode: string, responseMessage: string): string {
  return JSON.stringify({ responseCode, responseMessage })
}

function findRule(responseCode: string): CodeRule | undefined {
  const [httpPart, caseNumber] = [responseCode.slice(0, 3), responseCode.slice(5)]
  return codeRules.find(
    (rule) =>
      new RegExp(`^${rule.httpPart.replaceAll('x', '\\d')}$`).test(httpPart) &&
      (rule.cases === undefined || rule.cases.includes(caseNumber)),
  )
}

/** What may turn a refused inquiry into an answered one; null where asking again cannot help. */
export function remedyFor(error: CekStatusError): RemedyName | null {
  if (!isCode(error.providerCode)) return null
  const rule = findRule(error.providerCode)
  return rule?.code === error.code ? (rule.remedy ?? null) : null
}

/** Text of seven digits; not a number. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^\d{7}$/.test(value)
}

function readCode(json: unknown): string | null {
  return isRecord(json) && isCode(json.responseCode) ? json.responseCode : null
}

function readRefusal({ httpStatus, json }: ReceivedResponse, successCode: string): Refusal | null {
  const code = readCode(json)
  const rule = code === null ? undefined : findRule(code)
  if (rule?.code === 'RATE_LIMITED') return { code: rule.code, retryAfterMs: limitedForMs }
  if (rule !== undefined) {
    return { code: rule.code, ...(rule.hint === undefined ? {} : { hint: rule.hint }) }
  }
  const strayCode = code !== null && code !== successCode && httpStatus >= 200 && httpStatus < 300
  return strayCode ? { code: 'REJECTED' } : null
}

/** Used where SmilePay asks for less often without naming a delay; its limit counts by the minute. */
const limitedForMs = 60_000

const commonReading = {
  provider: 'smilepay',
  isNotFound: () => false,
  retryAfterMs: limitedForMs,
  readProblem: (json: Record<string, unknown>) => ({
    providerCode: typeof json.responseCode === 'string' ? json.responseCode : null,
    providerMessage: typeof json.responseMessage === 'string' ? json.responseMessage : null,
  }),
}

const limitHint =
  'SmilePay allows fewer than 10 inquiries a minute for all orders together, and blocks beyond that'

/** How refusals of the inquiry are worded. */
export const refusalReading: RefusalReading = {
  ...commonReading,
  readRefusal: (received) => readRefusal(received, '2009200'),
  hints: {
    AUTHENTICATION:
      'merchantSecret or partnerId is wrong or belongs to the other environment, or the clock is wrong by minutes',
    NOT_FOUND: 'it may be too early, of the other kind (payment, payout) or of the other environment',
    RATE_LIMITED: limitHint,
  },
}

/**
 * How refusals of the request for an access token are worded. Such a refusal says nothing about a transaction, so
 * it is never `NOT_FOUND`.
 */
export const accessTokenRefusalReading: RefusalReading = {
  ...commonReading,
  readRefusal: (received) => {
    const refusal = readRefusal(received, '2007300')
    return refusal?.code === 'NOT_FOUND' ? { code: 'REJECTED' } : refusal
  },
  hints: {
    AUTHENTICATION:
      'privateKey does not belong to the public key in the back office, partnerId is wrong or belongs to the other environment, or the clock is wrong by minutes',
    RATE_LIMITED: limitHint,
    REJECTED: 'it was the request for an access token that SmilePay refused',
    RESPONSE_INVALID: 'it was the answer to the request for an access token',
  },
}
