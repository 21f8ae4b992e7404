import { constants, createSign, createVerify, type KeyObject } from 'node:crypto'
import type { SignatureEncoding } from './encoding.ts'

const padding = constants.RSA_PKCS1_PADDING

/** SHA256withRSA, PKCS#1 v1.5, over the text in UTF-8. */
export function rsaSign(key: KeyObject, text: string, encoding: SignatureEncoding): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign({ key, padding }, encoding)
}

export function rsaVerify(
  key: KeyObject,
  text: string,
  signature: string,
  encoding: SignatureEncoding,
): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify({ key, padding }, signature, encoding)
}
