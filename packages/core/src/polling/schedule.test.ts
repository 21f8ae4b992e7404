import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Status, statuses, statusInfo } from '../status.ts'
import { defaultSchedule, nextDelayMs, type Schedule } from './schedule.ts'

const schedules = fc.record<Schedule>(
  {
    pending: delays(),
    processing: delays(),
    unknown: delays(),
    recheck: delays(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Schedule>>

function delays(): fc.Arbitrary<number[]> {
  return fc
    .array(fc.integer({ min: 1, max: 2_147_483_647 }), { minLength: 1, maxLength: 8 })
    .map((list) => list.sort((left, right) => left - right))
}

const openStatuses = statuses.filter((status) => !statusInfo[status].final)

describe('nextDelayMs', () => {
  it('follows the list of the status and stays at its end', () => {
    const delaysOf = (status: Status) => [1, 2, 3, 7, 8, 9, 1000].map((n) => nextDelayMs({ status }, n))
    expect(delaysOf('pending')).toEqual([3_000, 5_000, 5_000, 30_000, 60_000, 60_000, 60_000])
    expect(delaysOf('processing').slice(0, 3)).toEqual([5_000, 10_000, 15_000])
    expect(delaysOf('unknown').at(-1)).toBe(300_000)
  })

  it('treats no answer yet as pending', () => {
    expect(nextDelayMs(null, 2)).toBe(nextDelayMs({ status: 'pending' }, 2))
  })

  it.each(statuses.filter((status) => statusInfo[status].final))('is null for %s', (status) => {
    expect(nextDelayMs({ status }, 1)).toBeNull()
  })

  it('takes lists of the caller and fills the rest', () => {
    const schedule = JSON.parse('{ "pending": [7000] }') as Partial<Schedule>
    Object.assign(schedule, { processing: undefined })
    expect(nextDelayMs(null, 3, schedule)).toBe(7_000)
    expect(nextDelayMs({ status: 'processing' }, 1, schedule)).toBe(5_000)
  })

  it('is a bounded whole number that never shrinks, and the same each time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openStatuses),
        fc.integer({ min: 1, max: 20 }),
        schedules,
        (status, n, schedule) => {
          const delay = nextDelayMs({ status }, n, schedule)
          expect(delay).toSatisfy(
            (value: number) => Number.isInteger(value) && value >= 1 && value <= 2_147_483_647,
          )
          expect(nextDelayMs({ status }, n + 1, schedule)).toBeGreaterThanOrEqual(delay ?? 0)
          expect(nextDelayMs({ status }, n, schedule)).toBe(delay)
        },
      ),
    )
  })

  it('falls between half and all of the delay with random', () => {
    expect([0, 0.5, 1].map((share) => nextDelayMs(null, 1, {}, () => share))).toEqual([1_500, 2_250, 3_000])
    fc.assert(
      fc.property(schedules, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, share) => {
        const full = nextDelayMs(null, 1, schedule) ?? 0
        const delay = nextDelayMs(null, 1, schedule, () => share)
        expect(delay).toSatisfy(
          (value: number) => Number.isInteger(value) && value >= full / 2 && value <= full,
        )
      }),
    )
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1'])('refuses the attempt %j', (attempt) => {
    expect(() => nextDelayMs(null, attempt as number)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'attempt' }),
    )
  })

  it.each([
    ['schedule', null],
    ['schedule', { success: [1] }],
    ['schedule.pending', { pending: [] }],
    ['schedule.pending', { pending: [0] }],
    ['schedule.pending', { pending: [1.5] }],
    ['schedule.pending', { pending: [5, 4] }],
    ['schedule.pending', { pending: [2_147_483_648] }],
    ['schedule.recheck', { recheck: 1_000 }],
  ])('refuses a wrong %s', (field, schedule) => {
    expect(() => nextDelayMs(null, 1, schedule as Partial<Schedule>)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })

  it.each([-0.1, 1.1, Number.NaN, '1'])('refuses a random that returns %j', (share) => {
    expect(() => nextDelayMs(null, 1, {}, () => share as number)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'random' }),
    )
  })

  it.each(['paid', 'constructor', undefined])('refuses the status %j', (status) => {
    expect(() => nextDelayMs({ status: status as Status }, 1)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'transaction' }),
    )
  })
})

describe('defaultSchedule', () => {
  it('is plain data that a caller may store and give back', () => {
    expect(nextDelayMs(null, 1, JSON.parse(JSON.stringify(defaultSchedule)) as Schedule)).toBe(3_000)
  })
})
