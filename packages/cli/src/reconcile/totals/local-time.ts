/** Converts an instant to a time in a zone: `2026-01-25T17:30:00+07:00`. */
export type LocalTimeOf = (instant: string) => string

const maxCached = 10_000

/** Formatting is slow, so the offset of each quarter of an hour is cached: no zone changes it within one. */
export function createLocalTime(timeZone: string): LocalTimeOf {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()
  return (instant) => {
    const time = Date.parse(instant)
    const quarter = Math.floor(time / 900_000)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      if (offsets.size >= maxCached) offsets.clear()
      offset = readOffset(format, quarter * 900_000)
      offsets.set(quarter, offset)
    }
    const local = new Date(time + offset * 60_000).toISOString().slice(0, 19)
    const minutes = Math.abs(offset)
    const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
    return `${local}${offset < 0 ? '-' : '+'}${digits.join(':')}`
  }
}

/** Minutes east of UTC, from `GMT+07:00`, or `GMT` for UTC. */
function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
