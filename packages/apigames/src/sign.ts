import { checkCredential, configurationError } from '@cekstatus/core/provider'

/** Both values from the member area, https://member.apigames.id/pengaturan/secret-key. */
export interface ApigamesCredentials {
  /** `M`, digits and capital letters, such as `M220718CYXXXXX3KFF`. */
  merchantId: string
  /** The secret key; it never travels, only digests made with it do. */
  secretKey: string
}

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: ApigamesCredentials): ApigamesCredentials {
  const merchantId = checkCredential('apigames', 'merchantId', credentials?.merchantId)
  // The colon separates the signed parts, and an id with one is mostly an id and a secret pasted together, which
  // would then travel in the clear.
  if (merchantId.includes(':')) {
    throw configurationError('apigames', 'merchantId', 'give the Merchant ID alone, without a colon')
  }
  return { merchantId, secretKey: checkCredential('apigames', 'secretKey', credentials?.secretKey) }
}

/**
 * The text whose MD5 is the signature: `merchantId:secretKey:merchantReference`, the reference raw. It contains the
 * secret key, so compare it locally and never log it. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference
 */
export function statusStringToSign(merchantReference: string, credentials: ApigamesCredentials): string {
  if (typeof merchantReference !== 'string' || merchantReference === '') {
    throw configurationError('apigames', 'merchantReference', 'give the reference as text')
  }
  const { merchantId, secretKey } = checkCredentials(credentials)
  return `${merchantId}:${secretKey}:${merchantReference}`
}

/**
 * The signature of a status request: MD5 over the UTF-8 bytes of `statusStringToSign`, 32 lower-case hex digits.
 * It never expires and also authorises buying under the same reference, so it is a credential itself.
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference, and for the field `runtime`
 * where MD5 is not available, as in FIPS mode
 */
export function statusSignature(merchantReference: string, credentials: ApigamesCredentials): string {
  return hashMd5(statusStringToSign(merchantReference, credentials))
}

let nodeCrypto: typeof import('node:crypto') | undefined

/**
 * Loads `node:crypto` at the first use, because that takes as long as loading the rest. The runtime's own error is not
 * attached, because it may quote what it was given.
 */
function hashMd5(stringToSign: string): string {
  try {
    nodeCrypto ??= globalThis.process.getBuiltinModule('node:crypto')
    return nodeCrypto.createHash('md5').update(stringToSign, 'utf8').digest('hex')
  } catch {
    const fix =
      'node:crypto of this runtime cannot compute MD5, with which every request is signed; use a runtime, or a mode of it, that can (Workers: nodejs_compat and a compatibility date from 2024-09-23)'
    throw configurationError('apigames', 'runtime', fix)
  }
}
