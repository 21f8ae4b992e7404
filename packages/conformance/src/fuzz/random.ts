/** Chance that can be had again: the same seed and case give the same numbers, on every machine. */
export interface Random {
  /** A whole number from 0 up to, but not, the limit. */
  below(limit: number): number
  /** True so many times out of a hundred. */
  percent(share: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** One of a list that may be empty. */
  pickFrom<Item>(items: readonly Item[]): Item | undefined
}

/** Each case has a generator of its own, so that one case can be made again without those before it. */
export function createRandom(seed: number, index: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((index + 1) | 0, 0x85ebca6b)) >>> 0
  // mulberry32: small, fast, and good enough to choose mutations by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    percent: (share) => below(100) < share,
    pick: (items) => items[below(items.length)] ?? items[0],
    pickFrom: (items) => items[below(items.length)],
  }
}
