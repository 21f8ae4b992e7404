import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkText } from './fields.ts'
import { type PrivateKey, privateKeyObject } from './keys.ts'
import { rsaSign } from './rsa.ts'

/** What an access token request signs. */
export interface AccessTokenFields {
  /** X-CLIENT-KEY: the id that the provider gave to the merchant. */
  clientKey: string
  /** X-TIMESTAMP: the very characters that are sent. */
  timestamp: string
}

export interface AccessTokenInput extends AccessTokenFields {
  /** A parsed key, or its text, which is then parsed at every call. */
  privateKey: string | PrivateKey
  /** base64 unless said. */
  encoding?: SignatureEncoding | undefined
}

/** Both stages of an access token request's signature. */
export interface AccessTokenSignature {
  /** `clientKey|timestamp`; it holds no secret. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** `clientKey|timestamp`. @throws SnapBiError */
export function accessTokenStringToSign(fields: AccessTokenFields): string {
  return `${checkText('clientKey', fields.clientKey)}|${checkText('timestamp', fields.timestamp)}`
}

/** Signs an access token request: SHA256withRSA (PKCS#1 v1.5), asymmetric. @throws SnapBiError */
export function signAccessToken(input: AccessTokenInput): AccessTokenSignature {
  const stringToSign = accessTokenStringToSign(input)
  const encoding = checkEncoding(input.encoding)
  return { stringToSign, signature: rsaSign(privateKeyObject(input.privateKey), stringToSign, encoding) }
}
