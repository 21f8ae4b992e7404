import type { Capabilities, HttpResponse } from '@cekstatus/core'
import { checkHeaderCredential, type ProviderDefinition, readHeader } from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { fieldPaths, normalize, type PaymenkuResponse } from './response.ts'
import { createCheckStatusResponseSchema } from './schemas.ts'

/** The key from the dashboard, under Settings, API Keys: `sk_live_…` or `sk_test_…`. */
export interface PaymenkuCredentials {
  /** Sent as a bearer token; a live and a test key see different transactions. */
  apiKey: string
}

/**
 * What Paymenku's status call can do. One host serves both modes; the key decides which.
 *
 * The QRIS page of https://docs.paymenku.com calls an inquiry every 3 to 5 seconds a common pattern, and the
 * merchant's 60 requests a minute are shared with creating payments. So polling starts at that pace, for a buyer who
 * looks at the screen, and soon slows down: an e-wallet payment expires after 5 to 15 minutes, a QRIS or virtual
 * account payment after about a day. The figures are our choice. No page names a status that is processing.
 */
export const capabilities: Capabilities = {
  provider: 'paymenku',
  kinds: ['payment'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: 'https://paymenku.com', sandbox: 'https://paymenku.com' },
  reportsSandbox: true,
  schedule: {
    pending: [3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    processing: [3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    unknown: [15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    recheck: [300_000, 900_000, 3_600_000, 21_600_000],
  },
  // HTTP 404 is also the response for a payment that is not created yet; how long that lasts is our choice.
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 10_000 },
  // Half of the 60 a minute that a merchant has, because creating payments takes from the same 60:
  // https://docs.paymenku.com/getting-started/rate-limiting
  rateLimit: { calls: 30, windowMs: 60_000 },
}

/** Paymenku signs nothing: the key itself, as a bearer token, proves who sends the request. */
export const paymenku: ProviderDefinition<PaymenkuCredentials, PaymenkuResponse> = {
  ...refusalRules,
  capabilities,
  path: '/api/v1/check-status',
  query: { required: 'either', kindRequired: false, referenceInPath: true },
  credentials: { apiKey: checkHeaderCredential },
  secrets: ['apiKey'],
  account: 'apiKey',
  createRequest: ({ query, credentials, url }) => ({
    method: 'GET',
    url: `${url}/${encodeURIComponent(query.providerReference ?? query.merchantReference ?? '')}`,
    headers: {
      authorization: `Bearer ${credentials.apiKey}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: null,
  }),
  createSchema: createCheckStatusResponseSchema,
  fieldPaths,
  normalize,
  readRateLimit,
}

/** The limit is one of a minute, so no pause is longer. */
const windowMs = 60_000

/**
 * Reads the three headers of every response: no request is allowed while `X-RateLimit-Remaining` is 0 and the Unix time
 * `X-RateLimit-Reset` has not come. The provider's own `Date`, where present, is its current time, so that a wrong
 * clock of ours makes no difference.
 *
 * Source: https://docs.paymenku.com/getting-started/rate-limiting, read 2026-11-20
 */
export function readRateLimit(headers: HttpResponse['headers'], now: Date): { pauseMs: number } | null {
  if (readCount(readHeader(headers, 'x-ratelimit-remaining')) !== 0) return null
  const resetSeconds = readCount(readHeader(headers, 'x-ratelimit-reset'))
  if (resetSeconds === null) return { pauseMs: windowMs }
  const sentAt = Date.parse(readHeader(headers, 'date') ?? '')
  const untilResetMs = resetSeconds * 1_000 - (Number.isNaN(sentAt) ? now.getTime() : sentAt)
  return { pauseMs: Math.min(Math.max(untilResetMs, 1_000), windowMs) }
}

function readCount(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null
}
