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
export { createSekalipay, type SekalipayClient, type SekalipayOptions } from './client.ts'
export { description } from './description.ts'
export { errorMap } from './errors.ts'
export { buildStatusRequest, type SekalipayQuery, type SekalipayRequestContext } from './request.ts'
export {
  parseStatusResponse,
  type SekalipayH2hResult,
  type SekalipayItem,
  type SekalipayOrder,
  type SekalipayResponse,
  type SekalipaySmmResult,
} from './response.ts'
export type { SekalipayCredentials } from './sign.ts'
export { statusMap } from './status.ts'
