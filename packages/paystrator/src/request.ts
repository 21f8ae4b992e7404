import type { Environment, HttpRequest } from '@cekstatus/core'
import {
  checkQuery,
  configurationError,
  type QueryRules,
  resolveRequestContext,
} from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import {
  authorize,
  checkAccessToken,
  checkCredentials,
  type PaystratorCredentials,
  type TokenHeader,
} from './sign.ts'

/** Paystrator's id decides what is asked; the other fields are compared with the answer. */
export interface PaystratorQuery {
  /** The `id` that the create call returned, such as `QR_…`. */
  providerReference: string
  /** Your `externalId`. */
  merchantReference?: string
  /** Compared with what the answer shows. */
  kind?: 'payment' | 'payout'
}

/** The pages disagree about the name of the query parameter. */
export type IdParameter = 'id' | 'transaction_id'

/** Where a request goes, and in which of the documented forms. */
export interface PaystratorRequestSettings {
  /** Which documented host is asked; `production` unless said. */
  environment?: Environment
  /** Replaces that host; may carry a path prefix. */
  baseUrl?: string
  /** `publicAccessToken` unless said. */
  tokenHeader?: TokenHeader
  /** `id` unless said. */
  idParameter?: IdParameter
}

export interface PaystratorRequestContext extends PaystratorRequestSettings {
  /** The token of this request; used instead of the credentials' own, and required where that is a function. */
  accessToken?: string
}

const ownPath = '/v1/get-status'
const tokenHeaders = ['publicAccessToken', 'authorization'] as const
const idParameters = ['id', 'transaction_id'] as const

export const queryRules: QueryRules = {
  referenceMaxLength: capabilities.referenceMaxLength,
  required: 'providerReference',
  kinds: ['payment', 'payout'],
  kindRequired: false,
  referenceInPath: false,
}

/** Checks where requests go and fills in what was not said. @throws CekStatusError `CONFIGURATION` */
export function resolveSettings(settings: PaystratorRequestSettings): Required<PaystratorRequestSettings> {
  return {
    ...resolveRequestContext(capabilities, settings, ownPath),
    tokenHeader: checkChoice('tokenHeader', settings.tokenHeader, tokenHeaders),
    idParameter: checkChoice('idParameter', settings.idParameter, idParameters),
  }
}

/** Returns the value if it is a choice, and the first choice when there is none. */
function checkChoice<Choice extends string>(
  field: string,
  value: unknown,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (value === undefined) return choices[0]
  const choice = choices.find((known) => known === value)
  if (choice !== undefined) return choice
  throw configurationError('paystrator', field, `use ${choices.map((known) => `'${known}'`).join(' or ')}`)
}

/**
 * Builds the request for one transaction, without sending it and without calling a token function.
 * Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or setting
 */
export function buildStatusRequest(
  query: PaystratorQuery,
  credentials: PaystratorCredentials,
  context: PaystratorRequestContext = {},
): HttpRequest {
  const { providerReference = '' } = checkQuery('paystrator', query, queryRules)
  const { baseUrl, tokenHeader, idParameter } = resolveSettings(context)
  return {
    method: 'GET',
    url: `${baseUrl}${ownPath}?${idParameter}=${encodeURIComponent(providerReference)}`,
    headers: {
      ...authorize(chooseToken(checkCredentials(credentials), context.accessToken), tokenHeader),
      accept: 'application/json',
    },
    body: null,
  }
}

function chooseToken({ accessToken }: PaystratorCredentials, tokenOfRequest: string | undefined): string {
  if (tokenOfRequest !== undefined) return checkAccessToken(tokenOfRequest)
  if (typeof accessToken === 'string') return accessToken
  throw configurationError(
    'paystrator',
    'accessToken',
    'a function is not called here; give the token as context.accessToken',
  )
}
