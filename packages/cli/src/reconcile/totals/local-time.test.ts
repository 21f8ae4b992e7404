import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLocalTime } from './local-time.ts'

describe('createLocalTime', () => {
  it.each([
    ['Asia/Jakarta', '2026-01-25T10:30:00.000Z', '2026-01-25T17:30:00+07:00'],
    ['Asia/Jayapura', '2026-01-25T16:30:00Z', '2026-01-26T01:30:00+09:00'],
    ['UTC', '2026-01-25T10:30:00.000Z', '2026-01-25T10:30:00+00:00'],
    ['America/St_Johns', '2026-07-01T10:00:00+07:00', '2026-07-01T00:30:00-02:30'],
  ])('converts an instant to %s', (zone, instant, expected) => {
    expect(createLocalTime(zone)(instant)).toBe(expected)
  })

  it('keeps the instant to the second in any zone', () => {
    const zones = fc.constantFrom('Asia/Jakarta', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
    const times = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2040) })
    fc.assert(
      fc.property(zones, times, (zone, time) => {
        const local = createLocalTime(zone)(new Date(time).toISOString())
        expect(Date.parse(local)).toBe(Math.floor(time / 1_000) * 1_000)
      }),
    )
  })
})
