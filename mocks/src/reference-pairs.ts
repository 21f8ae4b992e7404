import type { Fixture } from './types.ts'

export interface ReferencePair {
  merchantReference: string
  providerReference: string
}

/** The transactions of a page that have both references, by either of them. */
export function referencePairs(fixtures: readonly Fixture[]): ReadonlyMap<string, ReferencePair> {
  const pairs = new Map<string, ReferencePair>()
  for (const { ask } of fixtures) {
    const { merchantReference, providerReference } = ask.query
    if (ask.variation || merchantReference === undefined || providerReference === undefined) continue
    const pair = { merchantReference, providerReference }
    pairs.set(merchantReference, pair)
    pairs.set(providerReference, pair)
  }
  return pairs
}
