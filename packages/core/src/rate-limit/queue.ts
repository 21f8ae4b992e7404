import { type Link, LinkedList } from './linked-list.ts'
import type { Permit, PermitRequest } from './rate-limiter.ts'
import { queueTooLong } from './refusals.ts'
import { type Slot, Slots } from './slots.ts'

/** A longer pause requested by a provider is cut to this. */
export const maxPauseMs = 3_600_000

const maxTimerMs = 2_147_483_647

/** The result of trying to take a slot. */
export type Claim =
  /** The slot is ours. `giveBack` is for a call that is not made after all. */
  | { outcome: 'taken'; release(): void; giveBack(): void }
  /** Another process holds the slot for this long. */
  | { outcome: 'busy'; delayMs: number }
  /** No process may call for this long. */
  | { outcome: 'paused'; delayMs: number }

/** Takes slot 0, 1, …, or none (`null`) where there is no limit. Rejects when the store fails. */
export type ClaimSlot = (slot: number | null, request: PermitRequest) => Promise<Claim>

/** The calls under one key, first come, first served. */
export interface Queue {
  acquire(request: PermitRequest): Promise<Permit>
  pause(delayMs: number): void
  /** True when forgetting the queue changes nothing. */
  isIdle(): boolean
}

interface Waiter {
  request: PermitRequest
  /** Position in the order of arrival. */
  number: number
  latestAt: number
  notified: boolean
  settled: boolean
  grant(permit: Permit): void
  refuse(error: unknown): void
}

/**
 * Makes a queue before the slots of one key. Time is `performance.now()`, which no change of the machine's clock moves.
 * There is at most one timer, and none without a waiting call.
 *
 * An arrival and an abort cost the same however many calls wait. All waiting calls are looked at only when a slot, a
 * pause or a deadline changes what they can expect.
 */
export function createQueue(claim: ClaimSlot, { spreadMs }: { spreadMs: number }): Queue {
  return new SlotQueue(claim, spreadMs)
}

class SlotQueue implements Queue {
  readonly #claim: ClaimSlot
  readonly #slots: Slots
  readonly #waiting = new LinkedList<Waiter>()
  #pausedUntil = 0
  #arrivals = 0
  #claims = 0
  /** No waiting call has an earlier `latestAt`. */
  #nextDeadline = Number.POSITIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(claim: ClaimSlot, spreadMs: number) {
    this.#claim = claim
    this.#slots = new Slots(spreadMs)
  }

  isIdle(): boolean {
    const now = performance.now()
    const quiet = this.#waiting.size === 0 && this.#claims === 0
    return quiet && this.#pausedUntil <= now && !this.#slots.isResting(now)
  }

  pause(delayMs: number): void {
    this.#holdBack(delayMs)
    this.#review()
  }

  acquire(request: PermitRequest): Promise<Permit> {
    return new Promise((resolve, reject) => {
      const { signal } = request
      if (signal.aborted) {
        reject(signal.reason)
        return
      }
      const settle = (): void => {
        waiter.settled = true
        this.#waiting.remove(link)
        signal.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        settle()
        reject(signal.reason)
        if (this.#waiting.size === 0) this.#setTimer()
      }
      const waiter: Waiter = {
        request,
        number: this.#arrivals++,
        latestAt: performance.now() + request.maxQueueMs,
        notified: false,
        settled: false,
        grant: (permit) => {
          settle()
          resolve(permit)
        },
        refuse: (error) => {
          if (waiter.settled) return
          settle()
          reject(error)
        },
      }
      const link: Link<Waiter> = { item: waiter, previous: undefined, next: undefined }
      signal.addEventListener('abort', abort, { once: true })
      this.#slots.adopt(request.limit)
      this.#enter(link)
    })
  }

  #enter(link: Link<Waiter>): void {
    const now = performance.now()
    this.#waiting.insert(link)
    this.#serve(now)
    // Served links are first in the list or out of it; the new one is last or out of it.
    const place = this.#waiting.size - 1
    if (place >= 0) this.#inform(link.item, this.#leastDelays(now)(place), now)
    this.#nextDeadline = Math.min(this.#nextDeadline, link.item.latestAt)
    this.#setTimer()
  }

  /** Lets waiting calls try the slots that are due. */
  #serve(now: number): void {
    while (this.#pausedUntil <= now && this.#waiting.first !== undefined) {
      const slot = this.#slots.findDue(now)
      if (slot === null) return
      const link = this.#waiting.first
      this.#waiting.remove(link)
      void this.#tryToTake(slot, link)
    }
  }

  async #tryToTake(slot: Slot, link: Link<Waiter>): Promise<void> {
    const waiter = link.item
    slot.claiming = true
    this.#claims += 1
    try {
      const claimed = await this.#claim(slot.index, waiter.request)
      if (claimed.outcome === 'taken' && !waiter.settled) {
        waiter.grant(
          this.#slots.hold(slot, waiter.request.holdMs, () => {
            claimed.release()
            this.#review()
          }),
        )
        return
      }
      if (claimed.outcome === 'taken') claimed.giveBack()
      if (claimed.outcome === 'busy') this.#slots.leave(slot, claimed.delayMs)
      if (claimed.outcome === 'paused') this.#holdBack(claimed.delayMs)
      if (!waiter.settled) this.#rejoin(link)
    } catch (error) {
      waiter.refuse(error)
    } finally {
      slot.claiming = false
      this.#claims -= 1
      this.#review()
    }
  }

  /** Puts a call back to its place in the order of arrival, which is close to the front. */
  #rejoin(link: Link<Waiter>): void {
    let next = this.#waiting.first
    while (next !== undefined && next.item.number < link.item.number) next = next.next
    this.#waiting.insert(link, next)
  }

  #holdBack(delayMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + Math.min(delayMs, maxPauseMs))
  }

  /** Serves, refuses every call that cannot wait long enough, and sets the timer for the next change. */
  #review(): void {
    const now = performance.now()
    this.#serve(now)
    if (this.#waiting.size > 0) {
      const leastDelay = this.#leastDelays(now)
      // A copy, because `onWait` may end calls.
      for (const [place, waiter] of [...this.#waiting].entries()) {
        if (!waiter.settled) this.#inform(waiter, leastDelay(place), now)
      }
      this.#nextDeadline = Number.POSITIVE_INFINITY
      for (const { latestAt } of this.#waiting) this.#nextDeadline = Math.min(this.#nextDeadline, latestAt)
    }
    this.#setTimer()
  }

  #leastDelays(now: number): (place: number) => number {
    return this.#slots.leastDelays(now, Math.max(0, this.#pausedUntil - now))
  }

  /** Refuses a call that would wait too long, and reports the first known wait of any other. */
  #inform(waiter: Waiter, delayMs: number, now: number): void {
    if (now + delayMs > waiter.latestAt) {
      waiter.refuse(queueTooLong(delayMs, waiter.request.maxQueueMs))
    } else if (!waiter.notified && delayMs > 0) {
      waiter.notified = true
      waiter.request.onWait?.(Math.ceil(delayMs))
    }
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.size === 0) {
      this.#nextDeadline = Number.POSITIVE_INFINITY
      return
    }
    const wakeAt = Math.min(Math.max(this.#pausedUntil, this.#slots.nextDueAt()), this.#nextDeadline)
    const delayMs = Math.ceil(wakeAt - performance.now())
    this.#timer = setTimeout(() => this.#review(), Math.min(Math.max(1, delayMs), maxTimerMs))
  }
}
