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
export { type ApigamesClient, type ApigamesOptions, createApigames } from './client.ts'
export { description } from './description.ts'
export { errorMap } from './errors.ts'
export { type ApigamesQuery, type ApigamesRequestContext, buildStatusRequest } from './request.ts'
export { type ApigamesResponse, type ApigamesResponseData, parseStatusResponse } from './response.ts'
export { type ApigamesCredentials, statusSignature, statusStringToSign } from './sign.ts'
export { statusMap } from './status.ts'
