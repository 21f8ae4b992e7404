import type { HttpRequest, RequestContext, StatusQuery } from '@cekstatus/core'
import { checkQuery, type QueryRules, resolveRequestContext } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { authorize, checkCredentials, type SekalipayCredentials } from './sign.ts'

/** At least one reference; given both, the provider's (the invoice) is asked and both are compared with the answer. */
export type SekalipayQuery = { kind?: 'purchase' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** Where the request goes. */
export type SekalipayRequestContext = RequestContext

const ownPath = '/api/v1/trx'

export const queryRules: QueryRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'either',
  kinds: ['purchase'],
  kindRequired: false,
  referenceInPath: true,
}

/** Checks where requests go, and fills in the documented host. @throws CekStatusError `CONFIGURATION` */
export function resolveContext(context: SekalipayRequestContext): Required<SekalipayRequestContext> {
  return resolveRequestContext(capabilities, context, ownPath)
}

/**
 * Builds the request for one transaction, without sending it.
 * Source: https://sekalipay.com/api-docs/transactions/detail
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: SekalipayQuery,
  credentials: SekalipayCredentials,
  context: SekalipayRequestContext = {},
): HttpRequest {
  const checkedQuery = checkQuery('sekalipay', query, queryRules)
  return writeStatusRequest(checkedQuery, checkCredentials(credentials), resolveContext(context))
}

/** The same of what was checked before. */
export function writeStatusRequest(
  { merchantReference, providerReference }: StatusQuery,
  credentials: SekalipayCredentials,
  { baseUrl }: Required<SekalipayRequestContext>,
): HttpRequest {
  const reference = providerReference ?? merchantReference ?? ''
  return {
    method: 'GET',
    url: `${baseUrl}${ownPath}/${encodeURIComponent(reference)}`,
    headers: { ...authorize(credentials), accept: 'application/json' },
    body: null,
  }
}
