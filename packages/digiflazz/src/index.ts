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
export { createDigiflazz, type DigiflazzClient, type DigiflazzOptions } from './client.ts'
export { description } from './description.ts'
export { errorMap } from './errors.ts'
export { maxOrderAgeDays } from './order-age.ts'
export {
  buildStatusRequest,
  type DigiflazzAnswerQuery,
  type DigiflazzQuery,
  type DigiflazzRequestContext,
} from './request.ts'
export { type DigiflazzResponse, type DigiflazzResponseData, parseStatusResponse } from './response.ts'
export { type DigiflazzCredentials, orderSignature, orderStringToSign } from './sign.ts'
export { statusMap } from './status.ts'
