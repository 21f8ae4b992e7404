import { describe, expect, it } from 'vitest'

/** One row of a provider's list of known traps: what of it can be observed and how, or why it does not concern a status call. */
export type Trap =
  | { trap: number; observable: string; test: () => void | Promise<void> }
  | { trap: number; doesNotApply: string }

/**
 * Runs the traps of a provider as tests. The rows must be numbered 1 to `count` without a gap, so that none is forgotten.
 */
export function describePitfalls(provider: string, count: number, traps: readonly Trap[]): void {
  describe(`${provider} traps`, () => {
    it(`accounts for all ${count} traps`, () => {
      expect(traps.map(({ trap }) => trap)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    })
    for (const row of traps) {
      if ('test' in row) it(`${row.trap}: ${row.observable}`, row.test)
      else it(`${row.trap} does not apply: ${row.doesNotApply}`, () => expect(row.doesNotApply).not.toBe(''))
    }
  })
}
