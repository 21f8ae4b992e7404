import { MockUsageError } from '../usage-error.ts'
import { judge } from './expectation.ts'
import type { JournalEntry, JournalExpectation, JournalFilter, JournalVerdict } from './journal-entry.ts'
import type { RecordedCall } from './recorded-call.ts'
import { type BaseUrlOf, renderEntry } from './render-entry.ts'
import { createRing, type Ring } from './ring.ts'

/** How many calls are kept; the oldest leave first. */
export interface JournalLimits {
  /** Calls that are kept of one session. */
  perSession: number
  /** Calls that are kept of all sessions together. */
  total: number
}

export const journalLimits: JournalLimits = { perSession: 500, total: 5000 }

/** An event for a listener. */
type JournalEvent = { type: 'call'; call: RecordedCall } | { type: 'cleared'; session: string | null }

/** The calls that came, newest so many of each session. */
export interface Journal {
  /** What a filter finds, oldest first. */
  entries(filter?: JournalFilter): JournalEntry[]
  /** One entry with its explanation; null where it is not kept. */
  entry(id: number): JournalEntry | null
  /** Whether an expectation is met, without throwing. @throws MockUsageError for one without a number */
  check(expectation: JournalExpectation): JournalVerdict
  /** @throws JournalExpectationError where it is not met; its message shows the calls that came */
  expect(expectation: JournalExpectation): void
  /** Of one session, or of all. */
  clear(session?: string): void
}

/** What the engine needs of it besides. */
export interface JournalStore extends Journal {
  /** Returns the call as it is kept. */
  record(call: Omit<RecordedCall, 'id'>): RecordedCall
  listen(listener: (event: JournalEvent) => void): () => void
  matches(call: RecordedCall, filter: JournalFilter): boolean
  render(call: RecordedCall): JournalEntry
  /** Calls that had to leave, of one session or of all. */
  dropped(session?: string): number
}

/** The calls that came are not those that were expected; thrown by `Journal.expect`. */
export class JournalExpectationError extends Error {
  /** Tells it from other errors. */
  override name = 'JournalExpectationError'
  /** What was counted; its message is the error's. */
  readonly verdict: JournalVerdict

  constructor(verdict: JournalVerdict) {
    super(verdict.message)
    this.verdict = verdict
  }
}

function matches(call: RecordedCall, filter: JournalFilter): boolean {
  const { asked } = call.read
  return (
    (filter.session === undefined || call.session === filter.session) &&
    (filter.provider === undefined || call.provider.name === filter.provider) &&
    (filter.reference === undefined ||
      asked.merchantReference === filter.reference ||
      asked.providerReference === filter.reference) &&
    (filter.endpoint === undefined || asked.endpoint === filter.endpoint) &&
    (filter.status === undefined || call.answer.status === filter.status) &&
    (filter.situation === undefined || call.answer.situation === filter.situation) &&
    (filter.rule === undefined || (call.answer.rule ?? 'request') === filter.rule) &&
    (filter.effect === undefined || call.answer.effect === filter.effect) &&
    (filter.afterId === undefined || call.id > filter.afterId)
  )
}

const expectedNumbers = ['times', 'atLeast', 'atMost', 'minIntervalMs', 'maxIntervalMs'] as const

function checkExpectation(expectation: JournalExpectation): void {
  for (const name of expectedNumbers) {
    const value = expectation[name]
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      throw new MockUsageError(name, 'must be an integer of at least 0')
    }
  }
  if (expectedNumbers.every((name) => expectation[name] === undefined)) {
    throw new MockUsageError('', `an expectation needs one of ${expectedNumbers.join(', ')}`)
  }
}

interface SessionCalls {
  calls: Ring<RecordedCall>
  dropped: number
}

export function createJournal(limits: JournalLimits, baseUrlOf: BaseUrlOf): JournalStore {
  const sessions = new Map<string, SessionCalls>()
  const listeners = new Set<(event: JournalEvent) => void>()
  let lastId = 0
  let kept = 0

  const callsOf = (session: string): SessionCalls => {
    const known = sessions.get(session)
    if (known) return known
    const begun = { calls: createRing<RecordedCall>(limits.perSession), dropped: 0 }
    sessions.set(session, begun)
    return begun
  }

  /** The session that has the oldest call of all loses it. */
  const dropOldest = (): void => {
    let oldest: SessionCalls | undefined
    for (const candidate of sessions.values()) {
      const id = candidate.calls.oldest()?.id ?? Number.POSITIVE_INFINITY
      if (id < (oldest?.calls.oldest()?.id ?? Number.POSITIVE_INFINITY)) oldest = candidate
    }
    if (!oldest) return
    oldest.calls.shift()
    oldest.dropped += 1
    kept -= 1
  }

  const tell = (event: JournalEvent): void => {
    for (const listener of listeners) listener(event)
  }

  const allCalls = (session?: string): RecordedCall[] => {
    const chosen = session === undefined ? [...sessions.values()] : [sessions.get(session)]
    return chosen.flatMap((each) => each?.calls.values() ?? []).sort((left, right) => left.id - right.id)
  }

  const dropped = (session?: string): number =>
    session === undefined
      ? [...sessions.values()].reduce((sum, each) => sum + each.dropped, 0)
      : (sessions.get(session)?.dropped ?? 0)

  const clear = (session?: string): void => {
    for (const [name, { calls }] of sessions) {
      if (session !== undefined && name !== session) continue
      kept -= calls.size
      sessions.delete(name)
    }
    tell({ type: 'cleared', session: session ?? null })
  }

  const check = (expectation: JournalExpectation): JournalVerdict => {
    checkExpectation(expectation)
    const calls = allCalls(expectation.session)
    const found = calls.filter((call) => matches(call, expectation))
    const others = calls.filter((call) => !matches(call, expectation))
    return judge(expectation, found, others, dropped(expectation.session))
  }

  return {
    record(recorded) {
      lastId += 1
      const call: RecordedCall = { ...recorded, id: lastId }
      const own = callsOf(call.session)
      if (own.calls.size === limits.perSession) own.dropped += 1
      else kept += 1
      own.calls.push(call)
      if (kept > limits.total) dropOldest()
      if (listeners.size > 0) tell({ type: 'call', call })
      return call
    },
    entries(filter = {}) {
      const found = allCalls(filter.session).filter((call) => matches(call, filter))
      const newest = filter.limit === undefined ? found : found.slice(-filter.limit)
      return newest.map((call) => renderEntry(call, baseUrlOf))
    },
    entry(id) {
      const call = allCalls().find((candidate) => candidate.id === id)
      return call ? renderEntry(call, baseUrlOf, { explained: true }) : null
    },
    check,
    expect(expectation) {
      const verdict = check(expectation)
      if (!verdict.met) throw new JournalExpectationError(verdict)
    },
    clear,
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    matches,
    render: (call) => renderEntry(call, baseUrlOf),
    dropped,
  }
}
