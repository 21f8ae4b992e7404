export { type AnswerContext, completeTransaction, type FieldPaths, type TransactionFacts } from './answer.ts'
export type { Call, Inquiry, Preparation, Remedy } from './call/inquiry.ts'
export type { RetryOptions } from './call/retry.ts'
export { type CallRunner, createCallRunner, type RunnerSetup } from './call/runner.ts'
export type { CallOptions, Capabilities, CommonOptions, Expectation, StatusClient } from './client.ts'
export {
  checkCredential,
  checkEnvironment,
  checkHeaderCredential,
  type RequestContext,
  resolveBaseUrl,
  resolveRequestContext,
} from './configuration.ts'
export type {
  ExplainedRequest,
  ExplanationContext,
  ProviderDescription,
  SettingDescription,
  SignatureStage,
} from './description.ts'
export type { ErrorRow } from './error-rows.ts'
export {
  CekStatusError,
  type CekStatusErrorDetails,
  configurationError,
  type ErrorCode,
  type ErrorRule,
  errorCodes,
  errorTable,
  isCekStatusError,
  type LimitedBy,
} from './errors.ts'
export type {
  CallEvent,
  CallEventType,
  Purpose,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  TokenEvent,
  WaitEvent,
} from './events/event.ts'
export { createFieldReader, type FieldReader } from './field-reader.ts'
export type { FinalAnswer } from './final-answers.ts'
export { type AnswerHeaders, readHeader } from './headers.ts'
export { isRecord, parseJson, readId } from './json.ts'
export { statusFromLines } from './lines.ts'
export { type Merged, type MergedTransaction, mergeTransaction } from './merge.ts'
export { isSameMoney, type Money, parseMoney, toHundredths } from './money.ts'
export {
  checkFurtherFields,
  checkQuery,
  type QueryField,
  type QueryRules,
  type StatusQuery,
} from './query.ts'
export { createRateLimiter } from './rate-limit/local-limiter.ts'
export type { Permit, PermitRequest, RateLimit, RateLimiter } from './rate-limit/rate-limiter.ts'
export { redactTransaction } from './redact.ts'
export {
  invalidResponse,
  isSuccessful,
  judgeRefusal,
  type ProviderProblem,
  type ReceivedResponse,
  type Refusal,
  type RefusalReading,
  receive,
  type StatusResponse,
} from './response.ts'
export { createSecret, maskSecrets, type Secret } from './secrets.ts'
export { type Advice, type Status, statuses, statusRules, statusTable } from './status.ts'
export {
  type Answer,
  type AnswerReading,
  type ParseOptions,
  type ResponseReading,
  type ResponseSchema,
  readAnswer,
  readClock,
  readStatusResponse,
} from './status-response.ts'
export { createStatusLookup, foldWord, type StatusRow } from './status-words.ts'
export { parseTimestamp } from './timestamp.ts'
export type { Channel, Environment, Kind, Refund, Transaction, TransactionLine } from './transaction.ts'
export type {
  HttpRequest,
  HttpResponse,
  ResponseHead,
  Transport,
  TransportOptions,
  TransportResponse,
} from './transport/transport.ts'
export { getTransactionStatuses, type ManyOptions, type StatusOutcome } from './waiting/many.ts'
export { defaultSchedule, type NotYetKnown, nextDelayMs, type Schedule } from './waiting/schedule.ts'
export type { WaitOptions } from './waiting/settings.ts'
export { type WaitResult, waitForFinalStatus } from './waiting/wait.ts'
export { type WatchOptions, watchTransactionStatus } from './waiting/watch.ts'
export { type Warning, type WarningCode, type WarningRule, warningTable } from './warnings.ts'
