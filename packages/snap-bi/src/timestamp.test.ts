import { runInNewContext } from 'node:vm'
import { assert, constantFrom, date, property } from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { expectRefusal } from './test-errors.ts'
import { formatTimestamp } from './timestamp.ts'

const offsetMs = 7 * 60 * 60 * 1000
const first = new Date(Date.parse('0001-01-01T00:00:00Z') - offsetMs)
const last = new Date(Date.parse('9999-12-31T23:59:59.999Z') - offsetMs)

describe('formatTimestamp', () => {
  it.each([
    ['2025-02-25T09:14:05.000Z', '2025-02-25T16:14:05+07:00'],
    ['2025-02-25T09:14:05.999Z', '2025-02-25T16:14:05+07:00'],
    ['2024-12-31T17:00:00Z', '2025-01-01T00:00:00+07:00'],
    ['2024-02-28T17:00:00Z', '2024-02-29T00:00:00+07:00'],
    ['1969-12-31T23:59:59.999Z', '1970-01-01T06:59:59+07:00'],
    [first.toISOString(), '0001-01-01T00:00:00+07:00'],
    [last.toISOString(), '9999-12-31T23:59:59+07:00'],
  ])('%s is %s', (instant, timestamp) => {
    expect(formatTimestamp(new Date(instant))).toBe(timestamp)
  })

  it.each([
    ['an invalid date', new Date('never')],
    ['a year before 0001', new Date(first.getTime() - 1)],
    ['a year after 9999', new Date(last.getTime() + 1)],
    ['the last instant of JavaScript', new Date(8.64e15)],
    ['the first instant of JavaScript', new Date(-8.64e15)],
    ['a number', 1740474845000],
    ['text', '2025-02-25T16:14:05+07:00'],
    ['nothing', undefined],
  ])('refuses %s', (_, instant) => {
    expectRefusal(() => formatTimestamp(instant as Date), 'instant')
  })

  it('takes a date of another realm, as Jest and vm contexts make them', () => {
    const instant: Date = runInNewContext("new Date('2025-02-25T09:14:05Z')")
    expect(instant).not.toBeInstanceOf(Date)
    expect(formatTimestamp(instant)).toBe('2025-02-25T16:14:05+07:00')
  })

  it('leaves the given date as it was', () => {
    const instant = new Date('2025-02-25T09:14:05Z')
    formatTimestamp(instant)
    expect(instant.toISOString()).toBe('2025-02-25T09:14:05.000Z')
  })
})

describe("whatever the machine's time zone", () => {
  const machineZone = process.env.TZ
  const zones = ['UTC', 'Asia/Jakarta', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Kiritimati'] as const

  function setZone(zone: string | undefined): void {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }

  afterEach(() => setZone(machineZone))

  it('the zones of this test take effect', () => {
    const hours = zones.map((zone) => {
      setZone(zone)
      return new Date('2025-02-25T09:14:05Z').getHours()
    })
    expect(hours).toEqual([9, 16, 17, 5, 23])
  })

  it('the timestamp is the instant, cut to the second', () => {
    assert(
      property(
        date({ min: first, max: last, noInvalidDate: true }),
        constantFrom(...zones),
        (instant, zone) => {
          setZone(zone)
          const timestamp = formatTimestamp(instant)
          expect(timestamp).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/)
          expect(Date.parse(timestamp)).toBe(Math.floor(instant.getTime() / 1000) * 1000)
        },
      ),
    )
  })
})
