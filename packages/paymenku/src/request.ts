import type { HttpRequest, RequestContext, StatusQuery } from '@cekstatus/core'
import { checkQuery, type QueryRules, resolveRequestContext } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { authorize, checkCredentials, type PaymenkuCredentials } from './sign.ts'

/** At least one reference; given both, the provider's is asked and both are compared with the answer. */
export type PaymenkuQuery = { kind?: 'payment' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** Where the request goes. */
export type PaymenkuRequestContext = RequestContext

const ownPath = '/api/v1/check-status'

export const queryRules: QueryRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'either',
  kinds: ['payment'],
  kindRequired: false,
  referenceInPath: true,
}

/** Checks where requests go, and fills in the documented host. @throws CekStatusError `CONFIGURATION` */
export function resolveContext(context: PaymenkuRequestContext): Required<PaymenkuRequestContext> {
  return resolveRequestContext(capabilities, context, ownPath)
}

/**
 * Builds the request for one transaction, without sending it. Source: https://docs.paymenku.com/api/check-status
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: PaymenkuQuery,
  credentials: PaymenkuCredentials,
  context: PaymenkuRequestContext = {},
): HttpRequest {
  const checkedQuery = checkQuery('paymenku', query, queryRules)
  return writeStatusRequest(checkedQuery, checkCredentials(credentials), resolveContext(context))
}

/** The same of what was checked before. */
export function writeStatusRequest(
  { merchantReference, providerReference }: StatusQuery,
  credentials: PaymenkuCredentials,
  { baseUrl }: Required<PaymenkuRequestContext>,
): HttpRequest {
  const reference = providerReference ?? merchantReference ?? ''
  return {
    method: 'GET',
    url: `${baseUrl}${ownPath}/${encodeURIComponent(reference)}`,
    headers: {
      ...authorize(credentials),
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: null,
  }
}
