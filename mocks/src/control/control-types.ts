import type { ClockState } from '../clock/session-clock.ts'
import type { Fault, FaultState } from '../fault/fault.ts'
import type { ProviderName } from '../registry.ts'
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
  name: ProviderName
  /** Origin of its mock; `<url>/s/<session>` is the same mock in that session. */
  url: string
  credentials: MockCredentials
  /** The credentials that carry a session, with `<session>` in its place. */
  sessionCredentials: MockCredentials
  situations: readonly SituationDescription[]
  /** Situations that the provider does not have, and why. */
  exceptions: readonly ScenarioException[]
  references: readonly ReferenceDescription[]
  /** A request that is answered as it stands, as a command for a shell. */
  curl: string | null
}

/** One reference that can be asked, and what answers it. */
export interface ReferenceDescription extends ReferenceEntry {
  /** The HTTP status of the answer. */
  status: number
  /** Address of the page that the answer was read from. */
  source: string
}

/** `GET /api/providers/<provider>/answers/<fixture>`: one answer as its fixture keeps it. */
export interface AnswerDescription {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  provenance: Provenance
  /** What had to be mended where the page's text is no valid JSON. */
  repair: string | null
}

/** A word that chooses an answer: in a reference, in `x-mock-situation`, in control, in code, and on the page. */
export interface SituationDescription {
  name: string
  /**
   * `scenario`: the same word at every provider that has it. `case`: the name of one fixture.
   * `general`: at every provider, whatever its page says. `own`: from a scenario file.
   */
  kind: 'scenario' | 'case' | 'general' | 'own'
  provenance: readonly ProvenanceKind[]
  description: string
  /** References that are answered so by themselves; the first is an example. */
  references: readonly string[]
}

/** What a session, or all of them, was told about situations. */
export interface SituationState {
  provider: ProviderName | null
  reference: string | null
  /** The situation of a rule without an end; null where it is a timeline. */
  situation: string | null
  timeline: TimelineState | null
}

export interface SessionSettings {
  /** Whether the providers' documented limits count and refuse. */
  rateLimits: boolean
  /** How far SmilePay's `X-TIMESTAMP` may be from the session's clock; null: only its form is judged. */
  timestampToleranceMs: number | null
  /** Where the jitter of latencies starts from. */
  seed: number
}

/** `GET /api/sessions/<session>`; under `all` there are no clock, no settings and no calls. */
export interface SessionDescription {
  session: string
  clock: ClockState | null
  settings: SessionSettings | null
  situations: SituationState[]
  faults: FaultState[]
  /** Calls since the session began or was reset, kept in the journal or not. */
  calls: number
}

/** `PUT /api/sessions/<session>/situations` */
export interface SetSituationBody {
  provider?: string
  reference?: string
  /** Either this, or `timeline`. */
  situation?: string
  timeline?: TimelineStep[]
  /** When the timeline's first step begins; `first-call` unless said. */
  begins?: 'first-call' | 'now'
}

/** `POST /api/sessions/<session>/faults` */
export interface AddFaultBody {
  fault: Fault
  provider?: string
  reference?: string
  /** Applies to so many calls; for ever without it. */
  times?: number
}

/** `PUT /api/sessions/<session>/clock`: `mode` and `at`, either of them, or `advanceMs`. */
export interface SetClockBody {
  mode?: 'running' | 'frozen'
  at?: string
  advanceMs?: number
}

/** Every answer of control that is no success. */
export interface ControlError {
  error: string
  /** The part of the body, query or path that is wrong. */
  field: string | null
}

/** `GET /api/scenarios`: what the folder of scenario files gives. */
export interface ScenarioFilesState {
  /** Null where the server was started without one. */
  folder: string | null
  files: { file: string; situations: string[] }[]
  /** The newest edit that could not be read; the last good files stay in force. */
  problems: { file: string; line: number | null; field: string | null; message: string }[]
}
