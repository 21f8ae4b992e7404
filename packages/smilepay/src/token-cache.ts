import { isCekStatusError } from '@cekstatus/core'
import type { SmilepayAccessToken } from './access-token.ts'

/** A token is given up a minute before it expires, or a tenth of its lifetime where that is less. */
const maxMarginMs = 60_000

/** The access token that all calls of one client share. */
export interface TokenCache {
  /** The current token, or a new one; calls that ask at the same time wait for the same fetch. */
  get(): Promise<SmilepayAccessToken>
  /** Gives up a token that SmilePay refused, unless a newer one has taken its place. */
  drop(refused: SmilepayAccessToken): void
}

export function createTokenCache(
  fetchToken: () => Promise<SmilepayAccessToken>,
  now: () => Date,
): TokenCache {
  let current: SmilepayAccessToken | null = null
  let fetching: Promise<SmilepayAccessToken> | null = null

  const fetchAndKeep = async (): Promise<SmilepayAccessToken> => {
    try {
      current = await fetchToken()
      return current
    } finally {
      fetching = null
    }
  }
  return {
    async get() {
      if (current !== null && isFresh(current, now())) return current
      if (fetching !== null) {
        const token = await join(fetching)
        if (token !== null) return token
      }
      fetching ??= fetchAndKeep()
      return fetching
    },
    drop: (refused) => {
      if (current === refused) current = null
    },
  }
}

/** Null where the fetch of an earlier call ran out of time, which says nothing about the time of a call that joined it. */
async function join(fetching: Promise<SmilepayAccessToken>): Promise<SmilepayAccessToken | null> {
  try {
    return await fetching
  } catch (error) {
    if (isCekStatusError(error) && error.code === 'TIMEOUT') return null
    throw error
  }
}

function isFresh({ lifetimeMs, expiresAt }: SmilepayAccessToken, instant: Date): boolean {
  const marginMs = Math.min(maxMarginMs, lifetimeMs / 10)
  return instant.getTime() < Date.parse(expiresAt) - marginMs
}
