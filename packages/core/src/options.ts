import type { RetryOptions } from './call/retry.ts'
import type { CallOptions, CommonOptions, Expectation, StatusClient } from './client.ts'
import { type CekStatusError, configurationError } from './errors.ts'
import { parseMoney } from './money.ts'
import { suggestName } from './suggest-name.ts'
import type { Kind } from './transaction.ts'

/** The longest delay that a timer of any runtime takes. */
export const maxTimerMs = 2_147_483_647
/** The longest `Retry-After` that is obeyed; a longer one is a mistake in the header. */
export const maxRetryAfterMs = 3_600_000
/** Strings of a runtime have room for little more. */
const maxBodyBytesLimit = 268_435_456

/**
 * Returns the rule that a value breaks, as the end of a sentence that begins with the name of the option, or null. A
 * check of an object throws by itself, naming the field inside.
 */
type OptionRule = (value: unknown, name: string, provider: string | null) => string | null

/** Every option that a function takes, with its check. */
export type OptionRules = Readonly<Record<string, OptionRule>>

export function checkInteger(value: unknown, from: number, to: number, unit: string): string | null {
  const valid = Number.isInteger(value) && Number(value) >= from && Number(value) <= to
  return valid ? null : `must be an integer from ${from} to ${to} (${unit})`
}

export function checkDuration(value: unknown): string | null {
  return checkInteger(value, 1, maxTimerMs, 'milliseconds')
}

export function checkWait(value: unknown): string | null {
  return checkInteger(value, 0, maxTimerMs, 'milliseconds')
}

export function checkBoolean(value: unknown): string | null {
  return typeof value === 'boolean' ? null : 'must be a boolean'
}

export function checkFunction(value: unknown): string | null {
  return typeof value === 'function' ? null : 'must be a function'
}

/** For a value that another function checks. */
export function acceptAny(): null {
  return null
}

/**
 * Checks each option that is not undefined, and rejects unknown names, because a misspelt option would have no effect.
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkOptions(
  provider: string | null,
  options: object,
  checks: OptionRules,
  parent?: string,
): void {
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue
    const name = parent === undefined ? key : `${parent}.${key}`
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined
    if (check === undefined) {
      throw unknownName(
        provider,
        { what: 'option', field: parent ?? 'options', parent, key },
        Object.keys(checks),
      )
    }
    const rule = check(value, name, provider)
    if (rule !== null) throw configurationError(provider, name, `${name} ${rule}`)
  }
}

/** Returns the error for an unknown name, with the nearest known name. */
export function unknownName(
  provider: string | null,
  { what, field, parent, key }: { what: string; field: string; parent?: string | undefined; key: string },
  names: readonly string[],
): CekStatusError {
  const prefix = parent === undefined ? '' : `${parent}.`
  const nearest = suggestName(key, names)
  const suggestion = nearest === null ? '' : ` (did you mean "${prefix}${nearest}"?)`
  // A key may be any text; a long one is not the name of an option.
  const shown = JSON.stringify(prefix + (key.length > 40 ? `${key.slice(0, 40)}…` : key))
  const hint = nearest === null ? `known names: ${names.join(', ')}` : null
  return configurationError(provider, field, `unknown ${what} ${shown}${suggestion}`, hint)
}

const callChecks: OptionRules & Record<keyof CallOptions, OptionRule> = {
  signal: (value) => (isAbortSignal(value as Partial<AbortSignal> | null) ? null : 'must be an AbortSignal'),
  timeoutMs: checkDuration,
  deadlineMs: checkDuration,
  maxQueueMs: checkWait,
  expect: (value, _name, provider) => {
    checkExpectation(provider, value)
    return null
  },
}

const commonChecks: OptionRules & Record<keyof CommonOptions, OptionRule> = {
  timeoutMs: checkDuration,
  deadlineMs: checkDuration,
  maxQueueMs: checkWait,
  environment: (value) =>
    value === 'production' || value === 'sandbox' ? null : "must be 'production' or 'sandbox'",
  // Its check needs the provider's hosts and paths; see `resolveBaseUrl`.
  baseUrl: acceptAny,
  allowInsecureHttp: checkBoolean,
  fetch: checkFunction,
  transport: checkFunction,
  now: checkFunction,
  retry: checkRetry,
  rateLimiter: (value) =>
    value === false || (hasFunction(value, 'acquire') && hasFunction(value, 'pause'))
      ? null
      : 'must be false or an object with the functions acquire and pause',
  maxBodyBytes: (value) => checkInteger(value, 1, maxBodyBytesLimit, 'bytes'),
  onEvent: checkFunction,
}

const retryChecks: OptionRules & Record<keyof RetryOptions, OptionRule> = {
  maxAttempts: (value) => checkInteger(value, 1, 100, 'attempts'),
  baseDelayMs: checkDuration,
  maxDelayMs: checkDuration,
  random: checkFunction,
}

function checkRetry(value: unknown, name: string, provider: string | null): string | null {
  if (value === false) return null
  if (!isObject(value)) return 'must be false or an object'
  checkOptions(provider, value, retryChecks, name)
  const { baseDelayMs = 0, maxDelayMs = maxTimerMs } = value as RetryOptions
  if (baseDelayMs <= maxDelayMs) return null
  const field = `${name}.maxDelayMs`
  throw configurationError(provider, field, `${field} must be at least baseDelayMs`)
}

/**
 * Checks the options that every provider's factory takes. `ownOptions` are the names of those that only this one takes.
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkCommonOptions(
  provider: string,
  options: CommonOptions,
  ownOptions: readonly string[],
): void {
  const own = Object.fromEntries(ownOptions.map((name) => [name, acceptAny]))
  checkOptions(provider, options, { ...own, ...commonChecks })
  if (options.fetch !== undefined && options.transport !== undefined) {
    throw configurationError(provider, 'transport', 'pass either fetch or transport, not both')
  }
}

/** Checks the options of one call. @throws CekStatusError `CONFIGURATION` */
export function checkCallOptions(provider: string, options: unknown, extraChecks: OptionRules = {}): void {
  if (!isObject(options)) throw configurationError(provider, 'options', 'options must be an object')
  checkOptions(provider, options, { ...callChecks, ...extraChecks })
}

/**
 * Checks the options of a function that makes several calls, and its client.
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkPollingOptions(
  client: StatusClient,
  options: CallOptions & { allowRepeat?: boolean },
  checks: OptionRules,
): void {
  if (typeof client?.getTransactionStatus !== 'function' || !isObject(client.capabilities)) {
    throw configurationError(null, 'client', 'client must be created by a provider package')
  }
  const { provider, capabilities } = client
  checkCallOptions(provider, options, { ...checks, allowRepeat: checkBoolean })
  if (capabilities.repeatable === false && options.allowRepeat !== true) {
    throw configurationError(
      provider,
      'allowRepeat',
      `allowRepeat must be true, because each status call to ${provider} may place an order`,
      'make a single call, or set allowRepeat: true if repeated calls are safe for this order',
    )
  }
}

const expectationChecks: OptionRules & Record<keyof Expectation, OptionRule> = {
  amount: checkExpectedAmount,
  netAmount: checkExpectedAmount,
  kind: (value) =>
    kinds.some((kind) => kind === value)
      ? null
      : `must be one of ${kinds.map((kind) => `'${kind}'`).join(', ')}`,
}

const kinds: readonly Kind[] = ['payment', 'payout', 'purchase']

/** @throws CekStatusError `CONFIGURATION` naming `expect`, `expect.amount`, `expect.netAmount` or `expect.kind` */
export function checkExpectation(provider: string | null, expect: unknown): void {
  if (expect === undefined) return
  if (!isObject(expect)) throw configurationError(provider, 'expect', 'expect must be an object')
  checkOptions(provider, expect, expectationChecks, 'expect')
}

function checkExpectedAmount(amount: unknown): string | null {
  const { value, currency } =
    typeof amount === 'string'
      ? { value: amount, currency: 'IDR' }
      : ((amount ?? {}) as { value?: unknown; currency?: unknown })
  const valid = typeof value === 'string' && parseMoney(value) !== null
  return valid && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
    ? null
    : "must be decimal text such as '104000.00', or { value, currency }"
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasFunction(value: unknown, name: string): boolean {
  return typeof (value as Record<string, unknown> | null)?.[name] === 'function'
}

function isAbortSignal(value: Partial<AbortSignal> | null): boolean {
  return typeof value?.addEventListener === 'function' && typeof value.aborted === 'boolean'
}
