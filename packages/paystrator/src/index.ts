export {
  type Advice,
  type CallOptions,
  CekStatusError,
  type ErrorCode,
  isCekStatusError,
  type Money,
  redactTransaction,
  type Status,
  type Transaction,
  type TransactionLine,
  type Warning,
} from '@cekstatus/core'
export { capabilities } from './capabilities.ts'
export { createPaystrator, type PaystratorClient, type PaystratorOptions } from './client.ts'
export { description, type PaystratorSettings } from './description.ts'
export { errorMap } from './errors.ts'
export {
  buildStatusRequest,
  type IdParameter,
  type PaystratorQuery,
  type PaystratorRequestContext,
  type PaystratorRequestSettings,
} from './request.ts'
export {
  type PaystratorParseOptions,
  type PaystratorResponse,
  type PaystratorResponseData,
  parseStatusResponse,
} from './response.ts'
export type { AccessTokenSource, PaystratorCredentials, TokenHeader } from './sign.ts'
export { statusMap } from './status.ts'
