import type { Status } from '../status.ts'
import type { Kind } from '../transaction.ts'

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
  /**
   * Set where a second word decides, too: the words of it for which the row holds, null for an absent one. Words are
   * compared whole; a pair that no row has is undocumented.
   */
  qualifiers?: readonly (string | null)[]
  /** Address of the page that lists the word. */
  source: string
  /** What the page adds, or leaves open, for people. */
  note?: string
}

/** What decides beside the word itself. */
export interface StatusContext {
  kind?: Kind
  scope?: string
  /** The second word as received; null where it is absent. */
  qualifier?: string | null
}

/**
 * Builds the one way to read a status word: whole, after trimming and ASCII case folding, never by substring.
 * Rows with a `kind` apply only to that kind. Undefined means that the word is undocumented.
 */
export function createStatusLookup(
  rows: readonly StatusRow[],
): (word: string, context?: StatusContext) => Status | undefined {
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
          (row.scope === undefined || row.scope === context.scope) &&
          (row.qualifiers === undefined || isQualified(row.qualifiers, context.qualifier ?? null)),
      )?.status
}

function isQualified(qualifiers: readonly (string | null)[], word: string | null): boolean {
  return qualifiers.includes(word === null ? null : normalizeStatusWord(word))
}

/** Only ASCII letters are folded: the Kelvin sign must not become the k of a documented word. */
export function normalizeStatusWord(word: string): string {
  const trimmed = word.trim()
  return /[A-Z]/.test(trimmed) ? trimmed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : trimmed
}
