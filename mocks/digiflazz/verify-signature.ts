import { createHash, timingSafeEqual } from 'node:crypto'

/** The three parts that https://developer.digiflazz.com/api/buyer/topup/ signs, in its order. */
export interface SignedParts {
  username: string
  apiKey: string
  /** The raw reference, before any encoding of a body. */
  refId: string
}

export function buildStringToSign({ username, apiKey, refId }: SignedParts): string {
  return `${username}${apiKey}${refId}`
}

function isEqualText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** The MD5 of the joined parts in lower-case hex. */
export function computeSignature(parts: SignedParts): string {
  return createHash('md5').update(buildStringToSign(parts)).digest('hex')
}

/** True where `sign` is the MD5 of the joined parts in lower-case hex; compared in constant time. */
export function isSignatureValid(sign: string, parts: SignedParts): boolean {
  return isEqualText(sign, computeSignature(parts))
}
