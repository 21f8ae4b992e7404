import type { Fault } from '../fault/fault.ts'
import type { Rule } from '../journal/journal-entry.ts'
import type { ProviderName } from '../registry.ts'
import type { TimelineStep } from '../timeline/timeline.ts'
import type { Provenance } from '../types.ts'

/** Situations that every provider can be put into; who documents an answer for one gives that, else it is `hostile`. */
export const generalSituations = ['server-error', 'rate-limited', 'maintenance'] as const
export type GeneralSituation = (typeof generalSituations)[number]

/** A situation from a scenario file. Exactly one of `timeline`, `basedOn` and `response` is there. */
export interface OwnSituation {
  name: string
  description: string
  /** The providers that have it; null: every one. */
  providers: readonly ProviderName[] | null
  timeline: readonly TimelineStep[] | null
  /** A situation of the provider, whose body is then changed by `set`. */
  basedOn: string | null
  /** Paths and the JSON values that they get, `data.amount`. */
  set: Readonly<Record<string, unknown>>
  response: { status: number; headers: Readonly<Record<string, string>>; body: string } | null
  faults: readonly Fault[]
  /** References that are answered so by themselves. */
  references: readonly string[]
  provenance: Provenance
  /** Relative to the folder. */
  file: string
}

/** What a rule chose for a call. */
export interface Choice {
  situation: string
  rule: Rule
  because: string
  /** When the situation began for this transaction, by the session's clock. */
  sinceMs: number
  own: OwnSituation | null
  /** Those of own situations. */
  faults: readonly Fault[]
}

/** The choice for one call, made when the engine wants it: a call that is refused takes no step of a timeline. */
export interface SituationChooser {
  /** What would be chosen, with no step taken. */
  peek(): Choice | null
  take(): Choice | null
}

/** Leaves every answer to the reference. */
export const noChoice: SituationChooser = { peek: () => null, take: () => null }
