import { constants, createHash, type KeyObject, publicDecrypt, verify } from 'node:crypto'

export type RsaHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'md5'

/** The bytes that PKCS#1 v1.5 puts before a digest, by hash. */
const digestInfoPrefixes: ReadonlyArray<readonly [RsaHash, string]> = [
  ['sha256', '3031300d060960864801650304020105000420'],
  ['sha512', '3051300d060960864801650304020305000440'],
  ['sha1', '3021300906052b0e03021a05000414'],
  ['sha384', '3041300d060960864801650304020205000430'],
  ['sha224', '302d300d06096086480165030402040500041c'],
  ['md5', '3020300c06082a864886f70d020505000410'],
]

/** What a PKCS#1 v1.5 signature holds: a digest and its hash, or other bytes with `hash` null. */
export interface OpenedSignature {
  hash: RsaHash | null
  content: Buffer
}

/** Undoes a signature with the public key; `null` where another key, or another padding, made it. */
export const openRsaSignature = (bytes: Buffer, publicKey: KeyObject): OpenedSignature | null => {
  let content: Buffer
  try {
    content = publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, bytes)
  } catch {
    return null
  }
  const hex = content.toString('hex')
  const known = digestInfoPrefixes.find(([, prefix]) => hex.startsWith(prefix))
  if (!known) return { hash: null, content }
  return { hash: known[0], content: content.subarray(known[1].length / 2) }
}

export const digestOf = (hash: RsaHash, text: string): Buffer => createHash(hash).update(text).digest()

const pssHashes: readonly RsaHash[] = ['sha256', 'sha512', 'sha1', 'sha384']

/** The hash with which the text was signed as RSA-PSS; `null` where it was not. */
export const findPssHash = (bytes: Buffer, text: string, publicKey: KeyObject): RsaHash | null =>
  pssHashes.find((hash) =>
    verify(
      hash,
      Buffer.from(text),
      {
        key: publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_AUTO,
      },
      bytes,
    ),
  ) ?? null
