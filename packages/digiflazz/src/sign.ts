import { checkCredential, configurationError } from '@cekstatus/core/provider'

/** Both from the API connection page, https://member.digiflazz.com/buyer-area/connection/api. */
export interface DigiflazzCredentials {
  /** Travels in every request; the signature covers it. */
  username: string
  /**
   * The key of the mode that is asked: the development key in the sandbox, the production key elsewhere. It never travels,
   * only digests made with it do.
   */
  apiKey: string
}

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: DigiflazzCredentials): DigiflazzCredentials {
  return {
    username: checkCredential('digiflazz', 'username', credentials?.username),
    apiKey: checkCredential('digiflazz', 'apiKey', credentials?.apiKey),
  }
}

/**
 * The text whose MD5 is `sign`: username, API key and reference joined without anything between them. It contains the
 * key, so compare it locally and never log it. Source: https://developer.digiflazz.com/api/buyer/topup/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference
 */
export function orderStringToSign(merchantReference: string, credentials: DigiflazzCredentials): string {
  if (typeof merchantReference !== 'string' || merchantReference === '') {
    throw configurationError('digiflazz', 'merchantReference', 'give the reference as text')
  }
  const { username, apiKey } = checkCredentials(credentials)
  return `${username}${apiKey}${merchantReference}`
}

/**
 * The `sign` of the call: MD5 over the UTF-8 bytes of `orderStringToSign`, 32 lower-case hex digits. It names neither
 * product nor customer and never expires, and the call that it opens orders: whoever has it can order under this
 * reference, so it is a credential itself.
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference, and for the field `runtime`
 * where MD5 is not available, as in FIPS mode
 */
export function orderSignature(merchantReference: string, credentials: DigiflazzCredentials): string {
  return hashMd5(orderStringToSign(merchantReference, credentials))
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
      'node:crypto of this runtime cannot compute MD5, with which every order is signed; use a runtime, or a mode of it, that can (Workers: nodejs_compat and a compatibility date from 2024-09-23)'
    throw configurationError('digiflazz', 'runtime', fix)
  }
}
