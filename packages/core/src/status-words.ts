import type { Status } from './status.ts'
import type { Kind } from './transaction.ts'

/** One documented status word of a provider. */
export interface StatusRow {
  /** As the page writes it; compared whole, in any case of ASCII letters. */
  providerStatus: string
  /** What it means in the common model. */
  status: Status
  /** Set where the word means this only for one kind of transaction. */
  kind?: Kind
  /** Set where a provider has several places for words: `order`, `H2H line`. */
  scope?: string
  /** Address of the page that lists the word. */
  source: string
  /** What the page adds, or leaves open, for people. */
  note?: string
}

/**
 * Builds the one way to read a status word: whole, after trimming and ASCII case folding, never by substring.
 * Rows with a `kind` answer only for that kind. Undefined means that nobody documented the word.
 */
export function createStatusLookup(
  rows: readonly StatusRow[],
): (word: string, context?: { kind?: Kind; scope?: string }) => Status | undefined {
  const entries = new Map<string, StatusRow[]>()
  for (const row of rows) {
    const key = normalizeStatusWord(row.providerStatus)
    entries.set(key, [...(entries.get(key) ?? []), row])
  }
  return (word, context = {}) =>
    entries
      .get(normalizeStatusWord(word))
      ?.find(
        (row) =>
          (row.kind === undefined || row.kind === context.kind) &&
          (row.scope === undefined || row.scope === context.scope),
      )?.status
}

/** Only ASCII letters are folded: the Kelvin sign must not become the k of a documented word. */
export function normalizeStatusWord(word: string): string {
  const trimmed = word.trim()
  return /[A-Z]/.test(trimmed) ? trimmed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : trimmed
}
