import { type AnswerHeaders, readHeader } from '@cekstatus/core/provider'

/** The limit is one of a minute, so no pause is longer. */
const windowMs = 60_000

/**
 * Reads the three headers of every answer: nothing may be asked while `X-RateLimit-Remaining` is 0 and the Unix time
 * `X-RateLimit-Reset` has not come. The provider's own `Date` says what its present is, where it is sent, so that a
 * clock of ours that is wrong makes no difference.
 *
 * Source: https://docs.paymenku.com/getting-started/rate-limiting, read 2026-11-20
 */
export function readRateLimit(headers: AnswerHeaders, now: Date): { pauseMs: number } | null {
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
