import type { Capabilities } from '@cekstatus/core'
import {
  type ClientExtension,
  checkHeaderCredential,
  configurationError,
  type ProviderDefinition,
} from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { fieldPaths, normalize, type PaystratorResponse } from './response.ts'
import { createGetStatusResponseSchema } from './schemas.ts'

/** A public access token without `Bearer `, or a function that returns a fresh one. */
export type AccessTokenSource = string | (() => string | Promise<string>)

/**
 * The public access token. The one that a page shows lives five minutes, and it may work only once, so pass a function:
 * it is called before every HTTP request.
 */
export interface PaystratorCredentials {
  /** Without `Bearer `; text, or a function that returns it or a promise of it. */
  accessToken: AccessTokenSource
}

/** The pages disagree about the header that carries the token. */
export type TokenHeader = 'publicAccessToken' | 'authorization'

/** The pages disagree about the name of the query parameter. */
export type IdParameter = 'id' | 'transaction_id'

/** What the pages disagree about or leave open. */
export interface PaystratorDetails {
  /** Default: `publicAccessToken`. */
  tokenHeader?: TokenHeader
  /** Default: `id`. */
  idParameter?: IdParameter
  /** Currency of the amounts, three capital letters. The response does not state it; default: `IDR`, an assumption. */
  currency?: string
}

/** What one request needs besides. */
interface TokenContext {
  accessToken?: string
}

/**
 * What Paystrator's status call can do. It knows Paystrator's own id only.
 *
 * Webhooks first, and polling only as a fallback, says https://paystrator.readme.io/reference/checkout-page-overview,
 * with 60 requests a minute for the whole tenant. An access token may be good for one inquiry only, which doubles the
 * cost of each. So polling starts slowly. The figures are our choice; no page names a refund.
 */
export const capabilities: Capabilities = {
  provider: 'paystrator',
  kinds: ['payment', 'payout'],
  lookup: ['providerReference'],
  referenceMaxLength: 255,
  repeatable: true,
  origins: { production: 'https://api.paystrator.com', sandbox: 'https://sandbox.paystrator.com' },
  reportsSandbox: false,
  schedule: {
    pending: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    processing: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    unknown: [30_000, 60_000, 120_000, 300_000, 600_000],
    recheck: [900_000, 3_600_000, 21_600_000],
  },
  // HTTP 404 for an id that is not valid or not known yet; how long that lasts is our choice.
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 10_000 },
  // 60 a minute for each tenant; whether that reaches this call is not certain:
  // https://paystrator.readme.io/reference/checkout-page-overview
  rateLimit: { calls: 60, windowMs: 60_000 },
}

/** Paystrator signs nothing: the token itself, as a bearer token, proves who sends the request. */
export const paystrator: ProviderDefinition<
  PaystratorCredentials,
  PaystratorResponse,
  Required<PaystratorDetails>,
  TokenContext
> = {
  ...refusalRules,
  capabilities,
  path: '/v1/get-status',
  query: { required: 'providerReference', kindRequired: false, referenceInPath: false },
  credentials: {
    accessToken: (provider, name, value) =>
      typeof value === 'function'
        ? (value as () => string | Promise<string>)
        : checkAccessToken(provider, name, value),
  },
  secrets: ['accessToken'],
  account: 'accessToken',
  settings: {
    tokenHeader: oneOf('publicAccessToken', 'authorization'),
    idParameter: oneOf('id', 'transaction_id'),
    currency: checkCurrency,
  },
  context: {
    accessToken: (provider, name, value) =>
      value === undefined ? undefined : checkAccessToken(provider, name, value),
  },
  createRequest: ({ query, credentials, context, settings: { tokenHeader, idParameter }, url }) => {
    const token = context.accessToken ?? credentials.accessToken
    if (typeof token !== 'string') {
      const message = 'context.accessToken is required where credentials.accessToken is a function'
      throw configurationError('paystrator', 'accessToken', message)
    }
    return {
      method: 'GET',
      url: `${url}?${idParameter}=${encodeURIComponent(query.providerReference ?? '')}`,
      headers: { [tokenHeader]: `Bearer ${token}`, accept: 'application/json' },
      body: null,
    }
  },
  createSchema: createGetStatusResponseSchema,
  fieldPaths,
  normalize,
}

/** Calls the token function before every HTTP request, and once more after HTTP 401. */
export function withTokenFunction(
  readToken: () => unknown,
): ClientExtension<PaystratorCredentials, Required<PaystratorDetails>, TokenContext> {
  return {
    connect: () => () => ({
      createContext: async (call) => {
        const accessToken = checkAccessToken('paystrator', 'accessToken', await callTokenFunction(readToken))
        call.redact(accessToken)
        return { accessToken }
      },
      // HTTP 403 is about permissions, which a fresh token does not change. Building the next request reads another one.
      recoverFrom: ({ code, httpStatus }) =>
        code === 'AUTHENTICATION' && httpStatus === 401 ? { name: 'fresh-token' } : null,
    }),
  }
}

/** What a failing function throws is dropped, because it often carries the key that was exchanged for the token. */
async function callTokenFunction(readToken: () => unknown): Promise<unknown> {
  try {
    return await readToken()
  } catch {
    const message = 'accessToken() threw; it must return a token'
    throw configurationError('paystrator', 'accessToken', message)
  }
}

function checkAccessToken(provider: string, name: string, value: unknown): string {
  if (typeof value === 'string' && /^\s*bearer\s/i.test(value)) {
    throw configurationError(provider, name, `${name} must not begin with "Bearer ", which is added`)
  }
  return checkHeaderCredential(provider, name, value)
}

function checkCurrency(provider: string, name: string, value: unknown): string {
  if (value === undefined) return 'IDR'
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value
  throw configurationError(provider, name, "currency must be an ISO 4217 code such as 'IDR'")
}

/** Makes a check for a closed list, whose first entry is the default. */
function oneOf<Choice extends string>(...choices: [Choice, ...Choice[]]) {
  return (provider: string, name: string, value: unknown): Choice => {
    if (value === undefined) return choices[0]
    const choice = choices.find((known) => known === value)
    if (choice !== undefined) return choice
    throw configurationError(
      provider,
      name,
      `${name} must be ${choices.map((known) => `'${known}'`).join(' or ')}`,
    )
  }
}
