import type { ExplainContext, ExplanationStage, LikelyMistake } from '../../src/explain/explanation.ts'
import { clip } from '../../src/explain/mask.ts'
import { possible, seen } from '../../src/explain/stages.ts'
import { describeClockDistance } from '../../src/explain/timestamp-deviations.ts'
import { isTimestamp } from '../read-request.ts'

/** What is wrong with the time that was sent, apart from the signature. */
export const explainTimestamp = (timestamp: string, { now, answer }: ExplainContext): LikelyMistake[] => {
  if (timestamp === '') return []
  if (!isTimestamp(timestamp)) {
    return [
      seen(
        'timestamp-form',
        `X-TIMESTAMP has another form than yyyy-MM-ddTHH:mm:ss+07:00${/^\d+$/.test(timestamp) ? ': it is a Unix time' : ''}.`,
        'Format the moment in UTC+7 with its offset and without milliseconds.',
      ),
    ]
  }
  const distance = describeClockDistance(timestamp, now)
  if (distance.isNear) return []
  const fix = 'Format the real moment in UTC+7; never attach +07:00 to the clock of another zone.'
  const what = `X-TIMESTAMP is ${distance.text} of the session.`
  // A session may have a tolerance; no page of SmilePay gives one.
  return answer?.body.includes('Invalid Field Format X-TIMESTAMP')
    ? [seen('clock-or-zone-off', what, fix)]
    : [
        possible(
          'clock-or-zone-off',
          `${what} This mock takes it; a service that compares clocks would not.`,
          fix,
        ),
      ]
}

export const stageOfTimestamp = (timestamp: string, now: Date): ExplanationStage => ({
  name: 'timestamp',
  expected: 'yyyy-MM-ddTHH:mm:ss+07:00, the moment of the call in UTC+7',
  received:
    timestamp === ''
      ? 'missing'
      : `${clip(timestamp, 60)}, ${describeClockDistance(timestamp, now).text} of the session`,
  agrees: isTimestamp(timestamp),
})
