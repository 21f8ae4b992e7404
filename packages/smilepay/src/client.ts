import {
  type Call,
  type CommonOptions,
  checkQuery,
  createCallRunner,
  type StatusClient,
  type Transaction,
} from '@cekstatus/core'
import { buildAccessTokenRequest, parseAccessTokenResponse } from './access-token.ts'
import { capabilities } from './capabilities.ts'
import { type Remedy, remedyFor } from './errors.ts'
import { buildStatusRequest, queryRules, resolveContext, type SmilepayQuery } from './request.ts'
import { parseStatusResponse, type SmilepayResponse } from './response.ts'
import { checkCredentials, listSecrets, nameSharedToken, type SmilepayCredentials } from './sign.ts'
import { createTokenCache } from './token-cache.ts'
import { checkTokenStore, type SmilepayTokenStore, shareToken } from './token-store.ts'

/** The credentials, the options that every client takes, and where the access token is shared. */
export interface SmilepayOptions extends SmilepayCredentials, CommonOptions {
  /** Lets several processes use one access token; each client has its own unless said. */
  tokenStore?: SmilepayTokenStore
}

export type SmilepayClient = StatusClient<SmilepayQuery, SmilepayResponse>

/**
 * Makes a client for SmilePay's inquiry. It fetches an access token at the first call and shares it among all calls,
 * and through `tokenStore` among processes.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSmilepay(options: SmilepayOptions): SmilepayClient {
  const credentials = checkCredentials(options)
  const runner = createCallRunner('smilepay', options, listSecrets(credentials))
  const context = { ...resolveContext(options), now: runner.now }
  const store = checkTokenStore(options.tokenStore)

  const fetchToken = () =>
    runner.prepare(async ({ protect, send }) => {
      const request = buildAccessTokenRequest(credentials, context)
      protect(request.headers['x-signature'])
      return parseAccessTokenResponse(await send(request), context)
    })
  const tokens = createTokenCache({
    fetchToken,
    now: options.now,
    shared: store === undefined ? null : shareToken(store, nameSharedToken(credentials, context.baseUrl)),
  })

  const inquire = async (
    call: Call<SmilepayQuery>,
    tried: readonly Remedy[],
  ): Promise<Transaction<SmilepayResponse>> => {
    const accessToken = await tokens.get()
    const request = buildStatusRequest(call.query, credentials, { ...context, accessToken })
    call.protect(accessToken, request.headers['x-signature'])
    const response = await call.sendInquiry(request)
    try {
      return parseStatusResponse(response, call.query, {
        environment: context.environment,
        now: runner.now,
        expect: call.expect,
      })
    } catch (error) {
      const remedy = remedyFor(error)
      if (remedy === null || tried.includes(remedy)) throw error
      if (remedy === 'fresh-token') tokens.drop(accessToken)
      return inquire(call, [...tried, remedy])
    }
  }

  return {
    provider: 'smilepay',
    capabilities,
    getTransactionStatus: (query, callOptions) =>
      runner.run(query, callOptions, (call) => {
        // A query that cannot be asked must not cost a token.
        checkQuery('smilepay', call.query, queryRules)
        return inquire(call, [])
      }),
  }
}
