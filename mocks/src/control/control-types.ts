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
  /** References with an answer of their own. */
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
  /** The HTTP status. */
  status: number
  /** Names as they are sent. */
  headers: Readonly<Record<string, string>>
  /** Byte for byte what is sent. */
  body: string
  /** How far the provider's page backs it. */
  provenance: Provenance
  /** What had to be mended where the page's text is no valid JSON. */
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

/** What a session, or all of them, was told about situations. */
export interface SituationState {
  /** Null for every provider. */
  provider: string | null
  /** Null for every reference. */
  reference: string | null
  /** The situation of a rule without an end; null where it is a timeline. */
  situation: string | null
  /** Null where one situation holds without an end. */
  timeline: TimelineState | null
}

/** What can be changed of one session besides situations, faults and clock. */
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
  /** Its name; `all` for what applies to every one. */
  session: string
  /** Null under `all`. */
  clock: ClockState | null
  /** Null under `all`. */
  settings: SessionSettings | null
  /** What was set and is still in force. */
  situations: SituationState[]
  /** What was set and is still in force, in that order. */
  faults: FaultState[]
  /** Calls since the session began or was reset, kept in the journal or not. */
  calls: number
}

/** `PUT /api/sessions/<session>/situations` */
export interface SetSituationBody {
  /** Every provider that has the situation unless said. */
  provider?: string
  /** Every reference unless said. */
  reference?: string
  /** Either this, or `timeline`. */
  situation?: string
  /** Either this, or `situation`; the last step goes on for ever. */
  timeline?: TimelineStep[]
  /** When the timeline's first step begins; `first-call` unless said. */
  begins?: 'first-call' | 'now'
}

/** `POST /api/sessions/<session>/faults` */
export interface AddFaultBody {
  /** Its kind and the members of that kind. */
  fault: Fault
  /** Every provider unless said. */
  provider?: string
  /** Every reference unless said. */
  reference?: string
  /** Applies to so many calls; for ever without it. */
  times?: number
}

/** `PUT /api/sessions/<session>/clock`: `mode` and `at`, either of them, or `advanceMs`. */
export interface SetClockBody {
  /** Frozen stands still; running goes on at the speed of the real one. */
  mode?: 'running' | 'frozen'
  /** ISO 8601 with an offset, from 2000 to 2099. */
  at?: string
  /** Milliseconds to move by, also backwards. */
  advanceMs?: number
}

/** Every answer of control that is no success. */
export interface ControlError {
  /** One line that says what would do. */
  error: string
  /** The part of the body, query or path that is wrong. */
  field: string | null
}

/** `GET /api/scenarios`: what the folder of scenario files gives. */
export interface ScenarioFilesState {
  /** Null where the server was started without one. */
  folder: string | null
  /** The files in force, each with the words that it defines. */
  files: { file: string; situations: string[] }[]
  /** The newest edit that could not be read; the last good files stay in force. */
  problems: { file: string; line: number | null; field: string | null; message: string }[]
}
