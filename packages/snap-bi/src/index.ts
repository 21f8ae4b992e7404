export {
  type AccessTokenFields,
  type AccessTokenInput,
  type AccessTokenSignature,
  accessTokenStringToSign,
  signAccessToken,
} from './access-token.ts'
export { hashBody } from './body-hash.ts'
export type { SignatureEncoding } from './encoding.ts'
export { isSnapBiError, SnapBiError } from './errors.ts'
export { createExternalId, type ExternalIdOptions } from './external-id.ts'
export { type PrivateKey, type PublicKey, parsePrivateKey, parsePublicKey } from './keys.ts'
export { minifyJson } from './minify.ts'
export {
  type ServiceFields,
  type ServiceInput,
  type ServiceRequest,
  type ServiceSignature,
  serviceStringToSign,
  signService,
} from './service.ts'
export { formatTimestamp } from './timestamp.ts'
export {
  signTransaction,
  type TransactionFields,
  type TransactionInput,
  type TransactionRequest,
  type TransactionSignature,
  transactionStringToSign,
} from './transaction.ts'
export { type VerifyInput, verifySignature } from './verify.ts'
