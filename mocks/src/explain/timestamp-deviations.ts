import { type TextDeviation, unsetText } from './text-deviations.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The provider's clock, UTC+7. */
const jakartaMs = 7 * hourMs

const wallClock = (instantMs: number, offsetMs: number): string =>
  new Date(instantMs + offsetMs).toISOString().slice(0, 19)

const label = (offsetMs: number): string => {
  const minutes = Math.abs(offsetMs) / minuteMs
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${offsetMs < 0 ? '-' : '+'}${digits(minutes / 60)}:${digits(minutes % 60)}`
}

/** The instant that a timestamp of whatever form names; `null` where it names none. */
const readInstantMs = (timestamp: string): number | null => {
  const text = timestamp.trim()
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  const iso = compact
    ? `${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:${compact[6]}+07:00`
    : text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(iso) ? `${iso}+07:00` : iso
  const instantMs = Date.parse(zoned)
  return Number.isNaN(instantMs) || Math.abs(instantMs) > 8e15 ? null : instantMs
}

const sameText = 'Format the time once, keep the text, sign it and send it.'

const rareForms = new Set([
  'timestamp-offset-spelled-differently',
  'timestamp-other-zone',
  'timestamp-other-form',
])

/** Forms of one instant that are not the form `yyyy-MM-ddTHH:mm:ss+07:00`, and that form. */
const otherForms = (instantMs: number): TextDeviation[] => {
  const form = (id: string, what: string, text: string): TextDeviation => ({
    id,
    what: `The signed timestamp is ${what}; the header has another text.`,
    fix: sameText,
    text,
    ...(rareForms.has(id) ? { alone: true as const } : {}),
  })
  const utc = wallClock(instantMs, 0)
  const local = wallClock(instantMs, jakartaMs)
  const milliseconds = new Date(instantMs).toISOString().slice(19, 23)
  return [
    form('timestamp-other-form', 'the time in UTC+7 without milliseconds', `${local}+07:00`),
    form('timestamp-in-utc', 'the time in UTC with Z', `${utc}Z`),
    form('timestamp-in-utc', 'the time in UTC with +00:00', `${utc}+00:00`),
    form('timestamp-with-milliseconds', 'UTC with milliseconds', `${utc}${milliseconds}Z`),
    form('timestamp-with-milliseconds', 'in UTC+7 with milliseconds', `${local}${milliseconds}+07:00`),
    form('timestamp-in-seconds', 'a Unix time in seconds', String(Math.floor(instantMs / 1000))),
    form('timestamp-in-milliseconds', 'a Unix time in milliseconds', String(instantMs)),
    form('timestamp-without-offset', 'the local time without an offset', local),
    form('timestamp-without-offset', 'the UTC time without an offset', utc),
    form(
      'timestamp-without-offset',
      'the local time with a space and without an offset',
      local.replace('T', ' '),
    ),
    form('timestamp-offset-spelled-differently', 'with the offset +0700', `${local}+0700`),
    form('timestamp-offset-spelled-differently', 'with the offset +07', `${local}+07`),
    form('timestamp-offset-spelled-differently', 'with a space before the offset', `${local} +07:00`),
    form('timestamp-offset-spelled-differently', 'with the name of the zone', `${local}+07:00[Asia/Jakarta]`),
    form('timestamp-zone-mislabelled', 'UTC’s clock with the label +07:00', `${utc}+07:00`),
    form(
      'timestamp-zone-mislabelled',
      'UTC+8’s clock with the label +07:00',
      `${wallClock(instantMs, 8 * hourMs)}+07:00`,
    ),
    form('timestamp-zone-mislabelled', 'UTC+7’s clock with the label Z', `${local}Z`),
    form('timestamp-zone-mislabelled', 'UTC+7’s clock with the label +00:00', `${local}+00:00`),
    ...[8, 9].map((hours) =>
      form(
        'timestamp-other-zone',
        `in UTC+${hours}`,
        `${wallClock(instantMs, hours * hourMs)}${label(hours * hourMs)}`,
      ),
    ),
    form('timestamp-other-form', 'with a space instead of the T', `${local.replace('T', ' ')}+07:00`),
    form('timestamp-other-form', 'digits only', local.replace(/\D/g, '')),
    form('timestamp-other-form', 'the date only', local.slice(0, 10)),
    form('timestamp-other-form', 'in the form of the Date header', new Date(instantMs).toUTCString()),
  ]
}

/** The fraction that the header lost cannot be known, so all thousand are tried. */
const fractions = (instantMs: number): TextDeviation[] => {
  const ends = Array.from({ length: 1000 }, (_value, index) => `.${String(index).padStart(3, '0')}`)
  const zones: ReadonlyArray<readonly [number, string]> = [
    [jakartaMs, '+07:00'],
    [0, 'Z'],
  ]
  return zones.flatMap(([offsetMs, suffix]) =>
    ends.map((end) => ({
      id: 'timestamp-with-milliseconds',
      what: `The signed timestamp has milliseconds (${end}); the header has none, or others.`,
      fix: sameText,
      text: `${wallClock(instantMs, offsetMs)}${end}${suffix}`,
      alone: true,
    })),
  )
}

const shiftsInSeconds = Array.from({ length: 120 }, (_value, index) => index + 1).flatMap((seconds) => [
  seconds,
  -seconds,
])

/** A clock read twice: the signature was made some seconds before or after the header's time. */
const shifted = (timestamp: string): TextDeviation[] => {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(.*)$/.exec(timestamp)
  const startMs = match ? Date.parse(`${match[1]}Z`) : Number.NaN
  if (!match || Number.isNaN(startMs)) return []
  return shiftsInSeconds.map((seconds) => ({
    id: 'timestamp-read-twice',
    what: `The signed timestamp is ${Math.abs(seconds)} s ${seconds > 0 ? 'after' : 'before'} the one in the header.`,
    fix: 'Read the clock once per request and use that text for both.',
    text: `${wallClock(startMs + seconds * 1000, 0)}${match[2]}`,
    alone: true,
  }))
}

/** What else can have been signed in the place of the timestamp that was sent. */
export const timestampDeviations = (timestamp: string): TextDeviation[] => {
  const instantMs = readInstantMs(timestamp)
  return [
    ...(instantMs === null ? [] : otherForms(instantMs)),
    {
      id: 'timestamp-url-encoded',
      what: 'The timestamp was URL-encoded before it was signed.',
      fix: sameText,
      text: encodeURIComponent(timestamp),
    },
    {
      id: 'timestamp-plus-lost',
      what: 'The plus sign of the offset became a space before signing.',
      fix: sameText,
      text: timestamp.replace('+', ' '),
    },
    ...unsetText('timestamp', 'The timestamp'),
    ...shifted(timestamp),
    ...(instantMs === null ? [] : fractions(instantMs)),
  ].filter(({ text }) => text !== timestamp)
}

/** How far a timestamp is from the session's clock, in words that name the usual cause. */
export const describeClockDistance = (timestamp: string, now: Date): { text: string; isNear: boolean } => {
  const instantMs = readInstantMs(timestamp)
  if (instantMs === null) return { text: 'unreadable by the clock', isNear: false }
  const distanceMs = instantMs - now.getTime()
  const seconds = Math.round(Math.abs(distanceMs) / 1000)
  const direction = distanceMs < 0 ? 'behind' : 'ahead of'
  const isNear = Math.abs(distanceMs) <= 5 * minuteMs
  if (seconds === 0) return { text: 'equal to the clock', isNear }
  const hours = Math.round(Math.abs(distanceMs) / hourMs)
  const isWholeHours = hours > 0 && Math.abs(Math.abs(distanceMs) - hours * hourMs) <= 5 * minuteMs
  const amount = isWholeHours ? `${hours} h` : `${seconds} s`
  return { text: `${amount} ${direction} the clock`, isNear }
}
