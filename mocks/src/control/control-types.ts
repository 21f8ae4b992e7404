import type { ClockState } from '../clock/session-clock.ts'
import type { Fault, FaultState } from '../fault/fault.ts'
import type { TimelineState, TimelineStep } from '../timeline/timeline.ts'
import type {
  MockCredentials,
  Provenance,
  ProvenanceKind,
  ReferenceEntry,
  ScenarioException,
} from '../types.ts'

/** `GET /api/providers`: one running provider. */
export interface ProviderDescription {
  /** As in paths and in `createMockServer`. */
  name: string
  /** Origin of its mock; `<url>/s/<session>` is the same mock in that session. */
  url: string
  /** What the mock accepts in the session `default`: fake, and the same for everybody. */
  credentials: MockCredentials
  /** The credentials that carry a session, with `<session>` in its place. */
  sessionCredentials: MockCredentials
  /** The words that it takes, those of scenario files among them. */
  situations: readonly SituationDescription[]
  /** Situations that the provider does not have, and why. */
  exceptions: readonly ScenarioException[]
  /** References with a response of their own. */
  references: readonly ReferenceDescription[]
  /** A request that works as it is, as a shell command. */
  curl: string | null
}

/** A reference and its response. */
export interface ReferenceDescription extends ReferenceEntry {
  /** The HTTP status of the answer. */
  status: number
  /** URL of the page. */
  source: string
}

/** `GET /api/providers/<provider>/answers/<fixture>`: one answer as its fixture keeps it. */
export interface AnswerDescription {
  /** The HTTP status. */
  status: number
  /** Names as they are sent. */
  headers: Readonly<Record<string, string>>
  /** Byte for byte what is sent. */
  body: string
  /** How far the provider's page backs it. */
  provenance: Provenance
  /** The repair, where the page's text is not valid JSON. */
  repair: string | null
}

/** A word that chooses an answer: in a reference, in `x-mock-situation`, in control, in code, and on the page. */
export interface SituationDescription {
  /** The word itself: `success`. */
  name: string
  /**
   * `scenario`: the same word at every provider that has it. `case`: the name of one fixture.
   * `general`: at every provider, whatever its page says. `own`: from a scenario file.
   */
  kind: 'scenario' | 'case' | 'general' | 'own'
  /** Of every answer that it may come to. */
  provenance: readonly ProvenanceKind[]
  /** For people. */
  description: string
  /** References that are answered so by themselves; the first is an example. */
  references: readonly string[]
}

/** A rule that sets a situation or a timeline. */
export interface SituationState {
  /** Null for every provider. */
  provider: string | null
  /** Null for every reference. */
  reference: string | null
  /** The situation of a rule without an end; null where it is a timeline. */
  situation: string | null
  /** Null where one situation applies without an end. */
  timeline: TimelineState | null
}

/** Settings of a session besides situations, faults and clock. */
export interface SessionSettings {
  /** Whether the documented rate limits are enforced. */
  rateLimits: boolean
  /** Tolerance of SmilePay's `X-TIMESTAMP`; null: only the format is checked. */
  timestampToleranceMs: number | null
  /** Seed of the jitter of latencies. */
  seed: number
}

/** `GET /api/sessions/<session>`; under `all` there are no clock, no settings and no calls. */
export interface SessionDescription {
  /** Its name; `all` for what applies to every one. */
  session: string
  /** Null under `all`. */
  clock: ClockState | null
  /** Null under `all`. */
  settings: SessionSettings | null
  /** The rules that are set. */
  situations: SituationState[]
  /** The faults that are set, in their order. */
  faults: FaultState[]
  /** Calls since the session began or was reset, kept in the journal or not. */
  calls: number
}

/** `PUT /api/sessions/<session>/situations` */
export interface SetSituationBody {
  /** Default: every provider that has the situation. */
  provider?: string
  /** Default: every reference. */
  reference?: string
  /** Either this or `timeline`. */
  situation?: string
  /** Either this or `situation`. The last step has no end. */
  timeline?: TimelineStep[]
  /** When the timeline's first step begins. Default: `first-call`. */
  begins?: 'first-call' | 'now'
}

/** `POST /api/sessions/<session>/faults` */
export interface AddFaultBody {
  /** Its kind and the members of that kind. */
  fault: Fault
  /** Default: every provider. */
  provider?: string
  /** Default: every reference. */
  reference?: string
  /** Number of calls that the fault applies to. Default: until it is removed. */
  times?: number
}

/** `PUT /api/sessions/<session>/clock`: `mode` and `at`, either of them, or `advanceMs`. */
export interface SetClockBody {
  /** `frozen` stops the clock; `running` continues at real speed. */
  mode?: 'running' | 'frozen'
  /** ISO 8601 with an offset, from 2000 to 2099. */
  at?: string
  /** Milliseconds to move by, also backwards. */
  advanceMs?: number
}

/** An error of the control API. */
export interface ControlError {
  /** One line that names the rule. */
  error: string
  /** The part of the body, query or path that is wrong. */
  field: string | null
}

/** `GET /api/scenarios`: what the folder of scenario files gives. */
export interface ScenarioFilesState {
  /** Null where the server was started without one. */
  folder: string | null
  /** The loaded files, each with the situations that it defines. */
  files: { file: string; situations: string[] }[]
  /** Errors of the latest edit; the last valid files remain loaded. */
  problems: { file: string; line: number | null; field: string | null; message: string }[]
}
