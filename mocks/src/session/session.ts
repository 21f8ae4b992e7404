import { type BoundedMap, createBoundedMap } from '../bounded-map.ts'
import { createSessionClock, type SessionClock } from '../clock/session-clock.ts'
import type { SessionSettings } from '../control/control-types.ts'
import { createFaultRules, type FaultRules } from '../fault/fault-rules.ts'
import { createRandom } from '../fault/random.ts'
import type { MockEngine, MockProvider } from '../provider.ts'
import { createSituationRules, type SituationRules } from '../situation/situation-rules.ts'
import type { Timeline } from '../timeline/timeline.ts'

/** Timelines and transactions that one session remembers; beyond it the one unused for longest begins afresh. */
const rememberedTransactions = 1000

/** What was set for a session, or for all. */
export interface RuleSet {
  situations: SituationRules
  faults: FaultRules
}

/** The state of one session. */
export interface SessionState extends RuleSet {
  readonly name: string
  readonly clock: SessionClock
  settings: SessionSettings
  /** Timelines that references and own situations have begun. */
  begun: BoundedMap<Timeline>
  /** When a transaction was first requested after a change of the clock. */
  firstAskedMs: BoundedMap<number>
  /** The last 20 requested references, newest last. */
  recentReferences: string[]
  /** Draws the jitter of latencies. */
  random: () => number
  calls: number
  engineOf(provider: MockProvider): MockEngine
  reset(): void
}

export function createRuleSet(): RuleSet {
  return {
    situations: createSituationRules(),
    faults: createFaultRules(),
  }
}

export function createSession(name: string, realNow: () => Date, defaults: SessionSettings): SessionState {
  const engines = new Map<string, MockEngine>()
  const clock = createSessionClock(realNow)
  const session: SessionState = {
    name,
    clock,
    ...createRuleSet(),
    settings: { ...defaults },
    begun: createBoundedMap(rememberedTransactions),
    firstAskedMs: createBoundedMap(rememberedTransactions),
    recentReferences: [],
    random: createRandom(defaults.seed),
    calls: 0,
    engineOf(provider) {
      const running = engines.get(provider.name)
      if (running) return running
      const engine = provider.createEngine({ now: clock.now, settings: () => session.settings })
      engines.set(provider.name, engine)
      return engine
    },
    reset() {
      engines.clear()
      clock.reset()
      session.situations.clear()
      session.faults.clear()
      session.settings = { ...defaults }
      session.begun.clear()
      session.firstAskedMs.clear()
      session.recentReferences = []
      session.random = createRandom(defaults.seed)
      session.calls = 0
    },
  }
  return session
}
