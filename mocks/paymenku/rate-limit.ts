import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { createFixedWindow, type WindowCount } from '../src/rate-limit/fixed-window.ts'
import type { EngineOptions, MockAnswer } from '../src/types.ts'
import { fixtures } from './fixtures.ts'

/** https://docs.paymenku.com/getting-started/rate-limiting: 60 requests a minute unless a merchant has more. */
const limit = 60
const windowMs = 60_000

function headersOf({ remaining, resetSeconds }: WindowCount): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetSeconds),
  }
}

function refusal(retryAfterSeconds: number): MockAnswer {
  const answer = answerWithFixture(
    fixtureOf(fixtures, 'rate-limited'),
    `more than ${limit} calls in a minute`,
  )
  return {
    ...answer,
    headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) },
    rule: 'rate-limit',
    situation: 'rate-limited',
  }
}

/** Lets an answer through with the page's three headers, or refuses; whether a window is fixed is not said there. */
export function createRateLimit({ now, settings }: EngineOptions) {
  const count = createFixedWindow(limit, windowMs, now)
  return (answer: () => MockAnswer): MockAnswer => {
    if (settings?.().rateLimits !== true) return answer()
    const window = count()
    const waitSeconds = Math.max(1, window.resetSeconds - Math.floor(now().getTime() / 1000))
    const given = window.isOver ? refusal(waitSeconds) : answer()
    return { ...given, headers: { ...given.headers, ...headersOf(window) } }
  }
}
