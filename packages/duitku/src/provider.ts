import type { Capabilities } from '@cekstatus/core'
import {
  checkCredential,
  configurationError,
  hashMd5,
  hmacSha256,
  type ProviderDefinition,
} from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { type DuitkuResponse, fieldPaths, normalize } from './response.ts'
import { createStatusResponseSchema } from './schemas.ts'

/** Both values of one project and one environment, from the merchant portal. */
export interface DuitkuCredentials {
  /** Travels in every request, such as `D0001`. */
  merchantCode: string
  /** The merchant key; it never travels, only digests made with it do. */
  apiKey: string
}

/**
 * How a request is signed. The page has had HMAC-SHA256 since April 2026 and calls MD5 obsolete; the official PHP SDK
 * still signs with MD5, and no page says when MD5 stops working.
 */
export type SignatureMethod = 'hmac-sha256' | 'md5'

/** Options of the client, and of the context of one request. */
export interface DuitkuSettings {
  /** Default: `hmac-sha256`. */
  signatureMethod?: SignatureMethod
}

/**
 * What Duitku's status call can do. The response has no time, no method and no mark of test mode.
 *
 * The page warns of a hit limit on this call, which is not made for cron jobs, and of a block of about an hour, without a
 * number. So polling starts slowly; the figures are our choice.
 */
export const capabilities: Capabilities = {
  provider: 'duitku',
  kinds: ['payment'],
  lookup: ['merchantReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: 'https://passport.duitku.com', sandbox: 'https://sandbox.duitku.com' },
  reportsSandbox: false,
  schedule: {
    pending: [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000],
    processing: [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000],
    unknown: [300_000, 900_000, 1_800_000, 3_600_000],
    recheck: [21_600_000],
  },
  // No page shows the response for an unknown order, so that one is refused like any wrong request.
  notFoundGrace: { codes: ['REJECTED'], graceMs: 60_000 },
  // The hit limit has no number.
  rateLimit: null,
}

export const duitku: ProviderDefinition<DuitkuCredentials, DuitkuResponse, Required<DuitkuSettings>> = {
  ...refusalRules,
  capabilities,
  path: '/webapi/api/merchant/transactionStatus',
  query: { required: 'merchantReference', kindRequired: false, referenceInPath: false },
  credentials: { merchantCode: checkCredential, apiKey: checkCredential },
  // The merchant code begins every `reference` of Duitku, so it is no secret.
  secrets: ['apiKey'],
  account: 'merchantCode',
  settings: { signatureMethod: checkSignatureMethod },
  createRequest: ({
    query: { merchantReference = '' },
    credentials,
    settings: { signatureMethod },
    url,
    redact,
  }) => {
    const signature = statusSignature(merchantReference, credentials, signatureMethod)
    redact(signature)
    const { merchantCode } = credentials
    return {
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ merchantCode, merchantOrderId: merchantReference, signature }),
    }
  },
  createSchema: createStatusResponseSchema,
  fieldPaths,
  normalize,
}

/**
 * The text that is signed, without separators: merchant code and order id, and for MD5 the API key after them, so compare
 * it locally and never log it. Source: https://docs.duitku.com/api/id/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential, an unknown method or a missing reference
 */
export function statusStringToSign(
  merchantReference: string,
  credentials: DuitkuCredentials,
  signatureMethod: SignatureMethod = 'hmac-sha256',
): string {
  if (typeof merchantReference !== 'string' || merchantReference === '') {
    throw configurationError('duitku', 'merchantReference', 'merchantReference must be a non-empty string')
  }
  const merchantCode = checkCredential('duitku', 'merchantCode', credentials?.merchantCode)
  const apiKey = checkCredential('duitku', 'apiKey', credentials?.apiKey)
  const method = checkSignatureMethod('duitku', 'signatureMethod', signatureMethod)
  return `${merchantCode}${merchantReference}${method === 'md5' ? apiKey : ''}`
}

/**
 * The signature of a status request over `statusStringToSign` in lower-case hex: HMAC-SHA256 with the API key as key (64
 * digits), or MD5 (32 digits). It never expires, and because nothing separates the signed parts, it can also be the
 * signature of another order's creation or callback: it is a credential itself.
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential, an unknown method or a missing reference, and for
 * the field `runtime` where the digest is not available, as MD5 in FIPS mode
 */
export function statusSignature(
  merchantReference: string,
  credentials: DuitkuCredentials,
  signatureMethod: SignatureMethod = 'hmac-sha256',
): string {
  const stringToSign = statusStringToSign(merchantReference, credentials, signatureMethod)
  return signatureMethod === 'md5'
    ? hashMd5('duitku', stringToSign)
    : hmacSha256('duitku', credentials.apiKey, stringToSign)
}

function checkSignatureMethod(provider: string, name: string, value: unknown): SignatureMethod {
  if (value === undefined || value === 'hmac-sha256') return 'hmac-sha256'
  if (value === 'md5') return value
  throw configurationError(provider, name, "signatureMethod must be 'hmac-sha256' or 'md5'")
}
