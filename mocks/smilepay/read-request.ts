import type { MockRequest } from '../src/types.ts'

/** The first of these headers that is absent or empty, or `null`. Names are spelled as on the page. */
export const findMissingHeader = (request: MockRequest, names: readonly string[]): string | null =>
  names.find((name) => !request.headers[name.toLowerCase()]) ?? null

/** The header's text; empty where it is absent. */
export const readHeader = (request: MockRequest, name: string): string =>
  request.headers[name.toLowerCase()] ?? ''

/** The members of a JSON object; `null` where the text is anything else. */
export const readMembers = (body: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/

export const timestampRule = 'is not a time in the form yyyy-MM-ddTHH:mm:ssTZD'

/** A parser carries a 30 February over into March. */
const isCalendarTime = (localTime: string): boolean => {
  const instant = new Date(`${localTime}Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(localTime)
}

/** Only the form is judged: no page gives a tolerance, and the page's own sample is an hour off its token. */
export const isTimestamp = (text: string): boolean =>
  timestampPattern.test(text) && isCalendarTime(text.slice(0, 19)) && !Number.isNaN(Date.parse(text))
