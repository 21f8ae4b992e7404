import { createHmac } from 'node:crypto'

/** 15 minutes, as the sample token of https://docs.smilepay.id/inquiry lives. */
export const tokenLifetimeSeconds = 900

/** Issues tokens and knows which of its own are still good. */
export interface TokenDesk {
  issue(): string
  accepts(token: string): boolean
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const createToken = (merchantId: string, issuedAtSeconds: number): string => {
  const expiresAtSeconds = issuedAtSeconds + tokenLifetimeSeconds
  const content = [
    encode({ typ: 'JWT', alg: 'HS256' }),
    encode({ nbf: issuedAtSeconds, exp: expiresAtSeconds, iat: issuedAtSeconds, MERCHANT_ID: merchantId }),
  ].join('.')
  return `${content}.${createHmac('sha256', 'fake-token-key-of-the-mock').update(content).digest('base64url')}`
}

/**
 * One engine's tokens, in the layout of the page's sample: HS256 with `nbf`, `exp`, `iat` and `MERCHANT_ID`.
 * A token is good because this desk remembers it, not because of its signature; expired ones are forgotten.
 */
export const createTokenDesk = (merchantId: string, now: () => Date): TokenDesk => {
  const expirySeconds = new Map<string, number>()
  const nowSeconds = (): number => Math.floor(now().getTime() / 1000)
  const forgetExpired = (seconds: number): void => {
    for (const [token, expiry] of expirySeconds) if (expiry <= seconds) expirySeconds.delete(token)
  }
  return {
    issue() {
      const issuedAtSeconds = nowSeconds()
      forgetExpired(issuedAtSeconds)
      const token = createToken(merchantId, issuedAtSeconds)
      expirySeconds.set(token, issuedAtSeconds + tokenLifetimeSeconds)
      return token
    },
    accepts(token) {
      const expiry = expirySeconds.get(token)
      return expiry !== undefined && nowSeconds() < expiry
    },
  }
}
