import type { Fault } from '../fault/fault.ts'
import type { TimelineStep } from '../timeline/timeline.ts'
import type { Provenance, Rule } from '../types.ts'

/** Situations of every provider; the response is `hostile` where the provider documents none. */
export const generalSituations = ['server-error', 'rate-limited', 'maintenance'] as const
/** A situation that every provider has. */
export type GeneralSituation = (typeof generalSituations)[number]

/** A situation from a scenario file. Exactly one of `timeline`, `basedOn` and `response` is there. */
export interface OwnSituation {
  /** The word that chooses it. */
  name: string
  /** For people; empty where the file has none. */
  description: string
  /** The providers that have it; null: every one. */
  providers: readonly string[] | null
  /** The steps, the last of which goes on for ever. */
  timeline: readonly TimelineStep[] | null
  /** A situation of the provider, whose body is then changed by `set`. */
  basedOn: string | null
  /** Paths and the JSON values that they get, `data.amount`. */
  set: Readonly<Record<string, unknown>>
  /** The answer itself, `{{reference_id}}` and the like not yet filled in. */
  response: { status: number; headers: Readonly<Record<string, string>>; body: string } | null
  /** Applied to every answer of it. */
  faults: readonly Fault[]
  /** References that are answered so by themselves. */
  references: readonly string[]
  /** Default: `hostile`. */
  provenance: Provenance
  /** Relative to the folder. */
  file: string
}

/** What a rule chose for a call. */
export interface Choice {
  /** The word that was chosen. */
  situation: string
  /** The rule that chose it. */
  rule: Rule
  /** The rule in plain words. */
  because: string
  /** When the situation began for this transaction, by the session's clock. */
  sinceMs: number
  /** Null for a situation that is not from a scenario file. */
  own: OwnSituation | null
  /** Those of own situations. */
  faults: readonly Fault[]
}

/** The choice for one call, made when the engine wants it: a call that is refused takes no step of a timeline. */
export interface SituationChooser {
  /** What would be chosen, with no step taken. */
  peek(): Choice | null
  /** Makes the choice, which takes a step of a timeline. */
  take(): Choice | null
}

/** Leaves every response to the reference. */
export const noChoice: SituationChooser = { peek: () => null, take: () => null }
