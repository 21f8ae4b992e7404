import { hashBody } from './body-hash.ts'
import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkBodyHash, checkMethod, checkPath, checkText } from './fields.ts'
import { type PrivateKey, privateKeyObject } from './keys.ts'
import { rsaSign } from './rsa.ts'

/** The parts of a request without an access token. */
export interface ServiceRequest {
  /** In capital letters. */
  method: string
  /** Begins with `/`. */
  path: string
  /** X-TIMESTAMP: the very characters that are sent. */
  timestamp: string
}

export interface ServiceFields extends ServiceRequest {
  /** 64 lower-case hex digits from `hashBody`. */
  bodyHash: string
}

export interface ServiceInput extends ServiceRequest {
  /** The very characters that are sent, already compact; the empty string for a request without a body. */
  body: string
  /** A parsed key, or its text, which is then parsed at every call. */
  privateKey: string | PrivateKey
  /** base64 unless said. */
  encoding?: SignatureEncoding | undefined
}

/** The stages of the signature of a request without an access token. */
export interface ServiceSignature {
  /** SHA-256 of the body, 64 lower-case hex digits. */
  bodyHash: string
  /** `METHOD:path:bodyHash:timestamp`; it holds no secret. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** `METHOD:path:bodyHash:timestamp`, as notifications are signed. @throws SnapBiError */
export function serviceStringToSign(fields: ServiceFields): string {
  return [
    checkMethod(fields.method),
    checkPath(fields.path),
    checkBodyHash(fields.bodyHash),
    checkText('timestamp', fields.timestamp),
  ].join(':')
}

/**
 * Signs a request or a notification without an access token: SHA256withRSA (PKCS#1 v1.5), asymmetric.
 * The body is hashed as given and never minified. @throws SnapBiError
 */
export function signService(input: ServiceInput): ServiceSignature {
  const bodyHash = hashBody(input.body)
  const stringToSign = serviceStringToSign({ ...input, bodyHash })
  const encoding = checkEncoding(input.encoding)
  const signature = rsaSign(privateKeyObject(input.privateKey), stringToSign, encoding)
  return { bodyHash, stringToSign, signature }
}
