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
import { checkCredentials, listSecrets, type SmilepayCredentials } from './sign.ts'
import { createTokenCache } from './token-cache.ts'

/** The credentials, and the options that every client takes. */
export interface SmilepayOptions extends SmilepayCredentials, CommonOptions {}

export type SmilepayClient = StatusClient<SmilepayQuery, SmilepayResponse>

/**
 * Makes a client for SmilePay's inquiry. It fetches an access token at the first call and shares it among all calls.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSmilepay(options: SmilepayOptions): SmilepayClient {
  const credentials = checkCredentials(options)
  const runner = createCallRunner('smilepay', options, listSecrets(credentials))
  const context = { ...resolveContext(options), now: runner.now }

  const fetchToken = () =>
    runner.prepare(async ({ protect, send }) => {
      const request = buildAccessTokenRequest(credentials, context)
      protect(request.headers['x-signature'])
      return parseAccessTokenResponse(await send(request), context)
    })
  const tokens = createTokenCache(fetchToken, runner.now)

  const inquire = async (
    call: Call<SmilepayQuery>,
    tried: readonly Remedy[],
  ): Promise<Transaction<SmilepayResponse>> => {
    const token = await tokens.get()
    const request = buildStatusRequest(call.query, credentials, {
      ...context,
      accessToken: token.accessToken,
    })
    call.protect(token.accessToken, request.headers['x-signature'])
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
      if (remedy === 'fresh-token') tokens.drop(token)
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
