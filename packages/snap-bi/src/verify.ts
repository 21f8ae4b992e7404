import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkEncodable } from './fields.ts'
import { type PublicKey, publicKeyObject } from './keys.ts'
import { rsaVerify } from './rsa.ts'

/** A received signature, what it should cover, and the key of whoever made it. */
export interface VerifyInput {
  /** Built from what was received: `serviceStringToSign` for a notification. */
  stringToSign: string
  /** X-SIGNATURE as received. */
  signature: string
  /** The sender's key, not your own. A parsed key, or its text, which is then parsed at every call. */
  publicKey: string | PublicKey
  /** base64 unless said. */
  encoding?: SignatureEncoding | undefined
}

const written: Record<SignatureEncoding, RegExp> = {
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  hex: /^(?:[0-9A-Fa-f]{2})*$/,
}

/**
 * True when the signature (SHA256withRSA, PKCS#1 v1.5) fits the text and the key; false for every other signature,
 * also a missing or unreadable one. @throws SnapBiError only for a bad key, encoding or string to sign
 */
export function verifySignature(input: VerifyInput): boolean {
  const key = publicKeyObject(input.publicKey)
  const encoding = checkEncoding(input.encoding)
  const stringToSign = checkEncodable('stringToSign', input.stringToSign)
  const { signature } = input
  // Decoders skip characters that they do not know, so a malformed text could pass for the signature inside it.
  if (typeof signature !== 'string' || !written[encoding].test(signature)) return false
  return rsaVerify(key, stringToSign, signature, encoding)
}
