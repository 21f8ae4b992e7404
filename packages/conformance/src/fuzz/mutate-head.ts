import type { Random } from './random.ts'

const statuses: readonly [number, ...number[]] = [
  200, 200, 200, 200, 201, 202, 203, 206, 226, 299, 300, 301, 304, 400, 401, 402, 403, 404, 405, 409, 418,
  422, 429, 451, 499, 500, 502, 503, 504, 599,
]

const values: readonly [string, ...string[]] = [
  '',
  'application/json',
  'text/html; charset=utf-16',
  '0',
  '-1',
  '7',
  '9'.repeat(30),
  '1e9',
  'Mon, 26 Jan 2026 03:00:30 GMT',
  'Mon, 99 Foo 2026 99:99:99 GMT',
  'x'.repeat(10_000),
  '\u00ff\u00fe',
  '"; a=b',
  'paid',
  'success',
]

const names: readonly [string, ...string[]] = [
  'content-type',
  'Content-Type',
  'retry-after',
  'RETRY-AFTER',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'location',
  'content-encoding',
  'status',
  '__proto__',
  'constructor',
  'x-paid',
]

export function mutateStatus(random: Random): number {
  return random.percent(90) ? random.pick(statuses) : 200 + random.below(400)
}

/** Headers in every form that a caller may hand in. */
export function mutateHeaders(
  headers: Readonly<Record<string, string>>,
  random: Random,
): Record<string, string | string[] | undefined> | Headers {
  const changed: Record<string, string | string[] | undefined> = { ...headers }
  const count = random.below(5)
  for (let done = 0; done < count; done += 1) {
    const value = random.pick(values)
    const list = random.percent(15) ? [value, random.pick(values)] : value
    // Defined, not assigned: one of the names would set the prototype.
    Object.defineProperty(changed, random.pick(names), {
      value: random.percent(5) ? undefined : list,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return random.percent(20) ? toHeaders(changed) : changed
}

function toHeaders(record: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(record)) {
    for (const text of [value].flat()) if (text !== undefined) headers.append(name, text)
  }
  return headers
}
