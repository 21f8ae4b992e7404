import type { StatusQuery } from '@cekstatus/core'

/** What a provider's documents allow to be said of one answer; anything less may always be said. */
export interface Allowed {
  /** A documented success word stands in its documented place. */
  success: boolean
  /** Lines of which that is true. */
  successLines: number
  /** Besides, it is the transaction asked, its money is readable, and it is none of test mode. */
  fulfill: boolean
}

/**
 * Reads an answer by the provider's documents alone: written without the package's own normalizer in view, and shares no
 * line with it.
 */
export type Oracle = (answer: { httpStatus: number; body: unknown }, query: StatusQuery) => Allowed

export const nothing: Allowed = { success: false, successLines: 0, fulfill: false }

/** Compares whole words, in any case of ASCII letters and with white space around. */
export function isWord(value: unknown, ...words: readonly string[]): boolean {
  // Without the flag u: the letters of these words must not match others that only fold into them.
  return typeof value === 'string' && words.some((word) => new RegExp(`^\\s*${word}\\s*$`, 'i').test(value))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

/** The text of a text or a number; empty for all else, which may not even have a text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** True for an amount that is absent, or that anybody reads in one way. */
export function isReadableAmount(value: unknown): boolean {
  return isAbsent(value) || /^\d{1,15}(\.\d{1,2})?$/.test(textOf(value))
}

export function isPositiveAmount(value: unknown): boolean {
  return !isAbsent(value) && isReadableAmount(value) && Number(textOf(value)) > 0
}

/** True when every reference asked that the answer has is the same, and at least one is there. */
export function isAsked(
  query: StatusQuery,
  found: { merchantReference?: unknown; providerReference?: unknown },
): boolean {
  const pairs = (['merchantReference', 'providerReference'] as const)
    .filter((name) => query[name] !== undefined && !isAbsent(found[name]) && found[name] !== '')
    .map((name) => textOf(found[name]) === query[name])
  return pairs.length > 0 && pairs.every((same) => same)
}
