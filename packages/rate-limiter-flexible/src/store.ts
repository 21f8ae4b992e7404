import type { FlexibleLimiter, FlexibleResult } from './flexible-limiter.ts'
import { storeFailed } from './store-failure.ts'

/** How often an unreachable store is tried again. */
const probeEveryMs = 250
/** A probe without any answer is given up after so long, and another one sent. */
const probeGivenUpAfterMs = 10_000

/** The store behind a limiter; every method ends within the timeout, with `storeFailed` where there is no answer. */
export interface Store {
  /** Refuses while the store is known to be away; costs no operation otherwise. */
  expectHealth(): Promise<void>
  /** Takes the key for so many seconds if it is free; otherwise returns for how many milliseconds it is taken. */
  take(key: string, seconds: number): Promise<{ taken: true } | { taken: false; delayMs: number }>
  /** What a key holds, and for how long: null when it is not there. */
  read(key: string): Promise<{ value: number; leftMs: number } | null>
  write(key: string, value: number, seconds: number): Promise<void>
  /** Keeps the key from being taken for so many seconds from now. */
  block(key: string, seconds: number): Promise<void>
  remove(key: string): Promise<void>
}

/**
 * Bounds every operation in time. While the store is in trouble, calls are refused at once and only probes reach it: a
 * client that keeps commands for a store that is away would otherwise carry out all of them when it is back.
 */
export function createStore(limiter: FlexibleLimiter, { timeoutMs }: { timeoutMs: number }): Store {
  let failure: { reason: unknown } | null = null
  let probe: Promise<void> | null = null
  let probedAt = Number.NEGATIVE_INFINITY
  let probeAnswered = true

  const bounded = async <Value>(operation: Promise<Value>): Promise<Value> => {
    try {
      const value = await withinTime(operation, timeoutMs)
      failure = null
      return value
    } catch (error) {
      // A refusal to take a key is an answer.
      failure = isResult(error) ? null : { reason: error }
      throw failure === null ? error : storeFailed(error)
    }
  }

  /** Passes when nothing is known against the store; a probe in progress is waited for, which is bounded too. */
  const expectHealth = async (): Promise<void> => {
    if (failure === null) return
    const now = performance.now()
    const sinceProbeMs = now - probedAt
    if (probe === null && sinceProbeMs >= (probeAnswered ? probeEveryMs : probeGivenUpAfterMs)) {
      probedAt = now
      probeAnswered = false
      const answer = start(() => limiter.get('probe'))
      const answered = (): void => {
        if (probedAt === now) probeAnswered = true
      }
      answer.then(answered, answered)
      probe = bounded(answer).then(
        () => undefined,
        () => undefined,
      )
      void probe.then(() => {
        probe = null
      })
    }
    if (probe !== null) await probe
    if (failure !== null) throw storeFailed(failure.reason)
  }

  const ask = async <Value>(operation: () => Promise<Value>): Promise<Value> => {
    await expectHealth()
    return bounded(start(operation))
  }

  return {
    expectHealth,
    take: async (key, seconds) => {
      try {
        await ask(() => limiter.consume(key, 1, { customDuration: seconds }))
        return { taken: true }
      } catch (error) {
        if (!isResult(error)) throw error
        // A key without an end is not one of ours; a look a second later costs little.
        return { taken: false, delayMs: error.msBeforeNext < 0 ? 1_000 : error.msBeforeNext }
      }
    },
    read: async (key) => {
      const found = await ask(() => limiter.get(key))
      if (found === null || (found.msBeforeNext <= 0 && found.msBeforeNext !== -1)) return null
      return { value: found.consumedPoints, leftMs: found.msBeforeNext }
    },
    write: async (key, value, seconds) => {
      await ask(() => limiter.set(key, value, seconds))
    },
    block: async (key, seconds) => {
      await ask(() => limiter.block(key, seconds))
    },
    remove: async (key) => {
      await ask(() => limiter.delete(key))
    },
  }
}

/** What throws at once rejects like everything else. */
async function start<Value>(operation: () => Promise<Value>): Promise<Value> {
  return operation()
}

/** The library rejects with what it found when a key is taken, and with an error when it found nothing. */
function isResult(value: unknown): value is FlexibleResult {
  const { msBeforeNext, consumedPoints } = (value ?? {}) as Partial<FlexibleResult>
  return typeof msBeforeNext === 'number' && typeof consumedPoints === 'number'
}

function withinTime<Value>(operation: Promise<Value>, timeoutMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error('no answer in time'), { code: 'TIMEOUT' })),
      timeoutMs,
    )
    operation.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
