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
export { createPaymenku, type PaymenkuClient, type PaymenkuOptions } from './client.ts'
export { description } from './description.ts'
export { errorMap } from './errors.ts'
export { buildStatusRequest, type PaymenkuQuery, type PaymenkuRequestContext } from './request.ts'
export { type PaymenkuResponse, type PaymenkuResponseData, parseStatusResponse } from './response.ts'
export type { PaymenkuCredentials } from './sign.ts'
export { statusMap } from './status.ts'
