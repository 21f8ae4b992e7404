import { credentials } from '@cekstatus/mocks/smilepay'
import { createSmilepay, type SmilepayClient, type SmilepayOptions } from './index.ts'
import { inquiryBody, refusalBody, tokenBody } from './test-bodies.ts'
import type { SmilepayTokenStore } from './token-cache.ts'

/** Lets everything that is already settled take its course. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** SmilePay as a `fetch` that several clients use: issues `token-1`, `token-2`, … and judges them as told. */
export function createGateway({
  accepts,
  issue = (count) => `token-${count}`,
  lifetime = '900',
  issues = () => true,
}: {
  /** Told the number at the end of an inquiry's token, and how many tokens were issued so far. */
  accepts: (token: number, issued: number) => boolean
  issue?: (count: number) => string
  lifetime?: unknown
  /** Told how many tokens were asked for so far; false is HTTP 503. */
  issues?: (asked: number) => boolean
}) {
  const counts = { tokens: 0, inquiries: 0, mostAtOnce: 0 }
  let fetchingNow = 0
  const fetching: typeof fetch = async (url, init) => {
    if (String(url).endsWith('/v1.0/access-token/b2b')) {
      fetchingNow += 1
      counts.mostAtOnce = Math.max(counts.mostAtOnce, fetchingNow)
      counts.tokens += 1
      const asked = counts.tokens
      await settle()
      fetchingNow -= 1
      if (!issues(asked)) return new Response('', { status: 503 })
      return new Response(tokenBody({ accessToken: issue(asked), expiresIn: lifetime }))
    }
    counts.inquiries += 1
    const token = Number(/token-(\d+)$/.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1])
    await settle()
    if (accepts(token, counts.tokens)) return new Response(inquiryBody())
    return new Response(refusalBody('4019201', 'Invalid Token'), { status: 401 })
  }
  const createClient = (options: Partial<SmilepayOptions> = {}): SmilepayClient =>
    createSmilepay({ ...credentials, fetch: fetching, retry: false, rateLimiter: false, ...options })
  return { counts, createClient }
}

/** A store in memory, which answers at a later turn as one on a network does; `kept` is all that it was told to keep. */
export function createMemoryStore() {
  const values = new Map<string, string>()
  const kept: { key: string; token: string; lifetimeMs: number }[] = []
  const store = {
    get: async (key) => {
      await settle()
      return values.get(key)
    },
    set: async (key, token, lifetimeMs) => {
      await settle()
      kept.push({ key, token, lifetimeMs })
      values.set(key, token)
    },
  } satisfies SmilepayTokenStore
  return { store, kept, values }
}

/** Lets one at a time work under a key, in the order of asking. */
export function createLock(): NonNullable<SmilepayTokenStore['lock']> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work)
    last.set(key, turn)
    return turn
  }
}
