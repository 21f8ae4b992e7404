import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { FlexibleLimiter } from './flexible-limiter.ts'

export interface TestStore {
  /** Opens one process's connection to the store. */
  connect(): FlexibleLimiter
  /** Restarts the store without its data. */
  empty(): void
  /** `down`: operations reject. `silent`: operations hang until the store is `up` again. */
  state: 'up' | 'down' | 'silent'
  /** Operations that reached the store so far. */
  operations: string[]
}

/** Creates a store in memory that can fail. Operations take `delayMs()` in each direction. */
export function createTestStore(delayMs: () => number = () => 0): TestStore {
  const options = { points: 1, duration: 1 }
  let limiter = new RateLimiterMemory(options)
  const silent: (() => void)[] = []
  let state: TestStore['state'] = 'up'
  const travel = (): Promise<void> => {
    const duration = delayMs()
    return duration === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, duration))
  }
  const operate = async <Value>(name: string, operation: () => Promise<Value>): Promise<Value> => {
    await travel()
    if (state === 'silent') await new Promise<void>((resolve) => silent.push(resolve))
    if (state === 'down')
      throw Object.assign(new Error('redis://user:password@host'), { code: 'ECONNREFUSED' })
    store.operations.push(name)
    try {
      return await operation()
    } finally {
      await travel()
    }
  }
  const store: TestStore = {
    operations: [],
    empty: () => {
      limiter = new RateLimiterMemory(options)
    },
    get state() {
      return state
    },
    set state(next) {
      state = next
      if (next !== 'silent') for (const answer of silent.splice(0)) answer()
    },
    connect: () => ({
      points: 1,
      blockDuration: 0,
      execEvenly: false,
      consume: (...parameters) => operate('consume', () => limiter.consume(...parameters)),
      get: (key) => operate('get', () => limiter.get(key)),
      set: (...parameters) => operate('set', () => limiter.set(...parameters)),
      block: (...parameters) => operate('block', () => limiter.block(...parameters)),
      delete: (key) => operate('delete', () => limiter.delete(key)),
    }),
  }
  return store
}
