import { createHash, timingSafeEqual } from 'node:crypto'

/** The three parts that https://docs.apigames.id/docs/v2/cek-status/cek-status-post signs, in its order. */
export interface SignedParts {
  merchantId: string
  secretKey: string
  /** The raw reference, before any encoding of a body or an address. */
  refId: string
}

export function buildStringToSign({ merchantId, secretKey, refId }: SignedParts): string {
  return `${merchantId}:${secretKey}:${refId}`
}

function isEqualText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** The MD5 of the parts in lower-case hex. */
export function computeSignature(parts: SignedParts): string {
  return createHash('md5').update(buildStringToSign(parts)).digest('hex')
}

/** True where `signature` is the MD5 of the parts in lower-case hex; compared in constant time. */
export function isSignatureValid(signature: string, parts: SignedParts): boolean {
  return isEqualText(signature, computeSignature(parts))
}
