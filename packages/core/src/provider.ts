export type { Call, Inquiry, Recovery, TokenCall } from './call/inquiry.ts'
export { type CallRunner, createCallRunner, type RunnerSetup } from './call/runner.ts'
export type { Resource, UndoableStatus } from './client.ts'
export { checkCredential, checkHeaderCredential } from './credentials.ts'
export {
  buildRequest,
  type CallExtension,
  type ClientExtension,
  createStatusClient,
  type OptionReaders,
  type ProviderDefinition,
  parseResponse,
  type RequestInput,
  type RequestTarget,
  readOptions,
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
  type ProviderProblem,
  type Refusal,
  type RefusalRules,
} from './response/classify.ts'
export {
  type CompletionContext,
  completeTransaction,
  type FieldPaths,
  type TransactionFacts,
} from './response/complete.ts'
export {
  type ErrorRow,
  type ErrorRule,
  type GeneralErrors,
  listErrors,
  matchErrors,
} from './response/error-rules.ts'
export { createFieldReader, type FieldReader } from './response/fields.ts'
export { isSuccessful, parseHttpResponse, type ReceivedResponse } from './response/http-response.ts'
export {
  type CallResponse,
  type CallRules,
  parseCallResponse,
  type ResponseRules,
  type ResponseSchema,
  readClock,
  readStatusResponse,
  type Selection,
} from './response/parse.ts'
export {
  createStatusLookup,
  normalizeStatusWord,
  type StatusContext,
  type StatusRow,
} from './response/status-words.ts'
export { createSecret, maskSecrets, type Secret } from './secrets.ts'
export { isFinal } from './status.ts'
export { type Stopwatch, startStopwatch } from './stopwatch.ts'
export { parseTimestamp, type TimeFormat } from './timestamp.ts'
export type { ResponseHead, TransportOptions, TransportResponse } from './transport/transport.ts'
