/**
 * The types of the control API that the page calls. They are read from their source, because a dependency on
 * `@cekstatus/mocks`, which bundles this package, would be a cycle.
 */
export type { ClockState } from '../../../mocks/src/clock/session-clock.ts'
export type {
  AddFaultBody,
  AnswerDescription,
  ProviderDescription,
  SessionDescription,
  SetSituationBody,
  SituationState,
} from '../../../mocks/src/control/control-types.ts'
export type {
  ExplanationStage,
  LikelyMistake,
  SignatureExplanation,
} from '../../../mocks/src/explain/explanation.ts'
export type { Fault, FaultKind } from '../../../mocks/src/fault/fault.ts'
export type { JournalEntry } from '../../../mocks/src/journal/journal-entry.ts'
export type { TimelineStep } from '../../../mocks/src/timeline/timeline.ts'
