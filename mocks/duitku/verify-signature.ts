import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The parts that https://docs.duitku.com/api/id/ signs; nothing separates them. */
export interface SignedParts {
  merchantCode: string
  merchantOrderId: string
  apiKey: string
}

function isEqualText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** The page's scheme since April 2026, in lower-case hex. */
export function computeHmac({ merchantCode, merchantOrderId, apiKey }: SignedParts): string {
  return createHmac('sha256', apiKey).update(`${merchantCode}${merchantOrderId}`).digest('hex')
}

/** The older scheme, which the official PHP SDK sends, in lower-case hex. */
export function computeMd5({ merchantCode, merchantOrderId, apiKey }: SignedParts): string {
  return createHash('md5').update(`${merchantCode}${merchantOrderId}${apiKey}`).digest('hex')
}

/** True for a signature of either scheme: no page states whether the older one has stopped working. */
export function isSignatureValid(signature: string, parts: SignedParts): boolean {
  return isEqualText(signature, computeHmac(parts)) || isEqualText(signature, computeMd5(parts))
}
