import type { SessionClock } from '../clock/session-clock.ts'
import type {
  AddFaultBody,
  SessionDescription,
  SessionSettings,
  SetSituationBody,
} from '../control/control-types.ts'
import type { FaultScope, FaultState } from '../fault/fault.ts'
import { readFault } from '../fault/read-fault.ts'
import {
  memberField,
  optional,
  readObject,
  readOneOf,
  readText,
  readWhole,
  readYesNo,
} from '../read-input.ts'
import { readTimeline, type TimelineSteps } from '../timeline/read-timeline.ts'
import { createTimeline } from '../timeline/timeline.ts'
import { MockUsageError } from '../usage-error.ts'
import type { RuleSet, SessionState } from './session.ts'

/** Rules of a session or of `all`. Each function throws `MockUsageError` with the invalid field. */
export interface MockRules {
  /** Of the session; `all` for what applies to every one. */
  readonly name: string
  /** Sets a situation or a timeline for a reference, a provider or everything. */
  setSituation(what: SetSituationBody): void
  /** The rule with exactly this scope, or without a scope all of them. */
  clearSituations(scope?: FaultScope): void
  /** Adds a fault and returns it with its `id`. */
  addFault(what: AddFaultBody): FaultState
  /** One fault, or all of them. */
  clearFaults(id?: string): void
  /** The current rules and settings, as the control API returns them. */
  describe(): SessionDescription
}

/** One session, isolated from others. */
export interface MockSession extends MockRules {
  /** The session's own time. */
  readonly clock: SessionClock
  /** Changes the given settings. */
  configure(settings: Partial<SessionSettings>): void
  /** Clears situations, faults, clock, settings, tokens, counters and journal. */
  reset(): void
}

/** The situations of providers. */
export interface SituationCatalogue {
  providers(): readonly string[]
  has(provider: string, situation: string): boolean
  /** Why the provider does not have the situation; null where no reason is declared. */
  reasonAgainst(provider: string, situation: string): string | null
  /** The bodies that a built-in situation can have. */
  bodies(provider: string, situation: string): readonly string[]
}

function readProvider(value: unknown, catalogue: SituationCatalogue): string {
  return readOneOf(value, 'provider', catalogue.providers())
}

function checkSituation(
  situation: string,
  field: string,
  provider: string | undefined,
  catalogue: SituationCatalogue,
): void {
  const asked = provider === undefined ? catalogue.providers() : [provider]
  if (asked.some((name) => catalogue.has(name, situation))) return
  const reason = provider === undefined ? null : catalogue.reasonAgainst(provider, situation)
  throw new MockUsageError(
    field,
    `"${situation}" does not exist at ${provider ?? 'any running provider'}${reason === null ? '' : `: ${reason}`}`,
  )
}

const beginnings = ['first-call', 'now'] as const

function readSteps(situation: unknown, timeline: unknown): TimelineSteps {
  if ((situation === undefined) === (timeline === undefined)) {
    throw new MockUsageError('situation', 'or timeline is required, not both')
  }
  if (timeline !== undefined) return readTimeline(timeline, 'timeline')
  return [{ situation: readText(situation, 'situation') }]
}

function scopeOf(provider: string | undefined, reference: string | undefined): FaultScope {
  return {
    ...(provider !== undefined && { provider }),
    ...(reference !== undefined && { reference }),
  }
}

/** The functions over a set of rules, looked up at each use; `nowMs` is when a timeline begins that begins at once. */
export function createMockRules(
  name: string,
  rulesNow: () => RuleSet,
  catalogue: SituationCatalogue,
  nowMs: () => number,
): Omit<MockRules, 'describe'> {
  return {
    name,
    setSituation(what) {
      const members = readObject(what, '', ['provider', 'reference', 'situation', 'timeline', 'begins'])
      const provider = optional(members.provider, (value) => readProvider(value, catalogue))
      const reference = optional(members.reference, (value) => readText(value, 'reference'))
      const begins = optional(members.begins, (value) => readOneOf(value, 'begins', beginnings))
      const steps = readSteps(members.situation ?? undefined, members.timeline ?? undefined)
      const isPlain = steps.length === 1
      for (const [place, step] of steps.entries()) {
        const field = isPlain ? 'situation' : memberField(memberField('timeline', place), 'situation')
        checkSituation(step.situation, field, provider, catalogue)
      }
      rulesNow().situations.set({
        provider: provider ?? null,
        reference: reference ?? null,
        timeline: createTimeline(steps, begins === 'now' ? nowMs() : null),
        isPlain,
      })
    },
    clearSituations: (scope) => rulesNow().situations.clear(scope),
    addFault(what) {
      const members = readObject(what, '', ['fault', 'provider', 'reference', 'times'])
      const provider = optional(members.provider, (value) => readProvider(value, catalogue))
      const reference = optional(members.reference, (value) => readText(value, 'reference'))
      const times = optional(members.times, (value) => readWhole(value, 'times', 1, 1_000_000))
      return rulesNow().faults.add(
        readFault(members.fault, 'fault'),
        scopeOf(provider, reference),
        times ?? null,
      )
    },
    clearFaults(id) {
      if (id === undefined) rulesNow().faults.clear()
      else if (!rulesNow().faults.remove(id))
        throw new MockUsageError('id', `"${id}" is not a fault of this session`)
    },
  }
}

/** Validates settings and returns those that are set. */
export function readSettings(settings: Partial<SessionSettings>): Partial<SessionSettings> {
  const members = readObject(settings, '', ['rateLimits', 'timestampToleranceMs', 'seed'])
  const rateLimits = optional(members.rateLimits, (value) => readYesNo(value, 'rateLimits'))
  const toleranceMs = optional(members.timestampToleranceMs, (value) =>
    readWhole(value, 'timestampToleranceMs', 0, 86_400_000),
  )
  const seed = optional(members.seed, (value) => readWhole(value, 'seed', 0, 4_294_967_295))
  return {
    ...(rateLimits !== undefined && { rateLimits }),
    ...(members.timestampToleranceMs === null && { timestampToleranceMs: null }),
    ...(toleranceMs !== undefined && { timestampToleranceMs: toleranceMs }),
    ...(seed !== undefined && { seed }),
  }
}

function describeRules(
  name: string,
  { situations, faults }: RuleSet,
): Pick<SessionDescription, 'session' | 'situations' | 'faults'> {
  return {
    session: name,
    situations: situations.list(),
    faults: faults.list(),
  }
}

export function describeAll(name: string, rules: RuleSet): SessionDescription {
  return {
    ...describeRules(name, rules),
    clock: null,
    settings: null,
    calls: 0,
  }
}

export function describeSession(session: SessionState): SessionDescription {
  return {
    ...describeRules(session.name, session),
    clock: session.clock.state(),
    settings: { ...session.settings },
    calls: session.calls,
  }
}
