export type { RetryOptions } from './call/retry.ts'
export type { CallOptions, Capabilities, CommonOptions, Expectation, StatusClient } from './client.ts'
export {
  CekStatusError,
  type ErrorCode,
  type ErrorInfo,
  errorCodes,
  errorInfo,
  isCekStatusError,
  type LimitedBy,
} from './errors.ts'
export type { CallEvent } from './events/event.ts'
export type { FinalAnswer } from './final-answers.ts'
export { type Merged, type MergedTransaction, mergeTransaction } from './merge.ts'
export { isSameMoney, type Money, parseMoney } from './money.ts'
export { getTransactionStatuses, type ManyOptions, type StatusOutcome } from './polling/batch.ts'
export { defaultSchedule, type NotFoundGrace, nextDelayMs, type Schedule } from './polling/schedule.ts'
export type { WaitOptions } from './polling/settings.ts'
export { type WaitResult, waitForFinalStatus } from './polling/wait.ts'
export { type WatchOptions, watchTransactionStatus } from './polling/watch.ts'
export type { StatusQuery } from './query.ts'
export { createRateLimiter } from './rate-limit/local-limiter.ts'
export type { RateLimit, RateLimiter } from './rate-limit/rate-limiter.ts'
export { redactTransaction } from './redact.ts'
export type { RequestContext } from './request-context.ts'
export type { StatusResponse } from './response/http-response.ts'
export type { ParseOptions } from './response/parse.ts'
export { type Advice, type Status, type StatusInfo, statuses, statusInfo } from './status.ts'
export type { Channel, Environment, Kind, Refund, Transaction, TransactionLine } from './transaction.ts'
export type { HttpRequest, HttpResponse, Transport } from './transport/transport.ts'
export { type Warning, type WarningCode, type WarningInfo, warningInfo } from './warnings.ts'
