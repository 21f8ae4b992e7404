import { type Stopwatch, startStopwatch } from '@cekstatus/core/provider'
import type { Store } from './store.ts'

/** A week, which outlives every pause in the work; well below the 24.8 days that a timer can hold. */
const lifeSeconds = 604_800
const lifeMs = lifeSeconds * 1_000
/** The largest count of points that every store can hold. */
const maxGeneration = 2_147_483_646

/** Checks whether the store still has its data. */
export interface MemoryCheck {
  /** True when the store was flushed, or replaced by an empty one, since the last check of this process. */
  wasFlushed(): Promise<boolean>
}

/**
 * A store that restarted without its data has no slot taken, even where calls have just been made. Therefore a random
 * number is stored beside the slots: a process that finds another number than before, or none, knows that slots were
 * lost.
 *
 * Processes that start together may each find no number and write their own. Therefore a number counts as known only
 * when it is still there after such a race must be over: after twice the timeout of one operation.
 */
export function createMemoryCheck(
  store: Store,
  key: string,
  { timeoutMs }: { timeoutMs: number },
): MemoryCheck {
  let seen: { value: number; ageMs: Stopwatch; known: boolean } | null = null
  let sinceCheckMs = startStopwatch()
  return {
    wasFlushed: async () => {
      const found = await store.read(key)
      // A number that was not renewed for so long may have expired regularly.
      if (sinceCheckMs() > lifeMs / 2) seen = null
      sinceCheckMs = startStopwatch()
      const before = seen
      if (found === null) {
        seen = null
        await store.write(key, 1 + Math.floor(Math.random() * maxGeneration), lifeSeconds)
        return before?.known === true
      }
      if (found.leftMs < lifeMs / 2) await store.write(key, found.value, lifeSeconds)
      if (before?.value !== found.value) {
        seen = { value: found.value, ageMs: startStopwatch(), known: false }
        return before?.known === true
      }
      if (before.ageMs() >= 2 * timeoutMs) before.known = true
      return false
    },
  }
}
