import type { Capabilities, CommonOptions, HttpRequest, RequestContext } from '@cekstatus/core'
import {
  type ClientExtension,
  checkHeaderCredential,
  configurationError,
  type ProviderDefinition,
  resolveRequestContext,
} from '@cekstatus/core/provider'
import { createExternalId } from '@cekstatus/snap-bi'
import { parseAccessTokenResponse } from './access-token.ts'
import { recoverFrom, refusalRules } from './errors.ts'
import { fieldPaths, normalize, type SmilepayResponse } from './response.ts'
import { createInquiryStatusResponseSchema } from './schemas.ts'
import {
  checkCredentials,
  type InquiryCredentials,
  inquiryCredentialChecks,
  listSecrets,
  nameSharedToken,
  type SmilepayCredentials,
  signInquiry,
  signTokenRequest,
  writeTimestamp,
} from './sign.ts'
import { checkTokenStore, createTokenCache, type SmilepayTokenStore, shareToken } from './token-cache.ts'

/** A request with its signature, which must not be logged. */
export type SmilepaySignedRequest = HttpRequest & { headers: { 'x-signature': string } }

/** Where a request goes and when it is signed. */
export interface SmilepayAccessTokenContext extends RequestContext {
  /** Returns the current time for X-TIMESTAMP; default: the system clock. */
  now?: () => Date
}

/** What one inquiry needs besides query and credentials. */
interface InquiryContext {
  accessToken: string
  createExternalId: () => string
}

const accessTokenPath = '/v1.0/access-token/b2b'
const inquiryPath = '/v1.0/inquiry-status'

/**
 * What SmilePay's inquiry can do. Sandbox and production are two hosts with credentials of their own.
 *
 * Fewer than 10 inquiries a minute, else access is blocked, https://docs.smilepay.id/inquiry: one order takes at most
 * four of them in its first minute, so that another one fits beside it. While no callback has come the order is in
 * progress, https://docs.smilepay.id/start/configuration.html, so a slow pace loses nothing. A payout that is EXPIRED may
 * be a network timeout, which is unknown here and polled only slowly. The figures are our choice; no page names a refund.
 */
export const capabilities: Capabilities = {
  provider: 'smilepay',
  kinds: ['payment', 'payout'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 32,
  repeatable: true,
  origins: {
    production: 'https://gateway.smilepay.id',
    sandbox: 'https://sandbox-gateway.smilepay.id',
  },
  reportsSandbox: false,
  schedule: {
    pending: [10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    processing: [10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    unknown: [60_000, 120_000, 300_000, 600_000, 1_800_000],
    recheck: [900_000, 3_600_000, 21_600_000],
  },
  // 404/01 while the creation of the order may still arrive; how long that lasts is our choice.
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 30_000 },
  // "Less than 10 times per minute, otherwise access will be prohibited": https://docs.smilepay.id/inquiry
  rateLimit: { calls: 9, windowMs: 60_000 },
}

export const smilepay: ProviderDefinition<InquiryCredentials, SmilepayResponse, object, InquiryContext> = {
  ...refusalRules,
  capabilities,
  path: inquiryPath,
  otherPaths: [accessTokenPath],
  query: { required: 'either', kindRequired: true, referenceInPath: false },
  credentials: inquiryCredentialChecks,
  secrets: ['merchantSecret'],
  account: 'partnerId',
  context: {
    accessToken: checkHeaderCredential,
    createExternalId: (_provider, _name, value) =>
      value === undefined ? createExternalId : (value as () => string),
  },
  createRequest: ({ query, credentials, context, url, now, redact }) => {
    const { accessToken } = context
    // The characters that are signed and sent; a reference that was not given is left out.
    const body = JSON.stringify({
      tradeType: query.kind === 'payment' ? 1 : 2,
      orderNo: query.merchantReference,
      tradeNo: query.providerReference,
    })
    const timestamp = writeTimestamp(now)
    const signature = signInquiry(credentials, { path: inquiryPath, accessToken, body, timestamp })
    redact(accessToken, signature)
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${accessToken}`,
        'x-timestamp': timestamp,
        'x-signature': signature,
        ...(credentials.origin === undefined ? {} : { origin: credentials.origin }),
        'x-partner-id': credentials.partnerId,
        'x-external-id': readExternalId(context.createExternalId),
        'channel-id': credentials.channelId,
      },
      body,
    }
  },
  createSchema: createInquiryStatusResponseSchema,
  fieldPaths,
  normalize,
}

/**
 * Builds the signed request for an access token, without sending it. Source: https://docs.smilepay.id/token
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed credential or context
 */
export function buildAccessTokenRequest(
  credentials: SmilepayCredentials,
  context: SmilepayAccessTokenContext = {},
): SmilepaySignedRequest {
  const checked = checkCredentials(credentials)
  const { baseUrl } = resolveRequestContext(capabilities, context, accessTokenPath)
  const timestamp = writeTimestamp(context?.now ?? (() => new Date()))
  return {
    method: 'POST',
    url: `${baseUrl}${accessTokenPath}`,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-client-key': checked.partnerId,
      'x-signature': signTokenRequest(checked, { timestamp }),
    },
    body: JSON.stringify({ grantType: 'client_credentials' }),
  }
}

/** Fetches an access token at the first call and shares it among all calls, and through `tokenStore` among processes. */
export function withAccessToken(
  options: SmilepayCredentials & CommonOptions & { tokenStore?: SmilepayTokenStore },
): ClientExtension<InquiryCredentials, object, InquiryContext> {
  const credentials = checkCredentials(options)
  const store = checkTokenStore(options.tokenStore)
  return {
    ownOptions: ['privateKey', 'tokenStore'],
    secrets: listSecrets(credentials),
    connect: (runner, { environment, baseUrl, now }) => {
      const context = { environment, baseUrl, now }
      const tokens = createTokenCache({
        fetchToken: () =>
          runner.prepare(async ({ redact, send }) => {
            const request = buildAccessTokenRequest(credentials, context)
            redact(request.headers['x-signature'])
            return parseAccessTokenResponse(await send(request), context)
          }),
        now: options.now,
        shared: store === undefined ? null : shareToken(store, nameSharedToken(credentials, baseUrl)),
      })
      return () => {
        let accessToken = ''
        return {
          createContext: async () => {
            accessToken = await tokens.get()
            return { accessToken }
          },
          recoverFrom: (error) => {
            const name = recoverFrom(error)
            if (name !== 'fresh-token') return name === null ? null : { name }
            return { name, apply: () => tokens.drop(accessToken) }
          },
        }
      }
    },
  }
}

function readExternalId(create: unknown): string {
  const externalId: unknown = typeof create === 'function' ? create() : null
  if (typeof externalId === 'string' && /^\d{20,36}$/.test(externalId)) return externalId
  const message = 'createExternalId must return a new string of 20 to 36 digits for each request'
  throw configurationError('smilepay', 'createExternalId', message)
}
