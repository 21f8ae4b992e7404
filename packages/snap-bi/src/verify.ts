import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkEncodable } from './fields.ts'
import { type PublicKey, publicKeyObject } from './keys.ts'
import { rsaVerify } from './rsa.ts'

/** A received signature, the text it must cover, and the sender's key. */
export interface VerifyInput {
  /** Built from the received request; for a notification with `serviceStringToSign`. */
  stringToSign: string
  /** X-SIGNATURE as received. */
  signature: string
  /** The sender's key, not your own: a parsed key, or its text, which is parsed at every call. */
  publicKey: string | PublicKey
  /** Default: `base64`. */
  encoding?: SignatureEncoding | undefined
}

const written: Record<SignatureEncoding, RegExp> = {
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  hex: /^(?:[0-9A-Fa-f]{2})*$/,
}

/**
 * Verifies a SHA256withRSA (PKCS#1 v1.5) signature. Returns false for every signature that does not match the text and
 * the key, including a missing or malformed one.
 * @throws SnapBiError only for an invalid key, encoding or string to sign
 */
export function verifySignature(input: VerifyInput): boolean {
  const key = publicKeyObject(input.publicKey)
  const encoding = checkEncoding(input.encoding)
  const stringToSign = checkEncodable('stringToSign', input.stringToSign)
  const { signature } = input
  // Decoders skip unknown characters, so malformed text around a valid signature would verify.
  if (typeof signature !== 'string' || !written[encoding].test(signature)) return false
  return rsaVerify(key, stringToSign, signature, encoding)
}
