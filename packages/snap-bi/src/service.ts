import { hashBody } from './body-hash.ts'
import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkBodyHash, checkMethod, checkPath, checkText } from './fields.ts'
import { type PrivateKey, privateKeyObject } from './keys.ts'
import { rsaSign } from './rsa.ts'

/** The parts of a request without an access token. */
export interface ServiceRequest {
  /** In capital letters, such as `POST`. */
  method: string
  /** Begins with `/`. */
  path: string
  /** X-TIMESTAMP, exactly as sent. */
  timestamp: string
}

export interface ServiceFields extends ServiceRequest {
  /** 64 lower-case hex digits from `hashBody`. */
  bodyHash: string
}

export interface ServiceInput extends ServiceRequest {
  /** Exactly as sent, already compact; the empty string for a request without a body. */
  body: string
  /** A parsed key, or its text, which is parsed at every call. */
  privateKey: string | PrivateKey
  /** Default: `base64`. */
  encoding?: SignatureEncoding | undefined
}

/** The stages of the signature of a request without an access token. */
export interface ServiceSignature {
  /** SHA-256 of the body, 64 lower-case hex digits. */
  bodyHash: string
  /** `METHOD:path:bodyHash:timestamp`, without secrets. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** Builds `METHOD:path:bodyHash:timestamp`, the string to sign of a notification. @throws SnapBiError */
export function serviceStringToSign(fields: ServiceFields): string {
  return [
    checkMethod(fields.method),
    checkPath(fields.path),
    checkBodyHash(fields.bodyHash),
    checkText('timestamp', fields.timestamp),
  ].join(':')
}

/**
 * Signs a request or a notification without an access token with SHA256withRSA (PKCS#1 v1.5). Hashes the body as passed
 * and never minifies it.
 * @throws SnapBiError
 */
export function signService(input: ServiceInput): ServiceSignature {
  const bodyHash = hashBody(input.body)
  const stringToSign = serviceStringToSign({ ...input, bodyHash })
  const encoding = checkEncoding(input.encoding)
  const signature = rsaSign(privateKeyObject(input.privateKey), stringToSign, encoding)
  return { bodyHash, stringToSign, signature }
}
