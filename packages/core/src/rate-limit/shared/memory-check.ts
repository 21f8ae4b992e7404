import type { Store } from './store.ts'

/** A week, so that it outlives every pause in the work; well below the 24.8 days that a timer can hold. */
const lifeSeconds = 604_800
const lifeMs = lifeSeconds * 1_000
/** As many points as every store can hold. */
const maxGeneration = 2_147_483_646

/** Tells whether the store still knows what it knew. */
export interface MemoryCheck {
  /** True when the store was emptied, or replaced by an empty one, since this process last asked. */
  wasFlushed(): Promise<boolean>
}

/**
 * A store that was restarted without its data has no slot taken, whoever has just called. So a random number lies
 * beside the slots, and a process that finds another one than before, or none, knows that slots were lost.
 *
 * Processes that start together may each find none and write their own. So a number counts as known only when it was
 * still there after such a race must be over, which is after twice the time that one operation may take.
 */
export function createMemoryCheck(
  store: Store,
  key: string,
  { timeoutMs }: { timeoutMs: number },
): MemoryCheck {
  let seen: { value: number; since: number; known: boolean } | null = null
  let lookedAt = 0
  return {
    wasFlushed: async () => {
      const found = await store.read(key)
      const now = performance.now()
      // A number that nobody renewed for so long may have come to its regular end.
      if (now - lookedAt > lifeMs / 2) seen = null
      lookedAt = now
      const before = seen
      if (found === null) {
        seen = null
        await store.write(key, 1 + Math.floor(Math.random() * maxGeneration), lifeSeconds)
        return before?.known === true
      }
      if (found.leftMs < lifeMs / 2) await store.write(key, found.value, lifeSeconds)
      if (before?.value !== found.value) {
        seen = { value: found.value, since: now, known: false }
        return before?.known === true
      }
      if (now - before.since >= 2 * timeoutMs) before.known = true
      return false
    },
  }
}
