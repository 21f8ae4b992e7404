import { type Claim, createQueue, maxPauseMs, type Queue } from '../queue.ts'
import type { PermitRequest } from '../rate-limiter.ts'
import { storeFailed } from '../refusals.ts'
import { marginMs } from '../slots.ts'
import { createMemoryCheck } from './memory-check.ts'
import type { Store } from './store.ts'

/** Processes that wait for the same slot look at it at different times within so long. */
const spreadMs = 50

/**
 * The calls of this process under one key whose slots lie in a store. A slot is taken for as long as the call may last
 * and its rest, and shortened to the rest when the call has its answer: a process that dies in between frees no slot too
 * early. What is known about each slot is remembered, so that one call asks the store for few of them.
 */
export function createSharedQueue(store: Store, key: string, { timeoutMs }: { timeoutMs: number }): Queue {
  const pauseKey = `${key}:pause`
  const memory = createMemoryCheck(store, `${key}:memory`, { timeoutMs })

  const sharePause = async (delayMs: number): Promise<void> => {
    const known = await store.read(pauseKey)
    if (known === null || known.leftMs < delayMs) await store.block(pauseKey, toSeconds(delayMs))
  }

  /** What the store does not carry out leaves a slot taken for longer, never for shorter. */
  const inBackground = (work: Promise<void>): void => {
    work.catch(() => undefined)
  }

  const claim = async (slot: number | null, request: PermitRequest): Promise<Claim> => {
    const startedAt = performance.now()
    const restMs = request.limit === null ? 0 : request.limit.windowMs + marginMs
    // Between the store's "taken" and the permit lie at most two operations.
    const leaseMs = 2 * timeoutMs + request.holdMs + restMs
    const slotKey = slot === null ? null : `${key}:${slot}`
    if (slotKey !== null) {
      const claimed = await store.take(slotKey, toSeconds(leaseMs))
      if (!claimed.taken) return { outcome: 'busy', delayMs: claimed.delayMs }
    }
    const giveBack = (): void => {
      if (slotKey !== null) inBackground(store.remove(slotKey))
    }
    // Only now, because what is lost before this look is seen by it.
    const [paused, forgotten] = await Promise.all([
      store.read(pauseKey),
      slotKey === null ? false : memory.wasFlushed(),
    ])
    if (forgotten) {
      inBackground(sharePause(leaseMs))
      return { outcome: 'paused', delayMs: leaseMs }
    }
    if (paused !== null) {
      giveBack()
      return { outcome: 'paused', delayMs: paused.leftMs }
    }
    // A process that stood still may hold a slot that is about to end.
    if (performance.now() - startedAt > 2 * timeoutMs) throw storeFailed({ code: 'TIMEOUT' })
    return {
      outcome: 'taken',
      giveBack,
      release: () => {
        const isOurs = performance.now() - startedAt < leaseMs - timeoutMs
        if (slotKey !== null && isOurs) inBackground(store.block(slotKey, toSeconds(restMs)))
      },
    }
  }

  const queue = createQueue(claim, { spreadMs })
  return {
    isIdle: () => queue.isIdle(),
    acquire: async (request) => {
      request.signal.throwIfAborted()
      // A call that would wait is told at once too; those that wait already look when their turn comes.
      await store.expectHealth()
      return queue.acquire(request)
    },
    pause: (delayMs) => {
      queue.pause(delayMs)
      inBackground(sharePause(Math.min(delayMs, maxPauseMs)))
    },
  }
}

/** The library counts whole seconds. */
function toSeconds(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 1_000))
}
