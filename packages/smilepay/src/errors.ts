import type { CekStatusError, ErrorCode } from '@cekstatus/core'
import {
  type ErrorRow,
  isRecord,
  listErrors,
  type ReceivedResponse,
  type Recovery,
  type Refusal,
  type RefusalRules,
} from '@cekstatus/core/provider'

const errorPage = 'https://docs.smilepay.id/errors'
/** The national table, which SmilePay's own equals as far as it could be read: up to 404/01. */
const nationalPage = 'https://apidevportal.aspi-indonesia.or.id/api-services/keamanan'

/** What the client does once before it reports a refusal. */
type RecoveryName = Recovery['name']

/** What one kind of `responseCode` becomes. */
interface CodeRule {
  code: ErrorCode
  hint?: string
  recovery?: RecoveryName
}

/**
 * By HTTP part, the first three digits, where an x matches any digit, and by cases, the last two; every case where none is
 * named. The service between them is not looked at. The first that fits decides.
 */
const codeRules = {
  '202/00': { code: 'PROVIDER_UNAVAILABLE' },
  '401/01, 03': {
    code: 'AUTHENTICATION',
    hint: 'the token was refused although it is new, or it was issued by the other environment',
    recovery: 'fresh-token',
  },
  '401/': { code: 'AUTHENTICATION' },
  '403/19': {
    code: 'AUTHENTICATION',
    hint: "the caller's IP address is not on the whitelist of the back office, or the merchant is blacklisted",
  },
  '403/01, 15, 16, 18': {
    code: 'AUTHENTICATION',
    hint: 'the merchant account is not permitted to make this call; SmilePay can say why',
  },
  '403/04': { code: 'RATE_LIMITED' },
  '403/06': { code: 'PROVIDER_UNAVAILABLE' },
  '404/01': { code: 'NOT_FOUND' },
  '404/08, 16': {
    code: 'AUTHENTICATION',
    hint: 'partnerId is wrong, or belongs to the other environment',
  },
  '409/00': {
    code: 'REJECTED',
    hint: 'SmilePay says that the external id was used before, also of the second, random one',
    recovery: 'new-external-id',
  },
  '429/': { code: 'RATE_LIMITED' },
  '5xx/': { code: 'PROVIDER_UNAVAILABLE' },
  '4xx/': { code: 'REJECTED' },
} as const satisfies Readonly<Record<string, CodeRule>>

/** What SmilePay's refusals become, in order of precedence: by code first, then by HTTP status alone. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ describeErrors()

/** A function, so that bundlers can leave the table out where it is not used. */
function describeErrors(): ErrorRow[] {
  // The pages' own messages.
  const documented: Readonly<Record<keyof typeof codeRules, readonly [says: string, source: string]>> = {
    '202/00': ['Request In Progress', errorPage],
    '401/01, 03': ['Invalid Token, Token Not Found; retried once with a fresh token', errorPage],
    '401/': ['Unauthorized', errorPage],
    '403/19': ['Merchant Blacklisted', errorPage],
    '403/01, 15, 16, 18': [
      'Feature Not Allowed, Transaction Not Permitted, Suspend Transaction, Inactive Account',
      errorPage,
    ],
    '403/04': ['Activity Count Limit Exceeded', errorPage],
    '403/06': ['Feature Not Allowed At This Time', errorPage],
    '404/01': ['Transaction Not Found', errorPage],
    '404/08, 16': ['Invalid Merchant, Partner Not Found', nationalPage],
    '409/00': ['Conflict; retried once with a new external id', nationalPage],
    '429/': ['Too Many Requests', nationalPage],
    '5xx/': ['General Error, Timeout', nationalPage],
    '4xx/': ['Bad Request and all others', errorPage],
  }
  const byCode = Object.entries(codeRules).map(([form, { code }]): ErrorRow => {
    const [httpStatus = '', cases = ''] = form.split('/')
    const [says, source] = documented[form as keyof typeof codeRules]
    const answer = `${cases === '' ? 'any case not named above' : `case ${cases}`}: ${says}`
    const status = httpStatus.replaceAll('x', '0')
    const body = errorBody(`${status}92${cases.slice(0, 2) || '00'}`, says)
    return { httpStatus, answer, code, source, example: { status: Number(status), body } }
  })
  const strayCode: ErrorRow = {
    httpStatus: '2xx',
    answer: 'any other code of seven digits but `2009200`',
    code: 'REJECTED',
    source: errorPage,
    example: { status: 200, body: errorBody('2009299', 'Undocumented') },
  }
  return listErrors([...byCode, strayCode], {
    sources: {
      rateLimited: nationalPage,
      unavailable: nationalPage,
      unauthorized: errorPage,
      rejected: errorPage,
    },
    body: () => '{"message":"Bad request"}',
    note: ' without such a code',
  })
}

function errorBody(responseCode: string, responseMessage: string): string {
  return JSON.stringify({ responseCode, responseMessage })
}

function findRule(responseCode: string): CodeRule | undefined {
  const [httpPart, caseNumber] = [responseCode.slice(0, 3), responseCode.slice(5)]
  return Object.entries<CodeRule>(codeRules).find(([form]) => {
    const [digits = '', cases = ''] = form.split('/')
    const isOfForm = [...digits].every((digit, place) => digit === 'x' || digit === httpPart[place])
    return isOfForm && (cases === '' || cases.split(', ').includes(caseNumber))
  })?.[1]
}

/** What may turn a refused inquiry into an answered one; null where asking again cannot help. */
export function recoverFrom(error: CekStatusError): RecoveryName | null {
  if (!isCode(error.providerCode)) return null
  const rule = findRule(error.providerCode)
  return rule?.code === error.code ? (rule.recovery ?? null) : null
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
  readErrorDetails: (json: Record<string, unknown>) => ({
    providerCode: typeof json.responseCode === 'string' ? json.responseCode : null,
    providerMessage: typeof json.responseMessage === 'string' ? json.responseMessage : null,
  }),
}

const limitHint =
  'SmilePay allows fewer than 10 inquiries a minute for all orders together, and blocks beyond that'

/** How refusals of the inquiry are worded. */
export const refusalRules: RefusalRules = {
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
export const accessTokenRefusalRules: RefusalRules = {
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
    RESPONSE_INVALID: 'this was the response to the request for an access token',
  },
}
