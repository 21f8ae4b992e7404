export {
  type CallOptions,
  CekStatusError,
  type ErrorCode,
  isCekStatusError,
  type Money,
  redactTransaction,
  type Transaction,
  type TransactionLine,
} from '@cekstatus/core'
export { capabilities } from './capabilities.ts'
export { createPaymenku, type PaymenkuClient, type PaymenkuOptions } from './client.ts'
export { errorTable } from './errors.ts'
export { buildStatusRequest, type PaymenkuQuery, type PaymenkuRequestContext } from './request.ts'
export { type PaymenkuResponse, type PaymenkuTransaction, parseStatusResponse } from './response.ts'
export type { PaymenkuCredentials } from './sign.ts'
export { statusTable } from './status.ts'
