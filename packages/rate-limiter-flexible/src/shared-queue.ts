import {
  type Claim,
  createQueue,
  marginMs,
  maxPauseMs,
  type PermitRequest,
  type Queue,
  startStopwatch,
} from '@cekstatus/core/provider'
import { createMemoryCheck } from './memory-check.ts'
import type { Store } from './store.ts'
import { storeFailed } from './store-failure.ts'

/** Processes that wait for the same slot try it at different times within this span. */
const spreadMs = 50

/**
 * The calls of this process under one key whose slots are in a store. A slot is taken for the longest possible call and
 * its rest, and shortened to the rest when the response has arrived: a process that dies in between frees no slot too
 * early. Each process remembers what it knows about each slot, so that one call costs few store operations.
 */
export function createSharedQueue(store: Store, key: string, { timeoutMs }: { timeoutMs: number }): Queue {
  const pauseKey = `${key}:pause`
  const memory = createMemoryCheck(store, `${key}:memory`, { timeoutMs })

  const sharePause = async (delayMs: number): Promise<void> => {
    const known = await store.read(pauseKey)
    if (known === null || known.leftMs < delayMs) await store.block(pauseKey, toSeconds(delayMs))
  }

  /** A failed operation leaves a slot taken for longer, never for shorter. */
  const inBackground = (work: Promise<void>): void => {
    work.catch(() => undefined)
  }

  const claim = async (slot: number | null, request: PermitRequest): Promise<Claim> => {
    // The store's expiry goes on while this machine sleeps, and the monotonic clock may not.
    const elapsedMs = startStopwatch()
    const restMs = request.limit === null ? 0 : request.limit.windowMs + marginMs
    // At most two operations lie between the store's "taken" and the permit.
    const leaseMs = 2 * timeoutMs + request.holdMs + restMs
    const slotKey = slot === null ? null : `${key}:${slot}`
    if (slotKey !== null) {
      const claimed = await store.take(slotKey, toSeconds(leaseMs))
      if (!claimed.taken) return { outcome: 'busy', delayMs: claimed.delayMs }
    }
    const giveBack = (): void => {
      if (slotKey !== null) inBackground(store.remove(slotKey))
    }
    // After taking the slot, because this check then sees every earlier loss.
    const [paused, flushed] = await Promise.all([
      store.read(pauseKey),
      slotKey === null ? false : memory.wasFlushed(),
    ])
    if (flushed) {
      inBackground(sharePause(leaseMs))
      return { outcome: 'paused', delayMs: leaseMs }
    }
    if (paused !== null) {
      giveBack()
      return { outcome: 'paused', delayMs: paused.leftMs }
    }
    // The slot of a process or machine that stood still may be about to end, or taken by another process.
    if (elapsedMs() > 2 * timeoutMs) throw storeFailed({ code: 'TIMEOUT' })
    return {
      outcome: 'taken',
      giveBack,
      release: () => {
        const isOurs = elapsedMs() < leaseMs - timeoutMs
        if (slotKey !== null && isOurs) inBackground(store.block(slotKey, toSeconds(restMs)))
      },
    }
  }

  const queue = createQueue(claim, { spreadMs })
  return {
    isIdle: () => queue.isIdle(),
    acquire: async (request) => {
      request.signal.throwIfAborted()
      // A call that would have to wait fails at once too; calls that already wait try the store at their turn.
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
