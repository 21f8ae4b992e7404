import { checkEncoding, type SignatureEncoding } from './encoding.ts'
import { checkText } from './fields.ts'
import { type PrivateKey, privateKeyObject } from './keys.ts'
import { rsaSign } from './rsa.ts'

/** What an access token request signs. */
export interface AccessTokenFields {
  /** X-CLIENT-KEY: the id that the provider issued to the merchant. */
  clientKey: string
  /** X-TIMESTAMP, exactly as sent. */
  timestamp: string
}

export interface AccessTokenInput extends AccessTokenFields {
  /** A parsed key, or its text, which is parsed at every call. */
  privateKey: string | PrivateKey
  /** Default: `base64`. */
  encoding?: SignatureEncoding | undefined
}

/** The stages of the signature of an access token request. */
export interface AccessTokenSignature {
  /** `clientKey|timestamp`, without secrets. */
  stringToSign: string
  /** X-SIGNATURE. */
  signature: string
}

/** Builds `clientKey|timestamp`. @throws SnapBiError */
export function accessTokenStringToSign(fields: AccessTokenFields): string {
  return `${checkText('clientKey', fields.clientKey)}|${checkText('timestamp', fields.timestamp)}`
}

/** Signs an access token request with SHA256withRSA (PKCS#1 v1.5). @throws SnapBiError */
export function signAccessToken(input: AccessTokenInput): AccessTokenSignature {
  const stringToSign = accessTokenStringToSign(input)
  const encoding = checkEncoding(input.encoding)
  return { stringToSign, signature: rsaSign(privateKeyObject(input.privateKey), stringToSign, encoding) }
}
