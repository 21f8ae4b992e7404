import type { RetryOptions } from './call/retry.ts'
import type { CallOptions, Capabilities, CommonOptions, Expectation } from './client.ts'
import { configurationError } from './errors.ts'
import { parseMoney } from './money.ts'
import type { RateLimiter } from './rate-limit/rate-limiter.ts'
import type { Environment, Kind } from './transaction.ts'

const maxTimerMs = 2_147_483_647
/** Texts of a runtime have room for little more. */
const maxBodyBytesLimit = 268_435_456
const maxHeaderValueLength = 8192

/**
 * Checks a credential that travels as text: present, no white space at its ends, no control characters.
 * @throws CekStatusError `CONFIGURATION` naming the field, never its value
 */
export function checkCredential(provider: string, field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') {
    throw configurationError(provider, field, `give the ${field} that ${provider} issued to you`)
  }
  if (typeof value !== 'string') throw configurationError(provider, field, 'give it as text')
  if (value !== value.trim()) throw configurationError(provider, field, 'remove the white space around it')
  if (/\p{Cc}/u.test(value) || !value.isWellFormed()) {
    throw configurationError(provider, field, 'remove control characters and broken surrogates from it')
  }
  return value
}

/**
 * Checks a credential that is sent in a header, where only visible ASCII survives.
 * @throws CekStatusError `CONFIGURATION` naming the field, never its value
 */
export function checkHeaderCredential(provider: string, field: string, value: unknown): string {
  const credential = checkCredential(provider, field, value)
  if (!/^[\x21-\x7e]+$/.test(credential) || credential.length > maxHeaderValueLength) {
    throw configurationError(provider, field, 'use visible ASCII characters only, without spaces')
  }
  return credential
}

/** @throws CekStatusError `CONFIGURATION` unless the value is undefined or one of the two environments */
export function checkEnvironment(provider: string, value: unknown): Environment {
  if (value === undefined) return 'production'
  if (value === 'production' || value === 'sandbox') return value
  throw configurationError(provider, 'environment', "use 'production' or 'sandbox'")
}

/**
 * Checks `baseUrl` and returns it without a slash at its end, or the documented host when it is undefined.
 *
 * `ownPath` is the provider's own path, such as `/api/v1/check-status`. A base that already ends in a part of it
 * would produce that part twice, so it is refused.
 * @throws CekStatusError `CONFIGURATION`
 */
export function resolveBaseUrl(
  provider: string,
  settings: {
    baseUrl: unknown
    environment: Environment
    /** The documented origin of each environment; null where no page names one. */
    origins: Readonly<Record<Environment, string | null>>
    ownPath: string
  },
): string {
  const { baseUrl, environment, origins, ownPath } = settings
  if (baseUrl === undefined) {
    const origin = origins[environment]
    if (origin !== null) return origin
    throw configurationError(provider, 'environment', `no ${environment} host is documented; give a baseUrl`)
  }
  const url = typeof baseUrl === 'string' ? parseUrl(baseUrl) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw configurationError(provider, 'baseUrl', 'give an absolute http or https address')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw configurationError(provider, 'baseUrl', 'leave out user name, password, query and fragment')
  }
  const path = url.pathname.replace(/\/+$/, '')
  const documentedHost = Object.values(origins).includes(url.origin)
  if (leadingParts(ownPath, documentedHost).some((part) => path.endsWith(part))) {
    throw configurationError(
      provider,
      'baseUrl',
      `leave out the provider's own path ${ownPath}; it is appended`,
    )
  }
  return url.origin + path
}

/** Where requests go; every field has a default. */
export interface RequestContext {
  /** Which documented host is asked; `production` unless said. */
  environment?: Environment
  /** Replaces that host; may carry a path prefix, and not the provider's own path. */
  baseUrl?: string
}

/**
 * Checks where requests go, and fills in the documented host. `ownPath` is as for `resolveBaseUrl`.
 * @throws CekStatusError `CONFIGURATION`
 */
export function resolveRequestContext(
  { provider, origins }: Pick<Capabilities, 'provider' | 'origins'>,
  context: RequestContext,
  ownPath: string,
): Required<RequestContext> {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw configurationError(provider, 'context', 'give an object such as { environment, baseUrl }')
  }
  const environment = checkEnvironment(provider, context.environment)
  return {
    environment,
    baseUrl: resolveBaseUrl(provider, { baseUrl: context.baseUrl, environment, origins, ownPath }),
  }
}

/** The beginnings of a path that end in its version or later; on the provider's own host, every beginning. */
function leadingParts(path: string, everyPart: boolean): string[] {
  const segments = path.split('/').slice(1)
  const parts = segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)
  return everyPart ? parts : parts.filter((part) => /\/v\d/.test(part))
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

type Check = (provider: string, field: string, value: unknown) => void

/** Makes a check for a whole number from `from` to `to`. */
function wholeNumber(unit: string, to: number, from = 1): Check {
  return (provider, field, value) => {
    if (Number.isInteger(value) && Number(value) >= from && Number(value) <= to) return
    throw configurationError(provider, field, `give a whole number of ${unit} from ${from} to ${to}`)
  }
}

/** Makes a check for a function; `kind` ends the sentence that asks for one. */
function aFunction(kind: string): Check {
  return (provider, field, value) => {
    if (typeof value !== 'function') throw configurationError(provider, field, `give a ${kind}`)
  }
}

const checkDuration = /* @__PURE__ */ wholeNumber('milliseconds', maxTimerMs)
const checkWait = /* @__PURE__ */ wholeNumber('milliseconds', maxTimerMs, 0)

const timeChecks = { timeoutMs: checkDuration, deadlineMs: checkDuration, maxQueueMs: checkWait }

/** Every option that all factories take, with its check. */
const commonChecks: Readonly<Record<keyof CommonOptions, Check>> = {
  ...timeChecks,
  environment: (provider, _field, value) => checkEnvironment(provider, value),
  // Its check needs the provider's hosts and paths; see `resolveBaseUrl`.
  baseUrl: () => undefined,
  fetch: /* @__PURE__ */ aFunction('function with the signature of the global fetch'),
  transport: /* @__PURE__ */ aFunction('transport, such as the one of createUndiciTransport'),
  now: /* @__PURE__ */ aFunction('function that returns a Date'),
  retry: checkRetry,
  rateLimiter: checkRateLimiter,
  maxBodyBytes: /* @__PURE__ */ wholeNumber('bytes', maxBodyBytesLimit),
  onEvent: /* @__PURE__ */ aFunction('function that takes an event'),
}

const retryChecks: Readonly<Record<keyof RetryOptions, Check>> = {
  maxAttempts: /* @__PURE__ */ wholeNumber('attempts', 100),
  baseDelayMs: checkDuration,
  maxDelayMs: checkDuration,
  random: /* @__PURE__ */ aFunction('function that returns a number from 0 to 1'),
}

/**
 * Checks the options that every provider's factory takes. `ownOptions` are those that only this one takes; any other
 * name is refused, because a misspelt option would be one that is not obeyed.
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkCommonOptions(
  provider: string,
  options: CommonOptions,
  ownOptions: readonly string[],
): void {
  checkOptionNames(provider, options, [...ownOptions, ...Object.keys(commonChecks)])
  checkValues(provider, '', options, commonChecks)
  if (options.fetch !== undefined && options.transport !== undefined) {
    throw configurationError(provider, 'transport', 'give either fetch or transport; each one sends alone')
  }
}

/** Checks the values of the options of one call. @throws CekStatusError `CONFIGURATION` */
export function checkCallOptions(provider: string, options: CallOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw configurationError(provider, 'options', 'give an object such as { signal, timeoutMs, expect }')
  }
  checkValues(provider, '', options, timeChecks)
  if (options.signal !== undefined && !isAbortSignal(options.signal)) {
    throw configurationError(provider, 'signal', 'give an AbortSignal')
  }
  checkExpectation(provider, options.expect)
}

/** @throws CekStatusError `CONFIGURATION` for an option with another name than these, unless it is undefined */
export function checkOptionNames(provider: string, options: object, names: readonly string[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || names.includes(name)) continue
    throw configurationError(provider, 'options', `it has a field that is none of ${names.join(', ')}`)
  }
}

function checkValues(
  provider: string,
  parent: string,
  options: object,
  checks: Readonly<Record<string, Check>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && Object.hasOwn(checks, name)) checks[name]?.(provider, parent + name, value)
  }
}

function checkRetry(provider: string, field: string, value: unknown): void {
  if (value === false) return
  const names = Object.keys(retryChecks)
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.keys(value).some((name) => !names.includes(name))
  ) {
    throw configurationError(provider, field, `give false or an object with ${names.join(', ')} only`)
  }
  checkValues(provider, `${field}.`, value, retryChecks)
  const { baseDelayMs = 0, maxDelayMs = maxTimerMs } = value as RetryOptions
  if (baseDelayMs > maxDelayMs) {
    throw configurationError(provider, `${field}.maxDelayMs`, 'make it no shorter than baseDelayMs')
  }
}

function checkRateLimiter(provider: string, field: string, value: unknown): void {
  if (value === false) return
  const { acquire, pause } = (value ?? {}) as Partial<RateLimiter>
  if (typeof acquire !== 'function' || typeof pause !== 'function') {
    throw configurationError(provider, field, 'give false or an object with the functions acquire and pause')
  }
}

function isAbortSignal(value: Partial<AbortSignal> | null): boolean {
  return typeof value?.addEventListener === 'function' && typeof value.aborted === 'boolean'
}

const kinds: readonly Kind[] = ['payment', 'payout', 'purchase']
const expectationFields = ['amount', 'netAmount', 'kind']

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value)
}

/** @throws CekStatusError `CONFIGURATION` naming `expect`, `expect.amount`, `expect.netAmount` or `expect.kind` */
export function checkExpectation(provider: string, expect: Expectation | undefined): void {
  if (expect === undefined) return
  // A misspelt field would be an expectation that nobody compares.
  if (
    typeof expect !== 'object' ||
    expect === null ||
    Array.isArray(expect) ||
    Object.keys(expect).some((field) => !expectationFields.includes(field))
  ) {
    throw configurationError(provider, 'expect', 'give an object with amount, netAmount or kind only')
  }
  for (const field of ['amount', 'netAmount'] as const) {
    const amount: unknown = expect[field]
    if (amount === undefined) continue
    const value = typeof amount === 'string' ? amount : (amount as { value?: unknown } | null)?.value
    const currency = typeof amount === 'string' ? 'IDR' : (amount as { currency?: unknown } | null)?.currency
    if (typeof value !== 'string' || parseMoney(value) === null || !isCurrency(currency)) {
      throw configurationError(
        provider,
        `expect.${field}`,
        "give decimal text such as '104000.00', or { value, currency }",
      )
    }
  }
  if (expect.kind !== undefined && !kinds.includes(expect.kind)) {
    throw configurationError(provider, 'expect.kind', `use one of ${kinds.join(', ')}`)
  }
}
