import type { EngineOptions } from '../src/types.ts'
import { isTimestamp, timestampRule } from './read-request.ts'

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
