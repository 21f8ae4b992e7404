import type { Permit, RateLimit } from './rate-limiter.ts'

/**
 * How much longer than the window a slot rests after its call. The margin covers a provider whose clock runs a little
 * faster than ours, and one that counts both edges of its window.
 */
export const marginMs = 1_000

export interface Slot {
  /** Null where there is no limit. */
  readonly index: number | null
  /** The earliest time at which taking the slot may succeed. */
  dueAt: number
  claiming: boolean
  holder: Permit | null
}

/**
 * The slots of one key. A limit of n calls is n slots: one call takes one, and the slot rests for the window and a
 * margin after the call's response. Two arrivals in one slot are therefore always further apart than the window,
 * however long each call took, and n slots never let n + 1 calls into one window.
 *
 * The first limit applies; later ones are ignored. A slot that another process holds is tried again up to `spreadMs`
 * after it can be free, so that processes do not all try at once.
 */
export class Slots {
  readonly #spreadMs: number
  #slots: Slot[] = []
  #restMs = 0

  constructor(spreadMs: number) {
    this.#spreadMs = spreadMs
  }

  adopt(limit: RateLimit | null): void {
    if (limit === null || this.#slots.length > 0) return
    this.#restMs = limit.windowMs + marginMs
    // In random order, so that processes that start together do not all begin with the same slot.
    this.#slots = Array.from({ length: limit.calls }, (_, index) => createSlot(index, -Math.random()))
  }

  /** Returns the slot that has been free for longest; without a limit there is always one. */
  findDue(now: number): Slot | null {
    if (this.#slots.length === 0) return createSlot(null, 0)
    let found: Slot | null = null
    for (const slot of this.#slots) {
      if (!slot.claiming && slot.dueAt <= now && (found === null || slot.dueAt < found.dueAt)) found = slot
    }
    return found
  }

  /** Returns when the next slot can be taken that no call is trying to take. */
  nextDueAt(): number {
    if (this.#slots.length === 0) return 0
    let dueAt = Number.POSITIVE_INFINITY
    for (const slot of this.#slots) if (!slot.claiming && slot.dueAt < dueAt) dueAt = slot.dueAt
    return dueAt
  }

  /**
   * Returns a function from a place in the queue, counted from 0, to the shortest possible wait in milliseconds: the
   * wait after the pause if every call in flight got its response now.
   */
  leastDelays(now: number, pauseMs: number): (place: number) => number {
    const restMs = this.#restMs
    const delays = this.#slots
      .map(({ claiming, dueAt }) => (claiming ? restMs : Math.min(Math.max(0, dueAt - now), restMs)))
      .sort((left, right) => left - right)
    if (delays.length === 0) return () => pauseMs
    return (place) => {
      const rounds = Math.floor(place / delays.length)
      return Math.max(delays[place % delays.length] ?? 0, pauseMs) + rounds * restMs
    }
  }

  isResting(now: number): boolean {
    return this.#slots.some(({ dueAt }) => dueAt > now)
  }

  /** Gives the slot to a call. `release` runs once, at the call's response. */
  hold(slot: Slot, holdMs: number, release: () => void): Permit {
    let released = false
    const permit = {
      release: () => {
        if (released) return
        released = true
        const restsUntil = this.#restFrom(this.#restMs)
        // After the end of its hold, the slot may belong to another call, which keeps it for as long as needed.
        slot.dueAt = slot.holder === permit ? restsUntil : Math.max(slot.dueAt, restsUntil)
        release()
      },
    }
    slot.holder = permit
    slot.dueAt = performance.now() + holdMs + this.#restMs
    return permit
  }

  /** Leaves the slot to another process. */
  leave(slot: Slot, delayMs: number): void {
    slot.dueAt = this.#restFrom(Math.min(delayMs, this.#restMs))
  }

  #restFrom(delayMs: number): number {
    return performance.now() + delayMs + Math.random() * this.#spreadMs
  }
}

function createSlot(index: number | null, dueAt: number): Slot {
  return { index, dueAt, claiming: false, holder: null }
}
