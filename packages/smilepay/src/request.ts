import type { Environment, HttpRequest, StatusQuery } from '@cekstatus/core'
import {
  checkEnvironment,
  checkHeaderCredential,
  checkQuery,
  configurationError,
  type QueryRules,
  resolveBaseUrl,
} from '@cekstatus/core/provider'
import { createExternalId } from '@cekstatus/snap-bi'
import { capabilities } from './capabilities.ts'
import { checkInquiryCredentials, type SmilepayCredentials, signInquiry, writeTimestamp } from './sign.ts'

/**
 * Which of the two kinds, and at least one reference. Given both references, both are sent and both are compared with
 * the answer.
 */
export type SmilepayQuery = { kind: 'payment' | 'payout' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** Where a request goes and when it is signed. */
export interface SmilepayAccessTokenContext {
  /** Which documented host is asked; `production` unless said. */
  environment?: Environment
  /** Replaces that host; may carry a path prefix, which is not signed. */
  baseUrl?: string
  /** The clock behind X-TIMESTAMP; the machine's own unless said. */
  now?: () => Date
}

/** What an inquiry needs besides query and credentials; with `now` and `createExternalId` it is the same to the byte. */
export interface SmilepayRequestContext extends SmilepayAccessTokenContext {
  /** From `parseAccessTokenResponse`, without `Bearer `. */
  accessToken: string
  /** Makes the X-EXTERNAL-ID of one request: 20 to 36 digits, not used before on that day; 32 random ones unless said. */
  createExternalId?: () => string
}

/** A request with its signature, which must not be logged. */
export type SmilepaySignedRequest = HttpRequest & { headers: { 'x-signature': string } }

export const accessTokenPath = '/v1.0/access-token/b2b'
export const inquiryPath = '/v1.0/inquiry-status'

export const queryRules: QueryRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'either',
  kinds: ['payment', 'payout'],
  kindRequired: true,
  referenceInPath: false,
}

/** Checks where requests go, and fills in the documented host. @throws CekStatusError `CONFIGURATION` */
export function resolveContext(context: SmilepayAccessTokenContext): {
  environment: Environment
  baseUrl: string
} {
  const environment = checkEnvironment('smilepay', context?.environment)
  const settings = { baseUrl: context?.baseUrl, environment, origins: capabilities.origins }
  resolveBaseUrl('smilepay', { ...settings, ownPath: accessTokenPath })
  return { environment, baseUrl: resolveBaseUrl('smilepay', { ...settings, ownPath: inquiryPath }) }
}

/**
 * Builds the signed inquiry for one transaction, without sending it. Source: https://docs.smilepay.id/inquiry
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or context
 */
export function buildStatusRequest(
  query: SmilepayQuery,
  credentials: SmilepayCredentials,
  context: SmilepayRequestContext,
): SmilepaySignedRequest {
  const body = writeBody(checkQuery('smilepay', query, queryRules))
  const checked = checkInquiryCredentials(credentials)
  const { baseUrl } = resolveContext(context)
  const accessToken = checkHeaderCredential('smilepay', 'accessToken', context?.accessToken)
  const timestamp = writeTimestamp(context.now ?? (() => new Date()))
  return {
    method: 'POST',
    url: `${baseUrl}${inquiryPath}`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${accessToken}`,
      'x-timestamp': timestamp,
      'x-signature': signInquiry(checked, { path: inquiryPath, accessToken, body, timestamp }),
      ...(checked.origin === undefined ? {} : { origin: checked.origin }),
      'x-partner-id': checked.partnerId,
      'x-external-id': readExternalId(context.createExternalId ?? createExternalId),
      'channel-id': checked.channelId,
    },
    body,
  }
}

/** The characters that are signed and sent; a reference that was not given is left out. */
function writeBody({ kind, merchantReference, providerReference }: StatusQuery): string {
  return JSON.stringify({
    tradeType: kind === 'payment' ? 1 : 2,
    orderNo: merchantReference,
    tradeNo: providerReference,
  })
}

function readExternalId(create: unknown): string {
  const externalId: unknown = typeof create === 'function' ? create() : null
  if (typeof externalId === 'string' && /^\d{20,36}$/.test(externalId)) return externalId
  throw configurationError(
    'smilepay',
    'createExternalId',
    'return a text of 20 to 36 digits, another for each request',
  )
}
