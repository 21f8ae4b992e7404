import { isCekStatusError } from '@cekstatus/core'
import { configurationError, type Stopwatch, startStopwatch } from '@cekstatus/core/provider'
import type { SmilepayAccessToken } from './access-token.ts'

/**
 * Where several processes keep the one access token that they share, such as a Redis server. The token is a credential:
 * anyone who can read the store can inquire as the merchant until the token expires. A key holds no secret.
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

/** What a header can carry; anything else under the key was written by other software. */
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
    'tokenStore must be an object with the functions get, set and, optionally, lock',
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

/** Work that begins when its turn comes, unless `result` was called before. */
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

/** A token is given up a minute before it expires, or a tenth of its lifetime where that is less. */
const maxMarginMs = 60_000
/** More than can be in use by calls under way at the same time. */
const maxRefused = 10

/** The access token that all calls of one client share. */
export interface TokenCache {
  /** The current token, or a new one; calls that ask at the same time wait for the same fetch. */
  get(): Promise<string>
  /** Gives up a token that SmilePay refused; a newer one that has taken its place stays. */
  drop(refused: string): void
}

export interface TokenCacheOptions {
  fetchToken(): Promise<SmilepayAccessToken>
  /** The caller's clock, where one was given. */
  now: (() => Date) | undefined
  /** The token that other processes share, where a store was given. */
  shared: SharedToken | null
}

/** A token that this process fetched, so that its age is known. */
interface OwnToken {
  accessToken: string
  usableMs: number
  age: Stopwatch
}

export function createTokenCache({ fetchToken, now, shared }: TokenCacheOptions): TokenCache {
  let own: OwnToken | null = null
  let renewing: Promise<string> | null = null
  const refused = new Set<string>()

  const isUsable = (token: string): boolean =>
    !refused.has(token) && (token !== own?.accessToken || own.age() < own.usableMs)

  const find = async (): Promise<{ token: string | null; reached: boolean }> => {
    const { token: theirs, reached } = (await shared?.read()) ?? { token: null, reached: false }
    if (theirs !== null && isUsable(theirs)) {
      // Another process has replaced the token, and the replaced one may have ended with that.
      if (own?.accessToken !== theirs) own = null
      return { token: theirs, reached }
    }
    return { token: own !== null && isUsable(own.accessToken) ? own.accessToken : null, reached }
  }
  const fetchAndKeep = async (): Promise<string> => {
    const { accessToken, lifetimeMs } = await fetchToken()
    const usableMs = lifetimeMs - Math.min(maxMarginMs, lifetimeMs / 10)
    own = { accessToken, usableMs, age: startStopwatch(now) }
    // Two tokens of one second can be the same text, and then SmilePay has just issued the refused one again.
    refused.delete(accessToken)
    if (usableMs >= 1) await shared?.write(accessToken, Math.floor(usableMs))
    return accessToken
  }
  const renew = async (reached: boolean): Promise<string> => {
    try {
      if (shared === null || !reached) return await fetchAndKeep()
      // Whoever had the lock before has put a token there meanwhile.
      return await shared.alone(async () => (await find()).token ?? fetchAndKeep())
    } finally {
      renewing = null
    }
  }
  return {
    async get() {
      const { token, reached } = await find()
      if (token !== null) return token
      if (renewing !== null) {
        const joined = await join(renewing)
        if (joined !== null) return joined
      }
      renewing ??= renew(reached)
      return renewing
    },
    drop(token) {
      refused.add(token)
      const [oldest] = refused
      if (refused.size > maxRefused && oldest !== undefined) refused.delete(oldest)
    },
  }
}

/** Null where the fetch of an earlier call ran out of time, which says nothing about the time of a call that joined it. */
async function join(renewing: Promise<string>): Promise<string | null> {
  try {
    return await renewing
  } catch (error) {
    if (isCekStatusError(error) && error.code === 'TIMEOUT') return null
    throw error
  }
}
