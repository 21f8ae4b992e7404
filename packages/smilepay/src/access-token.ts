import type { StatusResponse } from '@cekstatus/core'
import { isRecord, parseCallResponse, parseJson } from '@cekstatus/core/provider'
import { accessTokenRefusalRules } from './errors.ts'
import { createAccessTokenResponseSchema } from './schemas.ts'

/** A token for the `Authorization` header of inquiries: a secret. */
export interface SmilepayAccessToken {
  /** Without `Bearer `. */
  accessToken: string
  /** Milliseconds from receipt; 0 where the response does not say, and such a token is not kept. */
  lifetimeMs: number
  /** ISO 8601 in UTC: receipt by the caller's clock, plus the lifetime. */
  expiresAt: string
}

/** SmilePay's response to a request for an access token, as received. Source: https://docs.smilepay.id/token */
export interface SmilepayAccessTokenResponse {
  responseCode: '2007300'
  accessToken: string
  /** Seconds, as text or as a number. */
  expiresIn?: unknown
  [field: string]: unknown
}

/**
 * Parses the response to the request of `buildAccessTokenRequest`. The token lives from its receipt for the shorter of
 * `expiresIn` and its own `exp - iat`; `exp` alone is not compared with a clock, because the page's own sample
 * looks expired by an hour.
 *
 * @throws CekStatusError for every response that is not the documented success response
 */
export function parseAccessTokenResponse(
  response: StatusResponse,
  options: { now?: () => Date } = {},
): SmilepayAccessToken {
  const now = options?.now ?? (() => new Date())
  const { raw, observedAt } = parseCallResponse<SmilepayAccessTokenResponse>(response, now, {
    ...accessTokenRefusalRules,
    createSchema: createAccessTokenResponseSchema,
  })
  const { accessToken } = raw
  const lifetimeMs = readLifetimeMs(raw)
  return { accessToken, lifetimeMs, expiresAt: new Date(observedAt.getTime() + lifetimeMs).toISOString() }
}

function readLifetimeMs({ accessToken, expiresIn }: SmilepayAccessTokenResponse): number {
  const stated = [readSeconds(expiresIn), readOwnLifetime(accessToken)].filter((seconds) => seconds !== null)
  return stated.length === 0 ? 0 : Math.min(...stated, maxLifetimeSeconds) * 1000
}

/** A token that claims to live longer is believed for a day; the documented ones live for 15 minutes. */
const maxLifetimeSeconds = 86_400

/** A whole number from 0, as such or in digits; null for anything else. */
function readSeconds(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : null
  return typeof value === 'string' && /^\d{1,100}$/.test(value) ? Number(value) : null
}

/** Seconds between the claims of a JWT, which may have fractions; null for an opaque token. */
function readOwnLifetime(accessToken: string): number | null {
  const claims = parseJson(decodeBase64Url(accessToken.split('.')[1] ?? ''))
  if (!isRecord(claims) || typeof claims.exp !== 'number' || typeof claims.iat !== 'number') return null
  return readSeconds(Math.floor(Math.max(0, claims.exp - claims.iat)))
}

function decodeBase64Url(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
