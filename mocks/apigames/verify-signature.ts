import { createHash, timingSafeEqual } from 'node:crypto'

/** The three parts that https://docs.apigames.id/docs/v2/cek-status/cek-status-post signs, in its order. */
export interface SignedParts {
  merchantId: string
  secretKey: string
  /** The raw reference, before any encoding of a body or an address. */
  refId: string
}

export const buildStringToSign = ({ merchantId, secretKey, refId }: SignedParts): string =>
  `${merchantId}:${secretKey}:${refId}`

const isEqualText = (left: string, right: string): boolean => {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** The MD5 of the parts in lower-case hex. */
export const computeSignature = (parts: SignedParts): string =>
  createHash('md5').update(buildStringToSign(parts)).digest('hex')

/** True where `signature` is the MD5 of the parts in lower-case hex; compared in constant time. */
export const isSignatureValid = (signature: string, parts: SignedParts): boolean =>
  isEqualText(signature, computeSignature(parts))
