import { MockUsageError } from '../usage-error.ts'

/** What a session's clock shows, and whether it moves. */
export interface ClockState {
  /** A frozen clock stands; a running one goes on at the speed of the real one. */
  mode: 'running' | 'frozen'
  /** ISO 8601 in UTC. */
  now: string
  /** True once somebody froze, set or advanced it: times in answers follow it from then on. */
  touched: boolean
}

/** One session's idea of the time: tokens, rate limits, timelines and times in answers follow it. */
export interface SessionClock {
  /** The moment that it shows. */
  now(): Date
  /** Stands still, at the given moment or where it is. */
  freeze(at?: Date | string): void
  /** Goes on, from the given moment or from where it is. */
  run(from?: Date | string): void
  /** Jumps to a moment, and stands or runs as before. */
  set(at: Date | string): void
  /** Moves by so many milliseconds, also backwards. */
  advance(byMs: number): void
  /** Back to the real time, untouched. */
  reset(): void
  /** True once somebody froze, set or advanced it. */
  readonly touched: boolean
  /** The same as data, for control. */
  state(): ClockState
}

const earliestMs = Date.parse('2000-01-01T00:00:00Z')
const latestMs = Date.parse('2100-01-01T00:00:00Z')

/** A parser would read a text without an offset in the machine's own zone. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** A parser would take the 30th of February for the 2nd of March. */
function isInCalendar(at: string): boolean {
  return new Date(at.slice(0, 10)).getUTCDate() === Number(at.slice(8, 10))
}

function isInstant(at: string): boolean {
  return instantPattern.test(at) && isInCalendar(at)
}

function readInstant(at: Date | string): number {
  const ms = typeof at === 'string' && !isInstant(at) ? Number.NaN : new Date(at).getTime()
  if (ms >= earliestMs && ms <= latestMs) return ms
  throw new MockUsageError(
    'at',
    'must be a date-time with Z or an offset, from 2000 to 2099, such as "2026-01-25T10:30:00+07:00"',
  )
}

/** A clock that starts as `realNow` goes. */
export function createSessionClock(realNow: () => Date): SessionClock {
  let frozenMs: number | null = null
  let offsetMs = 0
  let touched = false
  const realMs = (): number => realNow().getTime()
  const nowMs = (): number => frozenMs ?? realMs() + offsetMs
  const moveTo = (ms: number): void => {
    if (frozenMs === null) offsetMs = ms - realMs()
    else frozenMs = ms
    touched = true
  }
  return {
    now: () => new Date(nowMs()),
    freeze(at) {
      frozenMs = at === undefined ? nowMs() : readInstant(at)
      touched = true
    },
    run(from) {
      const ms = from === undefined ? nowMs() : readInstant(from)
      frozenMs = null
      moveTo(ms)
    },
    set(at) {
      moveTo(readInstant(at))
    },
    advance(byMs) {
      const ms = nowMs() + byMs
      if (!Number.isSafeInteger(byMs) || !(ms >= earliestMs && ms <= latestMs)) {
        throw new MockUsageError(
          'advanceMs',
          'must be an integer in milliseconds that keeps the clock between 2000 and 2100',
        )
      }
      moveTo(ms)
    },
    reset() {
      frozenMs = null
      offsetMs = 0
      touched = false
    },
    get touched() {
      return touched
    },
    state: () => ({
      mode: frozenMs === null ? 'running' : 'frozen',
      now: new Date(nowMs()).toISOString(),
      touched,
    }),
  }
}
