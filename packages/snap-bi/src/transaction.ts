import { hashBody } from './body-hash.ts'
import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkAccessToken, checkBodyHash, checkMethod, checkPath, checkText } from './fields.ts'
import { withAlgorithm } from './runtime.ts'

/** The parts of a request that carries an access token. */
export interface TransactionRequest {
  /** In capital letters, such as `POST`. */
  method: string
  /** Begins with `/`; includes the provider's prefix and version and, for most providers, the query. */
  path: string
  /** Without `Bearer `. */
  accessToken: string
  /** X-TIMESTAMP, exactly as sent. */
  timestamp: string
}

export interface TransactionFields extends TransactionRequest {
  /** 64 lower-case hex digits from `hashBody`. */
  bodyHash: string
}

export interface TransactionInput extends TransactionRequest {
  /** Exactly as sent, already compact; the empty string for a request without a body. */
  body: string
  /** Plain text; never decoded, even where it looks like hex or base64. */
  clientSecret: string
  /** Default: `base64`. */
  encoding?: SignatureEncoding | undefined
}

/** The stages of the signature of a request with an access token. */
export interface TransactionSignature {
  /** SHA-256 of the body, 64 lower-case hex digits. */
  bodyHash: string
  /** Contains the access token: do not log it. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** Builds `METHOD:path:accessToken:bodyHash:timestamp`, which contains the access token. @throws SnapBiError */
export function transactionStringToSign(fields: TransactionFields): string {
  return [
    checkMethod(fields.method),
    checkPath(fields.path),
    checkAccessToken(fields.accessToken),
    checkBodyHash(fields.bodyHash),
    checkText('timestamp', fields.timestamp),
  ].join(':')
}

/**
 * Signs a request that carries an access token with HMAC-SHA512 and the client secret. Hashes the body as passed and
 * never minifies it: serialize the body once, sign that text and send that text.
 * @throws SnapBiError
 */
export function signTransaction(input: TransactionInput): TransactionSignature {
  const bodyHash = hashBody(input.body)
  const stringToSign = transactionStringToSign({ ...input, bodyHash })
  const clientSecret = checkText('clientSecret', input.clientSecret)
  const encoding = checkEncoding(input.encoding)
  const signature = withAlgorithm('HMAC-SHA512', ({ createHmac }) =>
    createHmac('sha512', clientSecret).update(stringToSign, 'utf8').digest(encoding),
  )
  return { bodyHash, stringToSign, signature }
}
