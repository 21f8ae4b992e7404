import { createHash, timingSafeEqual } from 'node:crypto'

/** The three parts that https://developer.digiflazz.com/api/buyer/topup/ signs, in its order. */
export interface SignedParts {
  username: string
  apiKey: string
  /** The raw reference, before any encoding of a body. */
  refId: string
}

export const buildStringToSign = ({ username, apiKey, refId }: SignedParts): string =>
  `${username}${apiKey}${refId}`

const isEqualText = (left: string, right: string): boolean => {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** The MD5 of the joined parts in lower-case hex. */
export const computeSignature = (parts: SignedParts): string =>
  createHash('md5').update(buildStringToSign(parts)).digest('hex')

/** True where `sign` is the MD5 of the joined parts in lower-case hex; compared in constant time. */
export const isSignatureValid = (sign: string, parts: SignedParts): boolean =>
  isEqualText(sign, computeSignature(parts))
