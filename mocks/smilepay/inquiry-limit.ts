import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { createRollingWindow } from '../src/rate-limit/rolling-window.ts'
import type { EngineOptions, MockAnswer } from '../src/types.ts'
import { fixtures } from './fixtures.ts'

/** https://docs.smilepay.id/inquiry: fewer than 10 requests per minute, otherwise access is blocked. */
const limit = 9
const windowMs = 60_000

/** How long the block lasts stands on no page; a full minute is taken, and calls meanwhile do not prolong it. */
const blockMs = 60_000

/** Refuses the tenth inquiry of any minute, and all of them while the block lasts; null where the call is taken. */
export function createInquiryLimit({ now, settings }: EngineOptions) {
  const waitMs = createRollingWindow({ limit, windowMs, blockMs }, now)
  return (): MockAnswer | null => {
    if (settings?.().rateLimits !== true) return null
    const remainingMs = waitMs()
    if (remainingMs === 0) return null
    const because = `blocked for another ${Math.ceil(remainingMs / 1000)} s: the tenth inquiry within a minute`
    return {
      ...answerWithFixture(fixtureOf(fixtures, 'activity-limit-exceeded'), because),
      rule: 'rate-limit',
      situation: 'activity-limit-exceeded',
    }
  }
}
