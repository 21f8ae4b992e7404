import { isCekStatusError } from '@cekstatus/core'
import type { SmilepayAccessToken } from './access-token.ts'
import { type Stopwatch, startStopwatch } from './stopwatch.ts'
import type { SharedToken } from './token-store.ts'

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
