import { sha256 } from '../sha256.ts'

/** What a provider counts calls by. */
export interface Account {
  provider: string
  /** Where requests go; what comes after the origin makes no difference. */
  baseUrl: string
  /** The credential whose calls are counted together; null where the caller makes a new one for every call. */
  credential: string | null
}

/**
 * Stands for credential and origin, the same in every process, and tells neither: limiters keep it in shared stores
 * and may print it.
 */
export function createLimiterKey({ provider, baseUrl, credential }: Account): string {
  const digest = sha256(JSON.stringify([provider, new URL(baseUrl).origin, credential]))
  return `${provider}:${digest.slice(0, 32)}`
}
