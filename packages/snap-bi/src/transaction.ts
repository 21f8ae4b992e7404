import { hashBody } from './body-hash.ts'
import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkAccessToken, checkBodyHash, checkMethod, checkPath, checkText } from './fields.ts'
import { withAlgorithm } from './runtime.ts'

/** The parts of a request that carries an access token. */
export interface TransactionRequest {
  /** In capital letters. */
  method: string
  /** Begins with `/`; with the provider's prefix and version, and with the query unless the provider says otherwise. */
  path: string
  /** Without `Bearer `. */
  accessToken: string
  /** X-TIMESTAMP: the very characters that are sent. */
  timestamp: string
}

export interface TransactionFields extends TransactionRequest {
  /** 64 lower-case hex digits from `hashBody`. */
  bodyHash: string
}

export interface TransactionInput extends TransactionRequest {
  /** The very characters that are sent, already compact; the empty string for a request without a body. */
  body: string
  /** Used as plain text, also where it looks like hex or base64. */
  clientSecret: string
  /** base64 unless said. */
  encoding?: SignatureEncoding | undefined
}

/** The stages of the signature of a request with an access token. */
export interface TransactionSignature {
  /** SHA-256 of the body, 64 lower-case hex digits. */
  bodyHash: string
  /** Holds the access token: do not log it. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** `METHOD:path:accessToken:bodyHash:timestamp`. The result holds the access token. @throws SnapBiError */
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
 * Signs a request that carries an access token: HMAC-SHA512 with the client secret, symmetric. The body is hashed
 * as given and never minified: serialize once, sign those characters, send those characters. @throws SnapBiError
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
