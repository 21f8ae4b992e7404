import type { JournalExpectation, JournalVerdict } from './journal-entry.ts'
import type { RecordedCall } from './recorded-call.ts'

/** So many calls are shown in a message; the rest is counted. */
const shownCalls = 20

function bounds(expectation: JournalExpectation): string {
  return [
    expectation.times !== undefined && `exactly ${count(expectation.times)}`,
    expectation.atLeast !== undefined && `at least ${count(expectation.atLeast)}`,
    expectation.atMost !== undefined && `at most ${count(expectation.atMost)}`,
    expectation.minIntervalMs !== undefined && `at least ${expectation.minIntervalMs} ms apart`,
    expectation.maxIntervalMs !== undefined && `at most ${expectation.maxIntervalMs} ms apart`,
  ]
    .filter((text) => text !== false)
    .join(', ')
}

function count(calls: number): string {
  return calls === 1 ? '1 call' : `${calls} calls`
}

const filterNames = [
  'session',
  'provider',
  'reference',
  'endpoint',
  'status',
  'situation',
  'rule',
  'effect',
  'afterId',
] as const

function filterText(expectation: JournalExpectation): string {
  const parts = filterNames.flatMap((name) => {
    const value = expectation[name]
    return value === undefined ? [] : [`${name} ${JSON.stringify(value)}`]
  })
  return parts.length === 0 ? 'any call' : parts.join(', ')
}

function callLine(call: RecordedCall, previous: RecordedCall | undefined): string {
  const { request, answer } = call
  const { merchantReference, providerReference } = call.read.asked
  const reference = [merchantReference, providerReference].filter((text) => text !== null).join(' / ')
  const wait = previous ? `+${call.atMs - previous.atMs} ms` : new Date(call.atMs).toISOString()
  return `  #${call.id} ${wait}  ${call.session}  ${call.provider.name} ${request.method} ${request.path}${
    reference === '' ? '' : `  ${reference}`
  }  -> ${answer.status}${answer.situation ? ` ${answer.situation}` : ''}`
}

function listCalls(calls: readonly RecordedCall[]): string[] {
  const shown = calls.slice(-shownCalls)
  const hidden = calls.length - shown.length
  return [
    ...(hidden > 0 ? [`  … ${hidden} earlier`] : []),
    ...shown.map((call, index) => callLine(call, shown[index - 1])),
  ]
}

/** When nothing was found, what came instead helps more than silence. */
function nearMisses(others: readonly RecordedCall[]): string[] {
  return others.length === 0 ? ['  The journal is empty.'] : ['Other calls:', ...listCalls(others)]
}

function intervalsOf(calls: readonly RecordedCall[]): number[] {
  return calls.slice(1).map((call, index) => call.atMs - (calls[index]?.atMs ?? call.atMs))
}

function failuresOf(
  expectation: JournalExpectation,
  calls: readonly RecordedCall[],
  intervals: readonly number[],
  dropped: number,
): string[] {
  const { times, atLeast, atMost, minIntervalMs, maxIntervalMs } = expectation
  const tooNear = minIntervalMs === undefined ? [] : intervals.filter((ms) => ms < minIntervalMs)
  const tooFar = maxIntervalMs === undefined ? [] : intervals.filter((ms) => ms > maxIntervalMs)
  const isBelow = atLeast !== undefined && calls.length < atLeast
  const countsAll = times !== undefined || atMost !== undefined || isBelow
  return [
    ...(times !== undefined && calls.length !== times ? [`there were ${count(calls.length)}`] : []),
    ...(isBelow ? [`there were only ${calls.length}`] : []),
    ...(atMost !== undefined && calls.length > atMost ? [`there were ${calls.length}`] : []),
    ...(tooNear.length > 0 ? [`two were ${Math.min(...tooNear)} ms apart`] : []),
    ...(tooFar.length > 0 ? [`two were ${Math.max(...tooFar)} ms apart`] : []),
    ...(dropped > 0 && (countsAll || minIntervalMs !== undefined)
      ? [`${count(dropped)} dropped from the journal, so the total is unknown`]
      : []),
  ]
}

/** Judges the calls that a filter found; `others` are those that it did not, and `dropped` those that are gone. */
export function judge(
  expectation: JournalExpectation,
  calls: readonly RecordedCall[],
  others: readonly RecordedCall[],
  dropped: number,
): JournalVerdict {
  const intervals = intervalsOf(calls)
  const failures = failuresOf(expectation, calls, intervals, dropped)
  const expected = `Expected ${bounds(expectation)} of ${filterText(expectation)}`
  const message =
    failures.length === 0
      ? `${expected}: ${count(calls.length)}.`
      : [
          `${expected}, but ${failures.join('; ')}.`,
          ...(calls.length === 0 ? nearMisses(others) : listCalls(calls)),
        ].join('\n')
  return {
    met: failures.length === 0,
    message,
    count: calls.length,
    shortestIntervalMs: intervals.length === 0 ? null : Math.min(...intervals),
    longestIntervalMs: intervals.length === 0 ? null : Math.max(...intervals),
    ids: calls.map(({ id }) => id),
  }
}
