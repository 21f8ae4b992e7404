import type { Capabilities, Environment } from '@cekstatus/core'
import {
  checkCredential,
  checkExtraFields,
  configurationError,
  hashMd5,
  type ProviderDefinition,
} from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { checkOrderAge, queryFields } from './order.ts'
import { type DigiflazzResponse, fieldPaths, normalize } from './response.ts'
import { createStatusResponseSchema } from './schemas.ts'

/** Both from the API connection page, https://member.digiflazz.com/buyer-area/connection/api. */
export interface DigiflazzCredentials {
  /** Travels in every request; the signature covers it. */
  username: string
  /**
   * The key of the mode in use: the development key in the sandbox, the production key elsewhere. It never travels,
   * only digests made with it do.
   */
  apiKey: string
}

/** Options of the client, and of the context of one request. */
export interface DigiflazzSettings {
  /**
   * Rupiah that a call may spend at most, a whole number from 1; sent as `max_price`. Digiflazz documents that an order
   * above it is refused (69) without forming a transaction. With 1, a call that would order should be refused; whether it
   * knows an earlier order first is undocumented, so such a refusal is `REJECTED` and says nothing about the order.
   */
  maxPrice?: number
}

/**
 * What Digiflazz' prepaid status check can do. It is the order call sent again, so it may order: past 90 days it does,
 * and so it does for a reference that never arrived, https://developer.digiflazz.com/api/buyer/cek-status/.
 *
 * Two calls about one order within a minute may race, says the newer edition of that page, so no delay is shorter, and
 * the first are longer: results come by webhook. The figures are our choice; they matter only where `allowRepeat: true`
 * was given.
 */
export const capabilities: Capabilities = {
  provider: 'digiflazz',
  kinds: ['purchase'],
  lookup: ['merchantReference'],
  referenceMaxLength: 255,
  queryFields,
  repeatable: false,
  // One host for both; the key and a member of the request say which mode it is.
  origins: { production: 'https://api.digiflazz.com', sandbox: 'https://api.digiflazz.com' },
  reportsSandbox: false,
  schedule: {
    pending: [120_000, 300_000, 600_000, 1_800_000, 3_600_000],
    processing: [120_000, 300_000, 600_000, 1_800_000, 3_600_000],
    unknown: [600_000, 1_800_000, 3_600_000],
    recheck: [21_600_000],
  },
  // Nothing is ever too new to be known: a reference that Digiflazz does not know becomes an order.
  notFoundGrace: { codes: [], graceMs: 0 },
  // No page names one for this call; a minute between two calls about one order is kept by the schedule.
  rateLimit: null,
}

export const digiflazz: ProviderDefinition<DigiflazzCredentials, DigiflazzResponse, DigiflazzSettings> = {
  ...refusalRules,
  capabilities,
  path: '/v1/transaction',
  query: {
    required: 'merchantReference',
    kindRequired: false,
    referenceInPath: false,
    checkExtraFields,
  },
  credentials: { username: checkCredential, apiKey: checkCredential },
  secrets: ['username', 'apiKey'],
  account: 'username',
  settings: { maxPrice: checkMaxPrice },
  checkMode,
  checkRequest: ({ query, extraFields: { orderedAt = '' } }, now) => {
    if (query.providerReference !== undefined) {
      const message = 'providerReference is not supported: Digiflazz has no id of its own'
      throw configurationError('digiflazz', 'providerReference', message)
    }
    checkOrderAge(orderedAt, now())
  },
  createRequest: ({ query, extraFields, credentials, settings: { maxPrice }, environment, url, redact }) => {
    const { merchantReference = '' } = query
    const { productCode = '', target = '' } = extraFields
    const signature = orderSignature(merchantReference, credentials)
    redact(signature)
    const body = {
      username: credentials.username,
      buyer_sku_code: productCode,
      customer_no: target,
      ref_id: merchantReference,
      sign: signature,
      ...(environment === 'sandbox' ? { testing: true } : {}),
      ...(maxPrice === undefined ? {} : { max_price: maxPrice }),
      // The page wants it for a number with a dot, which would otherwise lose it.
      ...(target.includes('.') ? { allow_dot: true } : {}),
    }
    return {
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  },
  createSchema: createStatusResponseSchema,
  fieldPaths,
  normalize,
}

/**
 * The text whose MD5 is `sign`: username, API key and reference joined without anything between them. It contains the
 * key, so compare it locally and never log it. Source: https://developer.digiflazz.com/api/buyer/topup/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference
 */
export function orderStringToSign(merchantReference: string, credentials: DigiflazzCredentials): string {
  if (typeof merchantReference !== 'string' || merchantReference === '') {
    throw configurationError('digiflazz', 'merchantReference', 'merchantReference must be a non-empty string')
  }
  const username = checkCredential('digiflazz', 'username', credentials?.username)
  const apiKey = checkCredential('digiflazz', 'apiKey', credentials?.apiKey)
  return `${username}${apiKey}${merchantReference}`
}

/**
 * The `sign` of the call: MD5 over the UTF-8 bytes of `orderStringToSign`, 32 lower-case hex digits. It names neither
 * product nor customer and never expires, and the call that it opens orders: anyone who has it can order under this
 * reference, so it is a credential itself.
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or a missing reference, and for the field `runtime`
 * where MD5 is not available, as in FIPS mode
 */
export function orderSignature(merchantReference: string, credentials: DigiflazzCredentials): string {
  return hashMd5('digiflazz', orderStringToSign(merchantReference, credentials))
}

function checkMaxPrice(provider: string, name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  throw configurationError(provider, name, 'maxPrice must be an integer of at least 1 (rupiah)')
}

/** A development key gets test data that looks like any other, so a client for production refuses it. */
function checkMode({ apiKey }: DigiflazzCredentials, environment: Environment): void {
  if (environment !== 'production' || !apiKey.startsWith('dev-')) return
  const message = 'apiKey is a development key, whose responses are test data'
  throw configurationError('digiflazz', 'apiKey', message, "set environment: 'sandbox' or the production key")
}
