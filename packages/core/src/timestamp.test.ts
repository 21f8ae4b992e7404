import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime, parseTimestamp } from './timestamp.ts'

const form =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$/
const instants = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9998-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const pad = (value: number, length = 2) => String(value).padStart(length, '0')

function countDays(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

describe('parseTimestamp', () => {
  it.each([
    ['2026-01-25T10:30:00Z', '2026-01-25T10:30:00.000Z'],
    ['2026-01-25T10:30:00+07:00', '2026-01-25T03:30:00.000Z'],
    ['2026-01-25T03:30:00-07:00', '2026-01-25T10:30:00.000Z'],
    ['2026-01-25T10:30:00+05:45', '2026-01-25T04:45:00.000Z'],
    ['2026-01-25T10:30:00+00:00', '2026-01-25T10:30:00.000Z'],
    ['2026-01-01T00:00:00+07:00', '2025-12-31T17:00:00.000Z'],
    ['2026-01-25T10:30:00.1Z', '2026-01-25T10:30:00.100Z'],
    ['2026-01-25T10:30:00.000000Z', '2026-01-25T10:30:00.000Z'],
    ['2026-01-25T10:30:00.123456789Z', '2026-01-25T10:30:00.123Z'],
    ['2026-01-25T10:30:00.999999999Z', '2026-01-25T10:30:00.999Z'],
    ['2026-01-25T10:30:00+14:00', '2026-01-24T20:30:00.000Z'],
    ['2026-01-25T10:30:00-14:00', '2026-01-26T00:30:00.000Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    ['0099-12-31T00:00:00Z', '0099-12-31T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseTimestamp(text)).toBe(expected)
  })

  it.each([
    '',
    '...',
    '2026-01-25',
    '2026-01-25 10:30:00',
    '2026-01-25T10:30:00',
    '2026-01-25T10:00:00',
    '2026-01-25T10:07:30.5',
    '2026-01-25 10:30:00Z',
    '2026-01-25T10:30Z',
    '2026-01-25T10Z',
    '2026-01-25T10:30:00.Z',
    '2026-01-25T10:30:00,5Z',
    '2026-01-25T10:30:00.1234567890Z',
    '2026-01-25t10:30:00Z',
    '2026-01-25T10:30:00z',
    '2026-01-25T10:30:00+07',
    '2026-01-25T10:30:00+0700',
    '2026-01-25T10:30:00+7:00',
    '2026-01-25T10:30:00 +07:00',
    '2026-01-25T10:30:00−07:00',
    '2026-01-25T10:30:00+14:01',
    '2026-01-25T10:30:00-14:01',
    '2026-01-25T10:30:00+07:60',
    '2026-01-25T10:30:00+99:00',
    '2026-01-25T10:30:00WIB',
    '2026-01-25T10:30:00Z ',
    ' 2026-01-25T10:30:00Z',
    '2026-01-25T10:30:00Z\n',
    '2026-01-25T24:00:00Z',
    '2026-01-25T10:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-01-25T10:30:60Z',
    '2026-01-25T24:00:01Z',
    '26-01-25T10:30:00Z',
    '02026-01-25T10:30:00Z',
    '+002026-01-25T10:30:00Z',
    '-000001-01-25T10:30:00Z',
    '2026-1-25T10:30:00Z',
    '20260125T103000Z',
    '2026-W04-7T10:30:00Z',
    '2026-025T10:30:00Z',
    '٢٠٢٦-01-25T10:30:00Z',
    '1769337000',
    'Sun, 25 Jan 2026 10:30:00 GMT',
    '0000-01-01T00:00:00+07:00',
    '9999-12-31T23:59:59-01:00',
  ])('rejects %j', (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })

  it.each([0, 1900, 2000, 2023, 2024, 2026, 2100, 9999])('accepts exactly the days of %i', (year) => {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}T12:00:00Z`
        expect([text, parseTimestamp(text) !== null]).toEqual([
          text,
          day >= 1 && day <= countDays(year, month),
        ])
      }
    }
  })

  it('parses the output of toISOString', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseTimestamp(instant.toISOString())).toBe(instant.toISOString())
      }),
    )
  })

  it('returns the same instant for every offset', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -840, max: 840 }), (instant, offsetMinutes) => {
        const local = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1)
        const size = Math.abs(offsetMinutes)
        const offset = `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
        fc.pre(/^\d{4}-/.test(local))
        expect(parseTimestamp(local + offset)).toBe(instant.toISOString())
      }),
    )
  })

  it('rejects every string of another format', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!form.test(text))
        expect(parseTimestamp(text)).toBeNull()
      }),
    )
  })

  it('rejects a valid string with one edit', () => {
    const edit = fc.record({ place: fc.nat(34), removed: fc.nat(2), put: fc.string({ maxLength: 2 }) })
    fc.assert(
      fc.property(instants, edit, (instant, { place, removed, put }) => {
        const text = `${instant.toISOString().slice(0, -1)}+07:00`
        const edited = text.slice(0, place) + put + text.slice(place + removed)
        if (!form.test(edited)) expect(parseTimestamp(edited)).toBeNull()
      }),
    )
  })
})

describe('parseTime', () => {
  const jakarta = { zone: '+07:00', source: 'https://example.com/times' }

  it.each([
    ['iso-offset', '2026-01-25T10:30:00+07:00', '2026-01-25T03:30:00.000Z'],
    ['epoch-seconds', 1582855837, '2020-02-28T02:10:37.000Z'],
    ['epoch-seconds', '1582856000', '2020-02-28T02:13:20.000Z'],
    [jakarta, '2020-01-09 18:27:19', '2020-01-09T11:27:19.000Z'],
    [jakarta, '2020-01-01 00:00:00', '2019-12-31T17:00:00.000Z'],
  ] as const)('reads a time as %j', (format, value, expected) => {
    expect(parseTime(value, format)).toBe(expected)
  })

  it.each([
    ['epoch-seconds', 1582855837000],
    ['epoch-seconds', 1582855837.5],
    ['epoch-seconds', '1582855837000'],
    ['epoch-seconds', ' 1582855837'],
    ['epoch-seconds', '2020-02-28T02:10:37Z'],
    ['epoch-seconds', 0],
    ['epoch-seconds', true],
    ['iso-offset', 1582855837],
    ['iso-offset', '2020-01-09 18:27:19'],
    [jakarta, '2020-02-30 10:00:00'],
    [jakarta, '2020-01-09T18:27:19'],
    [jakarta, '2020-01-09 18:27:19+07:00'],
    [jakarta, '2020-01-09'],
    [jakarta, 1582855837],
  ] as const)('rejects %j for %j', (format, value) => {
    expect(parseTime(value, format)).toBeNull()
  })
})
