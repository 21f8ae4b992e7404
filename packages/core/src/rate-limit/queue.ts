import type { Permit, PermitRequest, RateLimit } from './rate-limiter.ts'
import { waitTooLong } from './refusals.ts'

/**
 * How much longer than the window a slot rests after its call. It covers a provider whose clock runs a little faster
 * than ours, and one that counts the edges of its window in.
 */
export const marginMs = 1_000

/** A provider that asks for a longer pause is asked again after this one. */
export const maxPauseMs = 3_600_000

const maxTimerMs = 2_147_483_647

/** What came of trying to take a slot. */
export type Claim =
  /** It is ours. `giveBack` is for a call that was not made after all. */
  | { outcome: 'taken'; release(): void; giveBack(): void }
  /** It is somebody else's for so long. */
  | { outcome: 'busy'; delayMs: number }
  /** Nobody may call for so long. */
  | { outcome: 'paused'; delayMs: number }

/** Takes slot 0, 1, …, or none of them (`null`) where there is no limit; rejects when that cannot be told. */
export type ClaimSlot = (slot: number | null, request: PermitRequest) => Promise<Claim>

/** The calls under one key, in the order in which they came. */
export interface Line {
  acquire(request: PermitRequest): Promise<Permit>
  pause(delayMs: number): void
  /** Calls that wait. */
  readonly length: number
  /** True when forgetting it would change nothing. */
  isIdle(): boolean
}

interface Slot {
  index: number | null
  /** When it is worth trying to take it. */
  dueAt: number
  claiming: boolean
  holder: Permit | null
}

interface Waiter {
  request: PermitRequest
  /** Its place in the order of arrival. */
  number: number
  latestAt: number
  told: boolean
  settled: boolean
  grant(permit: Permit): void
  refuse(error: unknown): void
}

/**
 * Lets calls go first come, first served. A limit of n calls is n slots: one call takes one, and the slot rests for the
 * window and a margin from when the call has its answer. Two arrivals of one slot are so always further apart than the
 * window, however long each of them was under way, and n slots never let n + 1 calls into one window.
 *
 * Time is `performance.now()`, which no change of the machine's clock moves. There is at most one timer, and none
 * without a waiting call. The limit is the first one asked for. A slot that is found busy is looked at up to `spreadMs`
 * later than it could be, so that processes do not all look at once.
 */
export function createLine(claim: ClaimSlot, { spreadMs }: { spreadMs: number }): Line {
  let limit: RateLimit | null = null
  let slots: Slot[] = []
  let restMs = 0
  let pausedUntil = 0
  let arrivals = 0
  let claims = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiters: Waiter[] = []

  const adopt = (wanted: RateLimit | null): void => {
    if (limit !== null || wanted === null) return
    limit = wanted
    restMs = wanted.windowMs + marginMs
    // In random order, so that processes that start together do not all begin with the same slot.
    slots = Array.from({ length: wanted.calls }, (_, index) => createSlot(index, -Math.random()))
  }

  /** The slot that has been free for longest. */
  const findDueSlot = (now: number): Slot | null => {
    if (limit === null) return createSlot(null, 0)
    let found: Slot | null = null
    for (const slot of slots) {
      if (!slot.claiming && slot.dueAt <= now && (found === null || slot.dueAt < found.dueAt)) found = slot
    }
    return found
  }

  /** By place in the queue: how long at least, were every call that is under way answered now. */
  const leastDelays = (now: number): ((place: number) => number) => {
    const pauseMs = Math.max(0, pausedUntil - now)
    const delays = slots
      .map(({ claiming, dueAt }) => (claiming ? restMs : Math.min(Math.max(0, dueAt - now), restMs)))
      .sort((left, right) => left - right)
    return (place) => {
      if (delays.length === 0) return pauseMs
      const rounds = Math.floor(place / delays.length)
      return Math.max(delays[place % delays.length] ?? 0, pauseMs) + rounds * restMs
    }
  }

  /** Back to where it was in the order of arrival. */
  const rejoin = (waiter: Waiter): void => {
    const place = waiters.findIndex(({ number }) => number > waiter.number)
    waiters.splice(place < 0 ? waiters.length : place, 0, waiter)
  }

  const holdBack = (delayMs: number): void => {
    pausedUntil = Math.max(pausedUntil, performance.now() + Math.min(delayMs, maxPauseMs))
  }

  const restFrom = (delayMs: number): number => performance.now() + delayMs + Math.random() * spreadMs

  const hold = (slot: Slot, request: PermitRequest, release: () => void): Permit => {
    let released = false
    const permit = {
      release: () => {
        if (released) return
        released = true
        const restsUntil = restFrom(restMs)
        // A call that outlived its hold may find the slot in other hands, which must keep it for as long as they need.
        slot.dueAt = slot.holder === permit ? restsUntil : Math.max(slot.dueAt, restsUntil)
        release()
        serve()
      },
    }
    slot.holder = permit
    slot.dueAt = performance.now() + request.holdMs + restMs
    return permit
  }

  const tryToTake = async (slot: Slot, waiter: Waiter): Promise<void> => {
    slot.claiming = true
    claims += 1
    try {
      const claimed = await claim(slot.index, waiter.request)
      if (claimed.outcome === 'taken' && !waiter.settled) {
        waiter.grant(hold(slot, waiter.request, claimed.release))
        return
      }
      if (claimed.outcome === 'taken') claimed.giveBack()
      if (claimed.outcome === 'busy') slot.dueAt = restFrom(Math.min(claimed.delayMs, restMs))
      if (claimed.outcome === 'paused') holdBack(claimed.delayMs)
      if (!waiter.settled) rejoin(waiter)
    } catch (error) {
      waiter.refuse(error)
    } finally {
      slot.claiming = false
      claims -= 1
      serve()
    }
  }

  /** Lets go whoever can, refuses whoever cannot wait long enough, and comes back when that may change. */
  const serve = (): void => {
    const now = performance.now()
    while (pausedUntil <= now) {
      const slot = waiters.length === 0 ? null : findDueSlot(now)
      const waiter = slot === null ? undefined : waiters.shift()
      if (slot === null || waiter === undefined) break
      void tryToTake(slot, waiter)
    }
    refuseTheHopeless(now)
    setTimer()
  }

  const refuseTheHopeless = (now: number): void => {
    if (waiters.length === 0) return
    const leastDelay = leastDelays(now)
    const delayed = waiters.map((waiter, place) => ({ waiter, delayMs: leastDelay(place) }))
    const isHopeless = ({ waiter, delayMs }: (typeof delayed)[number]) => now + delayMs > waiter.latestAt
    waiters = delayed.filter((entry) => !isHopeless(entry)).map(({ waiter }) => waiter)
    for (const entry of delayed) {
      const { waiter, delayMs } = entry
      if (isHopeless(entry)) waiter.refuse(waitTooLong(delayMs, waiter.request.maxQueueMs))
      else if (!waiter.told && delayMs > 0) {
        waiter.told = true
        waiter.request.onWait?.(Math.ceil(delayMs))
      }
    }
  }

  const setTimer = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiters.length === 0) return
    const slotAt =
      limit === null ? 0 : earliest(slots.filter(({ claiming }) => !claiming).map(({ dueAt }) => dueAt))
    const wakeAt = Math.min(Math.max(pausedUntil, slotAt), earliest(waiters.map(({ latestAt }) => latestAt)))
    const delayMs = Math.ceil(wakeAt - performance.now())
    timer = setTimeout(serve, Math.min(Math.max(1, delayMs), maxTimerMs))
  }

  return {
    get length() {
      return waiters.length
    },
    isIdle: () => {
      const now = performance.now()
      const resting = slots.some(({ dueAt }) => dueAt > now)
      return waiters.length === 0 && claims === 0 && pausedUntil <= now && !resting
    },
    pause: (delayMs) => {
      holdBack(delayMs)
      serve()
    },
    acquire: (request) =>
      new Promise<Permit>((resolve, reject) => {
        const { signal } = request
        if (signal.aborted) {
          reject(signal.reason)
          return
        }
        const settle = (): void => {
          waiter.settled = true
          signal.removeEventListener('abort', abort)
        }
        const abort = (): void => {
          settle()
          waiters = waiters.filter((other) => other !== waiter)
          reject(signal.reason)
          serve()
        }
        const waiter: Waiter = {
          request,
          number: arrivals++,
          latestAt: performance.now() + request.maxQueueMs,
          told: false,
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
        signal.addEventListener('abort', abort, { once: true })
        adopt(request.limit)
        waiters.push(waiter)
        serve()
      }),
  }
}

function createSlot(index: number | null, dueAt: number): Slot {
  return { index, dueAt, claiming: false, holder: null }
}

function earliest(times: readonly number[]): number {
  return times.reduce((left, right) => Math.min(left, right), Number.POSITIVE_INFINITY)
}
