import { createHmac } from 'node:crypto'

/** 15 minutes, as the sample token of https://docs.smilepay.id/inquiry lives. */
export const tokenLifetimeSeconds = 900

/** More than any app holds; beyond it the oldest token is forgotten, so that a long-lived mock stays small. */
const rememberedTokens = 1000

/** Issues tokens and knows which of its own are still good. */
export interface TokenDesk {
  /** `merchantId` is the one that asked, which may carry a session. */
  issue(merchantId: string): string
  /** Those that were issued last, newest first, expired or not. */
  recent(): string[]
  accepts(token: string): boolean
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function createToken(merchantId: string, issuedAtSeconds: number): string {
  const expiresAtSeconds = issuedAtSeconds + tokenLifetimeSeconds
  const content = [
    encode({ typ: 'JWT', alg: 'HS256' }),
    encode({ nbf: issuedAtSeconds, exp: expiresAtSeconds, iat: issuedAtSeconds, MERCHANT_ID: merchantId }),
  ].join('.')
  return `${content}.${createHmac('sha256', 'fake-token-key-of-the-mock').update(content).digest('base64url')}`
}

/**
 * One engine's tokens, in the layout of the page's sample: HS256 with `nbf`, `exp`, `iat` and `MERCHANT_ID`.
 * A token is good because this desk remembers it, not because of its signature.
 */
export function createTokenDesk(now: () => Date): TokenDesk {
  const expirySeconds = new Map<string, number>()
  const nowSeconds = (): number => Math.floor(now().getTime() / 1000)
  return {
    issue(merchantId) {
      const issuedAtSeconds = nowSeconds()
      const token = createToken(merchantId, issuedAtSeconds)
      // Within one second the same token is made again; it then counts as the newest.
      expirySeconds.delete(token)
      expirySeconds.set(token, issuedAtSeconds + tokenLifetimeSeconds)
      const [oldest] = expirySeconds.keys()
      if (oldest !== undefined && expirySeconds.size > rememberedTokens) expirySeconds.delete(oldest)
      return token
    },
    accepts(token) {
      const expiry = expirySeconds.get(token)
      return expiry !== undefined && nowSeconds() < expiry
    },
    recent: () => [...expirySeconds.keys()].reverse().slice(0, 20),
  }
}
