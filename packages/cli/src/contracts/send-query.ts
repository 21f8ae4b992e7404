import { type CekStatusError, isCekStatusError, type StatusQuery, type Transaction } from '@cekstatus/core'
import { parseJson } from '@cekstatus/core/provider'
import type { OpenProvider } from '../clients/create-clients.ts'
import { createRecordingFetch, type Exchange } from '../exchange/recording-fetch.ts'
import type { ComparedAnswer } from './compare.ts'

/** What the client makes of one response. */
export type Meaning = { transaction: Transaction; error: null } | { transaction: null; error: CekStatusError }

/** A change that makes a request one that must be refused. */
export interface Alteration {
  /** Credentials that replace the valid ones. */
  settings?: Readonly<Record<string, string>>
  /** True: replaces the token in the inquiry's header. */
  token?: boolean
}

export interface QueryContext {
  provider: OpenProvider
  signal: AbortSignal
  /** For each HTTP exchange. */
  timeoutMs: number
}

const dayMs = 86_400_000

/** Sends a query with the provider's own client and returns the recorded exchanges and what the client made of them. */
export async function sendQuery(
  query: StatusQuery,
  { provider, signal, timeoutMs }: QueryContext,
  { settings = {}, token = false }: Alteration = {},
): Promise<{ exchanges: readonly Exchange[]; meaning: Meaning }> {
  const { fetch, exchanges } = createRecordingFetch(token ? spoilToken : undefined)
  const client = provider.module.createClient({
    ...provider.options,
    ...settings,
    fetch,
    retry: false,
  } as never)
  try {
    // The provider's rate limit may delay a request for minutes.
    const options = { signal, timeoutMs, deadlineMs: dayMs }
    return {
      exchanges,
      meaning: { transaction: await client.getTransactionStatus(query as never, options), error: null },
    }
  } catch (error) {
    if (!isCekStatusError(error) || error.code === 'ABORTED' || error.code === 'CONFIGURATION') throw error
    return { exchanges, meaning: { transaction: null, error } }
  }
}

/** Only inquiries carry a token, so the request that fetches the token stays valid. */
function spoilToken(init: RequestInit): RequestInit {
  const headers = Object.fromEntries(new Headers(init.headers))
  return headers.authorization === undefined
    ? init
    : { ...init, headers: { ...headers, authorization: 'Bearer cekstatus-wrong-token' } }
}

/** Lists the possible wrong credentials, one change at a time. */
export function listAlterations({ module, options }: OpenProvider, query: StatusQuery): Alteration[] {
  const { settings, explainRequests } = module.description
  // Some providers reject an unknown merchant in other words than a wrong secret.
  const wrong = settings
    .filter(({ secret, required, choices }) => secret || (required && choices === undefined))
    .filter(({ name, multiline }) => multiline !== true && options[name] !== undefined)
    .map(({ name }): Alteration => ({ settings: { [name]: 'cekstatus-wrong-credential' } }))
  const fetchesToken = explainRequests(query as never, options as never).length > 1
  return fetchesToken ? [...wrong, { token: true }] : wrong
}

/** Converts a recorded response for comparison; null without a response. */
export function toComparedAnswer(exchange: Exchange | undefined): ComparedAnswer | null {
  if (exchange?.answer == null) return null
  const { status, headers, body } = exchange.answer
  return { status, headers, json: parseJson(body ?? '') }
}

/** Parses the contract's example response for the query. */
export function readExample(
  provider: OpenProvider,
  response: { status: number; body?: { content: unknown } },
  query: StatusQuery,
): Meaning {
  const { parseStatusResponse } = provider.module
  const body = JSON.stringify(response.body?.content ?? null)
  try {
    const received = { status: response.status, headers: { 'content-type': 'application/json' }, body }
    return { transaction: parseStatusResponse(received, query as never), error: null }
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return { transaction: null, error }
  }
}
