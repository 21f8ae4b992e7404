import type { Environment, HttpRequest, RequestContext } from '@cekstatus/core'
import {
  checkExtraFields,
  checkQuery,
  configurationError,
  type QueryRules,
  readClock,
  resolveRequestContext,
} from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { checkOrderAge } from './order-age.ts'
import { checkCredentials, type DigiflazzCredentials, orderSignature } from './sign.ts'

/**
 * One prepaid order, exactly as it was sent: Digiflazz is asked by sending the order again. **Where it does not know the
 * order, the call places it and spends your balance**: a reference that never arrived, another product code or number,
 * or an order of more than 90 days.
 */
export interface DigiflazzQuery {
  /** The `ref_id` of the order. */
  merchantReference: string
  /** The `buyer_sku_code` of the order. */
  productCode: string
  /** Whom the order is for: its `customer_no`, character by character. Personal data. */
  target: string
  /**
   * When the order was first sent, from your own books; never the present. A `Date`, or an ISO date-time with `Z` or an
   * offset. Older than 80 days is refused before anything is sent, younger than a minute must wait.
   */
  orderedAt: Date | string
  /** Every transaction here is a purchase. */
  kind?: 'purchase'
}

/** What an answer is read for; what is given besides the reference is compared, too. */
export type DigiflazzAnswerQuery = Pick<DigiflazzQuery, 'merchantReference'> & Partial<DigiflazzQuery>

/** Where the request goes, and the clock that the age of the order is told by. */
export interface DigiflazzRequestContext extends RequestContext {
  /** Rupiah that the call may spend at most, a whole number from 1: `max_price`. Not sent unless given. */
  maxPrice?: number
  /** The present, by which the age of the order is told; the system's clock unless given. */
  now?: () => Date
}

const ownPath = '/v1/transaction'

const commonRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'merchantReference',
  kinds: ['purchase'],
  kindRequired: false,
  referenceInPath: false,
} as const satisfies QueryRules

const queryFields = capabilities.queryFields ?? []

/** For asking: everything that the order had. */
const askingRules: QueryRules = {
  ...commonRules,
  extraFields: { fields: queryFields, check: checkExtraFields },
}

/** For reading: a stored answer is read for its reference alone, however old it is. */
export const optionalFields = queryFields.map((field) => ({ ...field, required: false }))

export const readingRules: QueryRules = {
  ...commonRules,
  extraFields: { fields: optionalFields, check: checkExtraFields },
}

/** Checks a query that is about to be asked. @throws CekStatusError `CONFIGURATION`, or what `checkOrderAge` throws */
export function checkAskedQuery(query: DigiflazzQuery, now: () => Date) {
  const { merchantReference = '', providerReference } = checkQuery('digiflazz', query, askingRules)
  if (providerReference !== undefined) {
    const fix = 'Digiflazz has no id of its own to ask by or to compare; leave it out'
    throw configurationError('digiflazz', 'providerReference', fix)
  }
  const extraFields = checkExtraFields('digiflazz', query, queryFields)
  const { productCode = '', target = '', orderedAt = '' } = extraFields
  checkOrderAge(orderedAt, readClock('digiflazz', now))
  return { merchantReference, productCode, target }
}

export interface ResolvedContext {
  environment: Environment
  baseUrl: string
  maxPrice: number | undefined
  now: () => Date
}

/** Checks where requests go, and fills in the documented host. @throws CekStatusError `CONFIGURATION` */
export function resolveContext(context: DigiflazzRequestContext): ResolvedContext {
  const { environment, baseUrl } = resolveRequestContext(capabilities, context, ownPath)
  const { maxPrice, now = () => new Date() } = context
  if (maxPrice !== undefined && !(Number.isSafeInteger(maxPrice) && maxPrice >= 1)) {
    throw configurationError('digiflazz', 'maxPrice', 'give whole rupiah from 1')
  }
  return { environment, baseUrl, maxPrice, now }
}

/** A request and the signature in its body, which must not be printed. */
export interface SignedStatusRequest {
  request: HttpRequest
  signature: string
}

/** Builds the request and hands out its signature, so that the caller can keep it out of errors. */
export function signStatusRequest(
  query: DigiflazzQuery,
  credentials: DigiflazzCredentials,
  context: DigiflazzRequestContext,
): SignedStatusRequest {
  const { environment, baseUrl, maxPrice, now } = resolveContext(context)
  const { merchantReference, productCode, target } = checkAskedQuery(query, now)
  const { username } = checkCredentials(credentials)
  checkMode(credentials, environment)
  const signature = orderSignature(merchantReference, credentials)
  const body = {
    username,
    buyer_sku_code: productCode,
    customer_no: target,
    ref_id: merchantReference,
    sign: signature,
    ...(environment === 'sandbox' ? { testing: true } : {}),
    ...(maxPrice === undefined ? {} : { max_price: maxPrice }),
    // The page wants it for a number with a dot, which would otherwise lose it.
    ...(target.includes('.') ? { allow_dot: true } : {}),
  }
  const request: HttpRequest = {
    method: 'POST',
    url: `${baseUrl}${ownPath}`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return { request, signature }
}

/**
 * A development key answers with test data that looks like any other, so a client for production refuses it.
 *
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkMode({ apiKey }: DigiflazzCredentials, environment: Environment): void {
  if (environment !== 'production' || !apiKey.startsWith('dev-')) return
  const fix =
    "it is a development key, whose answers are test data; use environment: 'sandbox' or the production key"
  throw configurationError('digiflazz', 'apiKey', fix)
}

/**
 * Builds the request for one order, without sending it. **Sending it may order and spend your balance**; see
 * `DigiflazzQuery`. Its body holds a signature that authorises ordering under this reference: do not log it.
 * Source: https://developer.digiflazz.com/api/buyer/cek-status/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL and for an order older than 80
 * days; `RATE_LIMITED` for one of less than a minute
 */
export function buildStatusRequest(
  query: DigiflazzQuery,
  credentials: DigiflazzCredentials,
  context: DigiflazzRequestContext = {},
): HttpRequest {
  return signStatusRequest(query, credentials, context).request
}
