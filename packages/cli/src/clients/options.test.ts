import { expect, it } from 'vitest'
import { parseDuration } from './options.ts'

it.each([
  ['500ms', 500],
  ['1.5s', 1_500],
  ['30', 30_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
])('parseDuration parses %s as %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds))

it.each(['', '0', '-1s', '1d', 's', '1e3', '1 s', '0.4ms', '600h', '99999999999'])(
  'parseDuration rejects %j',
  (text) => expect(() => parseDuration(text)).toThrow('500ms, 30s, 5m or 2h'),
)
