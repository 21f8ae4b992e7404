import type { HttpRequest, RequestContext } from '@cekstatus/core'
import { checkQuery, type QueryRules, resolveRequestContext } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { type ApigamesCredentials, checkCredentials, statusSignature } from './sign.ts'

/** Asked by the merchant's `ref_id` alone; a `providerReference` is only compared with the answer's `trx_id`. */
export interface ApigamesQuery {
  /** The `ref_id` that was given when buying, at most 255 characters. */
  merchantReference: string
  /** Their `trx_id`; not sent, and compared with the answer. */
  providerReference?: string
  /** Every transaction here is a purchase. */
  kind?: 'purchase'
}

/** Where the request goes. */
export type ApigamesRequestContext = RequestContext

const ownPath = '/v2/transaksi/status'

export const queryRules: QueryRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'merchantReference',
  kinds: ['purchase'],
  kindRequired: false,
  referenceInPath: false,
}

/** Checks where requests go, and fills in the documented host. @throws CekStatusError `CONFIGURATION` */
export function resolveContext(context: ApigamesRequestContext): Required<ApigamesRequestContext> {
  return resolveRequestContext(capabilities, context, ownPath)
}

/** A request and the signature in its body, which must not be printed. */
export interface SignedStatusRequest {
  request: HttpRequest
  signature: string
}

/** Builds the request and hands out its signature, so that the caller can keep it out of errors. */
export function signStatusRequest(
  query: ApigamesQuery,
  credentials: ApigamesCredentials,
  context: ApigamesRequestContext,
): SignedStatusRequest {
  const { merchantReference = '' } = checkQuery('apigames', query, queryRules)
  const { baseUrl } = resolveContext(context)
  const { merchantId } = checkCredentials(credentials)
  const signature = statusSignature(merchantReference, credentials)
  const request: HttpRequest = {
    method: 'POST',
    url: `${baseUrl}${ownPath}`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ ref_id: merchantReference, merchant_id: merchantId, signature }),
  }
  return { request, signature }
}

/**
 * Builds the request for one transaction, without sending it. Its body holds a signature that also authorises buying
 * under this reference: do not log it. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: ApigamesQuery,
  credentials: ApigamesCredentials,
  context: ApigamesRequestContext = {},
): HttpRequest {
  return signStatusRequest(query, credentials, context).request
}
