import { type Mistake, mistake, replacing } from './recipe.ts'

const secondMs = 1000
const fractions = Array.from({ length: 1000 }, (_value, index) => `.${String(index).padStart(3, '0')}`)
const shifts = Array.from({ length: 21 }, (_value, index) => (index - 10) * secondMs)

function clockAt(instantMs: number, hours: number): string {
  return new Date(instantMs + hours * 3600 * secondMs).toISOString().slice(0, 19)
}

/** For the part `name`, an ISO 8601 time in UTC+7 that is sent in a header as well. */
export function timestampMistakes(name: string): Mistake[] {
  const row = (
    id: string,
    what: string,
    forms: (utc: string, local: string, instantMs: number) => unknown[],
  ) =>
    mistake(
      id,
      `the signed timestamp ${what}; format the time once, sign that text and send it`,
      replacing(name, (text) => {
        const at = Date.parse(text)
        return Math.abs(at) < 8e15 ? forms(clockAt(at, 0), clockAt(at, 7), at) : []
      }),
    )
  return [
    row('timestamp-in-utc', 'is in UTC', (utc) => [`${utc}Z`, `${utc}+00:00`]),
    row('timestamp-unix', 'is Unix time', (_utc, _local, at) => [`${at / secondMs}`, `${at}`]),
    row('timestamp-offset', 'has another form of the offset or none', (utc, local) => [
      ...['', '+0700', '+07', 'Z'].map((offset) => local + offset),
      ...['', '+07:00'].map((offset) => utc + offset),
    ]),
    row('timestamp-read-twice', 'is some seconds off the sent one', (_utc, _local, at) =>
      shifts.map((ms) => `${clockAt(at + ms, 7)}+07:00`),
    ),
    row('timestamp-with-milliseconds', 'has milliseconds', (utc, local) =>
      fractions.flatMap((fraction) => [`${utc}${fraction}Z`, `${local}${fraction}+07:00`]),
    ),
  ]
}
