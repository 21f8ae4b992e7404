export { type AnswerContext, completeTransaction, type FieldPaths, type TransactionFacts } from './answer.ts'
export type { Call, Inquiry, Recovery, TokenCall } from './call/inquiry.ts'
export { type CallRunner, createCallRunner, type RunnerSetup } from './call/runner.ts'
export type { Resource, UndoableStatus } from './client.ts'
export { checkCredential, checkHeaderCredential } from './credentials.ts'
export {
  buildRequest,
  type CallExtension,
  type ClientExtension,
  checkOptions,
  createStatusClient,
  type OptionChecks,
  type ProviderDefinition,
  parseResponse,
  type RequestInput,
  type RequestTarget,
} from './definition.ts'
export type {
  AmountMeanings,
  ExplainedRequest,
  ExplanationContext,
  ProviderDescription,
  SettingDescription,
  SignatureStage,
} from './description.ts'
export { hashMd5, hmacSha256 } from './digests.ts'
export { type ErrorRow, type ErrorRule, type GeneralErrors, listErrors, matchErrors } from './error-rules.ts'
export { type CekStatusErrorDetails, configurationError } from './errors.ts'
export type {
  CallEventType,
  Purpose,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  TokenEvent,
  WaitEvent,
} from './events/event.ts'
export { createFieldReader, type FieldReader } from './field-reader.ts'
export { type AnswerHeaders, readHeader } from './headers.ts'
export { isRecord, parseJson, toIdString } from './json.ts'
export { statusFromLines } from './line-items.ts'
export { toMinorUnits } from './money.ts'
export { checkExtraFields, checkQuery, type QueryField, type QueryRules } from './query.ts'
export { createBoundedRateLimiter } from './rate-limit/bounded-limiter.ts'
export { type Claim, type ClaimSlot, createQueue, maxPauseMs, type Queue } from './rate-limit/queue.ts'
export type { Permit, PermitRequest } from './rate-limit/rate-limiter.ts'
export { marginMs } from './rate-limit/slots.ts'
export { checkEnvironment, resolveBaseUrl, resolveRequestContext } from './request-context.ts'
export {
  classifyRefusal,
  invalidResponse,
  isSuccessful,
  type ProviderProblem,
  parseHttpResponse,
  type ReceivedResponse,
  type Refusal,
  type RefusalRules,
} from './response.ts'
export { createSecret, maskSecrets, type Secret } from './secrets.ts'
export { isFinal } from './status.ts'
export {
  type Answer,
  type AnswerReading,
  type ResponseReading,
  type ResponseSchema,
  readAnswer,
  readClock,
  readStatusResponse,
  type Selection,
} from './status-response.ts'
export {
  createStatusLookup,
  normalizeStatusWord,
  type StatusContext,
  type StatusRow,
} from './status-words.ts'
export { type Stopwatch, startStopwatch } from './stopwatch.ts'
export { parseTimestamp, type TimeFormat } from './timestamp.ts'
export type { ResponseHead, TransportOptions, TransportResponse } from './transport/transport.ts'
