import { configurationError } from '../errors.ts'

/** What a provider counts calls by. */
export interface Account {
  provider: string
  origin: string
  /** The credential whose calls are counted together; null where each call may have another one. */
  credential: string | null
}

/**
 * Returns a digest of credential and origin, the same in every process: shared limiters store it and may print it.
 */
export async function createLimiterKey({ provider, origin, credential }: Account): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined) {
    throw configurationError(provider, 'rateLimiter', 'rateLimiter needs a runtime with crypto.subtle')
  }
  const text = JSON.stringify([provider, origin, credential])
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text))
  const bytes = [...new Uint8Array(digest, 0, 16)]
  return `${provider}:${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
