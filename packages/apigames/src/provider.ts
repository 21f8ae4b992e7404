import type { Capabilities } from '@cekstatus/core'
import {
  checkCredential,
  configurationError,
  hashMd5,
  type ProviderDefinition,
} from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { type ApigamesResponse, fieldPaths, normalize } from './response.ts'
import { createStatusResponseSchema } from './schemas.ts'

/** Both values from the member area, https://member.apigames.id/pengaturan/secret-key. */
export interface ApigamesCredentials {
  /** `M`, digits and capital letters, such as `M220718CYXXXXX3KFF`. */
  merchantId: string
  /** The secret key; it never travels, only digests made with it do. */
  secretKey: string
}

/**
 * What API Games' status call can do. No page names a test mode or a host for one.
 *
 * No page names a limit or a pace. `Pending` is always the first response to a purchase and game goods mostly come within
 * seconds, so polling starts soon. `Validasi Provider` (unknown) waits for people on their side, so it is polled slowly,
 * https://docs.apigames.id/docs/v2/pendahuluan. The figures are our choice.
 */
export const capabilities: Capabilities = {
  provider: 'apigames',
  kinds: ['purchase'],
  lookup: ['merchantReference'],
  referenceMaxLength: 255,
  repeatable: true,
  origins: { production: 'https://v1.apigames.id', sandbox: null },
  reportsSandbox: false,
  schedule: {
    pending: [3_000, 5_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000],
    processing: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000],
    unknown: [60_000, 300_000, 900_000, 1_800_000],
    recheck: [900_000, 3_600_000, 21_600_000],
  },
  // API Games has no error of its own for an unknown reference: it is refused like any wrong inquiry.
  notFoundGrace: { codes: ['REJECTED'], graceMs: 10_000 },
  // No page names one.
  rateLimit: null,
}

export const apigames: ProviderDefinition<ApigamesCredentials, ApigamesResponse> = {
  ...refusalRules,
  capabilities,
  path: '/v2/transaksi/status',
  query: { required: 'merchantReference', kindRequired: false, referenceInPath: false },
  credentials: { merchantId: checkMerchantId, secretKey: checkCredential },
  secrets: ['merchantId', 'secretKey'],
  account: 'merchantId',
  createRequest: ({ query: { merchantReference = '' }, credentials, url, redact }) => {
    const signature = statusSignature(merchantReference, credentials)
    redact(signature)
    return {
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ ref_id: merchantReference, merchant_id: credentials.merchantId, signature }),
    }
  },
  createSchema: createStatusResponseSchema,
  fieldPaths,
  normalize,
}

/**
 * The text whose MD5 is the signature: `merchantId:secretKey:merchantReference`, the reference raw. It contains the
 * secret key, so compare it locally and never log it. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference
 */
export function statusStringToSign(merchantReference: string, credentials: ApigamesCredentials): string {
  if (typeof merchantReference !== 'string' || merchantReference === '') {
    throw configurationError('apigames', 'merchantReference', 'merchantReference must be a non-empty string')
  }
  const merchantId = checkMerchantId('apigames', 'merchantId', credentials?.merchantId)
  const secretKey = checkCredential('apigames', 'secretKey', credentials?.secretKey)
  return `${merchantId}:${secretKey}:${merchantReference}`
}

/**
 * The signature of a status request: MD5 over the UTF-8 bytes of `statusStringToSign`, 32 lower-case hex digits.
 * It never expires and also authorizes buying under the same reference, so it is a credential itself.
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference, and for the field `runtime`
 * where MD5 is not available, as in FIPS mode
 */
export function statusSignature(merchantReference: string, credentials: ApigamesCredentials): string {
  return hashMd5('apigames', statusStringToSign(merchantReference, credentials))
}

/**
 * The colon separates the signed parts, and an id with one is mostly an id and a secret pasted together, which would
 * then travel in the clear.
 */
function checkMerchantId(provider: string, name: string, value: unknown): string {
  const merchantId = checkCredential(provider, name, value)
  if (!merchantId.includes(':')) return merchantId
  throw configurationError(provider, name, 'merchantId must not contain a colon')
}
