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
export {
  buildAccessTokenRequest,
  parseAccessTokenResponse,
  type SmilepayAccessToken,
  type SmilepayAccessTokenResponse,
} from './access-token.ts'
export { capabilities } from './capabilities.ts'
export { createSmilepay, type SmilepayClient, type SmilepayOptions } from './client.ts'
export { description } from './description.ts'
export { errorMap } from './errors.ts'
export {
  buildStatusRequest,
  type SmilepayAccessTokenContext,
  type SmilepayQuery,
  type SmilepayRequestContext,
  type SmilepaySignedRequest,
} from './request.ts'
export { parseStatusResponse, type SmilepayResponse } from './response.ts'
export type { SmilepayCredentials } from './sign.ts'
export { statusMap } from './status.ts'
export type { SmilepayTokenStore } from './token-store.ts'
