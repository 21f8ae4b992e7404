import { readFileSync } from 'node:fs'
import { isCekStatusError } from '@cekstatus/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrderAge, maxOrderAgeDays } from './order.ts'

const now = new Date('2026-01-26T03:00:00.000Z')
const before = (ms: number): string => new Date(now.getTime() - ms).toISOString()
const dayMs = 86_400_000

function refusalOf(orderedAt: string) {
  try {
    checkOrderAge(orderedAt, now)
    return null
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return error
  }
}

describe('checkOrderAge', () => {
  it.each([60_000, 60_001, 3_600_000, dayMs, maxOrderAgeDays * dayMs])(
    'lets an order of %i ms through',
    (ms) => {
      expect(refusalOf(before(ms))).toBeNull()
    },
  )

  it.each([maxOrderAgeDays * dayMs + 1, 90 * dayMs, 91 * dayMs, 3650 * dayMs])(
    'refuses one of %i ms, which asking could place again',
    (ms) => {
      expect(refusalOf(before(ms))).toMatchObject({ code: 'CONFIGURATION', field: 'orderedAt', attempts: 0 })
    },
  )

  it.each([0, 1, 59_999, -1, -300_000])('makes one of %i ms wait', (ms) => {
    expect(refusalOf(before(ms))).toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'local',
      retryAfterMs: 60_000 - ms,
      attempts: 0,
    })
  })

  it.each([-300_001, -7 * 3_600_000, -365 * dayMs])('refuses one of the future: %i ms', (ms) => {
    expect(refusalOf(before(ms))).toMatchObject({ code: 'CONFIGURATION', field: 'orderedAt' })
  })

  it('keeps ten days before the 90 of the page, whatever the age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 80 * dayMs + 1, max: 4_000 * dayMs }), (ms) => {
        expect(refusalOf(before(ms))?.code).toBe('CONFIGURATION')
      }),
    )
  })

  it('is what the README promises', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    expect(readme).toContain(`older than ${maxOrderAgeDays} days is rejected before anything is sent`)
  })
})
