import type { EngineOptions, MockRequest } from '../src/types.ts'

/** The first of these headers that is absent or empty, or `null`. Names are spelled as on the page. */
export function findMissingHeader(request: MockRequest, names: readonly string[]): string | null {
  return names.find((name) => !request.headers[name.toLowerCase()]) ?? null
}

/** The header's text; empty where it is absent. */
export function readHeader(request: MockRequest, name: string): string {
  return request.headers[name.toLowerCase()] ?? ''
}

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/

const timestampRule = 'is not a time in the form yyyy-MM-ddTHH:mm:ssTZD'

/** A parser carries a 30 February over into March. */
function isCalendarTime(localTime: string): boolean {
  const instant = new Date(`${localTime}Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(localTime)
}

/** Only the form is judged: no page gives a tolerance, and the page's own sample is an hour off its token. */
export function isTimestamp(text: string): boolean {
  return timestampPattern.test(text) && isCalendarTime(text.slice(0, 19)) && !Number.isNaN(Date.parse(text))
}

/** What is wrong with the text of an `X-TIMESTAMP`; null where nothing is. */
export type FindTimestampFault = (timestamp: string) => string | null

/** Only the form is judged unless the session has a tolerance: no page gives one, a sibling platform's says five minutes. */
export function createTimestampCheck({ now, settings }: EngineOptions): FindTimestampFault {
  return (timestamp) => {
    if (!isTimestamp(timestamp)) return timestampRule
    const toleranceMs = settings?.().timestampToleranceMs ?? null
    const distanceMs = Math.abs(Date.parse(timestamp) - now().getTime())
    if (toleranceMs === null || distanceMs <= toleranceMs) return null
    return `is ${Math.round(distanceMs / 1000)} s from the clock of the mock, which takes ${toleranceMs / 1000} s`
  }
}
