import { createHash, createHmac, type KeyObject, timingSafeEqual, verify } from 'node:crypto'

function isWhiteSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r'
}

/**
 * Removes JSON's white space outside strings and keeps every other character, order included.
 * Written as one pass, because a pattern for strings takes quadratic time on an unfinished one.
 */
export function minifyJson(body: string): string {
  const pieces: string[] = []
  let pieceStart = 0
  let isInString = false
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index)
    if (isInString && character === '\\') index += 1
    else if (character === '"') isInString = !isInString
    else if (!isInString && isWhiteSpace(character)) {
      pieces.push(body.slice(pieceStart, index))
      pieceStart = index + 1
    }
  }
  return pieces.join('') + body.slice(pieceStart)
}

export interface TransactionRequest {
  httpMethod: string
  /** The provider's own path with its version, without host or any prefix before it. */
  endpointUrl: string
  /** Without `Bearer `. */
  accessToken: string
  /** As received. */
  body: string
  /** The text of `X-TIMESTAMP`, untouched. */
  timestamp: string
}

export function hashBody(body: string): string {
  return createHash('sha256').update(minifyJson(body)).digest('hex')
}

/** The text behind a transaction's `X-SIGNATURE`, as the SNAP standard composes it. */
export function buildTransactionStringToSign(request: TransactionRequest): string {
  const { httpMethod, endpointUrl, accessToken, body, timestamp } = request
  return `${httpMethod}:${endpointUrl}:${accessToken}:${hashBody(body)}:${timestamp}`
}

function isEqualText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}

/** HMAC-SHA512 in base64, compared in constant time. The secret looks like hex but is used as the text it is. */
export function isTransactionSignatureValid(
  signature: string,
  request: TransactionRequest,
  merchantSecret: string,
): boolean {
  return isEqualText(
    signature,
    createHmac('sha512', merchantSecret).update(buildTransactionStringToSign(request)).digest('base64'),
  )
}

/** The text behind a token request's `X-SIGNATURE`. */
export function buildTokenStringToSign(clientKey: string, timestamp: string): string {
  return `${clientKey}|${timestamp}`
}

/** SHA256withRSA (PKCS#1 v1.5) in base64; other spellings of the same bytes, such as base64url, are refused. */
export function isRsaSignatureValid(signature: string, stringToSign: string, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return (
    bytes.toString('base64') === signature && verify('sha256', Buffer.from(stringToSign), publicKey, bytes)
  )
}
