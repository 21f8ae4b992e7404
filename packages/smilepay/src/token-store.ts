import { configurationError } from '@cekstatus/core/provider'

/**
 * Where several processes keep the one access token that they share, such as a Redis server. The token is a credential:
 * whoever can read the store can inquire as the merchant until the token expires. A key holds no secret.
 *
 * A store that fails, or takes longer than a second, is passed over: the process goes on with a token of its own.
 */
export interface SmilepayTokenStore {
  /** The text set under the key; null or undefined where there is none or its lifetime is over. */
  get(key: string): Promise<string | null | undefined>
  /**
   * Keeps the token in place of any other under the key, for `lifetimeMs` and no longer: a whole number of
   * milliseconds from 1 to 86 400 000.
   */
  set(key: string, token: string, lifetimeMs: number): Promise<unknown>
  /**
   * Calls `work` while no other process is inside `work` for the same key, and resolves after it. `work` never rejects
   * and ends within `timeoutMs` and a few seconds. Without it, processes that find no token at the same moment fetch
   * one each.
   */
  lock?(key: string, work: () => Promise<void>): Promise<unknown>
}

/** The token under one key of a store; no method rejects, or takes longer than its bound. */
export interface SharedToken {
  /** `reached` is false where the store failed. */
  read(): Promise<{ token: string | null; reached: boolean }>
  write(token: string, lifetimeMs: number): Promise<void>
  /** Runs work that no other process runs at the same time, or at once where the store's lock cannot be had in time. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>
}

/** For one `get` or `set`. */
const storeTimeoutMs = 1000
/** For the lock, which another process holds while it fetches a token. */
const lockTimeoutMs = 5000

/** What a header can carry; anything else under the key is none of ours. */
const tokenPattern = /^[\x21-\x7e]{1,8000}$/

/** @throws CekStatusError `CONFIGURATION` unless undefined or an object with the methods of a store */
export function checkTokenStore(store: unknown): SmilepayTokenStore | undefined {
  if (store === undefined) return undefined
  const { get, set, lock } = (store ?? {}) as Record<string, unknown>
  const complete = typeof get === 'function' && typeof set === 'function'
  if (complete && (lock === undefined || typeof lock === 'function')) return store as SmilepayTokenStore
  throw configurationError(
    'smilepay',
    'tokenStore',
    'give an object with the methods get, set and perhaps lock',
  )
}

export function shareToken(store: SmilepayTokenStore, key: string): SharedToken {
  const lock = store.lock?.bind(store)
  return {
    async read() {
      const answer = await settleWithin(storeTimeoutMs, () => store.get(key))
      const value = answer?.value
      const token = typeof value === 'string' && tokenPattern.test(value) ? value : null
      return { token, reached: answer !== null }
    },
    async write(token, lifetimeMs) {
      await settleWithin(storeTimeoutMs, () => store.set(key, token, lifetimeMs))
    },
    async alone(work) {
      if (lock === undefined) return work()
      const turn = createTurn(work)
      await settleWithin(lockTimeoutMs, () => Promise.race([turn.begun, lock(`${key}:lock`, turn.take)]))
      return turn.result() ?? work()
    },
  }
}

/** Work that begins when its turn comes, unless its result was asked for before. */
function createTurn<Value>(work: () => Promise<Value>) {
  let running: Promise<Value> | null = null
  let over = false
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  return {
    begun,
    async take(): Promise<void> {
      if (over) return
      over = true
      running = work()
      begin()
      await running.catch(() => undefined)
    },
    /** Null where the turn has not come, and then it is lost. */
    result(): Promise<Value> | null {
      over = true
      return running
    },
  }
}

/** Null for a failure, and for what takes too long. */
async function settleWithin<Value>(
  timeoutMs: number,
  work: () => Promise<Value>,
): Promise<{ value: Value } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeUp = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, null)
  })
  try {
    return await Promise.race([settle(work), timeUp])
  } finally {
    clearTimeout(timer)
  }
}

async function settle<Value>(work: () => Promise<Value>): Promise<{ value: Value } | null> {
  try {
    return { value: await work() }
  } catch {
    // Its words may quote the token or the address of the store with its password.
    return null
  }
}
