import type { CommonOptions, StatusClient } from '@cekstatus/core'
import { checkQuery, createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { buildAccessTokenRequest, parseAccessTokenResponse } from './access-token.ts'
import { capabilities } from './capabilities.ts'
import { recoverFrom } from './errors.ts'
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

/** What `createSmilepay` returns: one method, `getTransactionStatus`, and data about the provider. */
export type SmilepayClient = StatusClient<SmilepayQuery, SmilepayResponse>

/**
 * Makes a client for SmilePay's inquiry. It fetches an access token at the first call and shares it among all calls,
 * and through `tokenStore` among processes.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSmilepay(options: SmilepayOptions): SmilepayClient {
  const credentials = checkCredentials(options)
  const context = { ...resolveContext(options), now: options.now ?? (() => new Date()) }
  const runner = createCallRunner(capabilities, options, {
    secrets: listSecrets(credentials),
    credential: credentials.partnerId,
    baseUrl: context.baseUrl,
    ownOptions: ['partnerId', 'merchantSecret', 'privateKey', 'channelId', 'origin', 'tokenStore'],
  })
  const store = checkTokenStore(options.tokenStore)

  const fetchToken = () =>
    runner.prepare(async ({ redact, send }) => {
      const request = buildAccessTokenRequest(credentials, context)
      redact(request.headers['x-signature'])
      return parseAccessTokenResponse(await send(request), context)
    })
  const tokens = createTokenCache({
    fetchToken,
    now: options.now,
    shared: store === undefined ? null : shareToken(store, nameSharedToken(credentials, context.baseUrl)),
  })

  const createInquiry = (): Inquiry<SmilepayQuery, SmilepayResponse> => {
    let accessToken = ''
    return {
      // A query that cannot be asked must not cost a token.
      check: (query) => checkQuery('smilepay', query, queryRules),
      buildRequest: async ({ query, redact }) => {
        accessToken = await tokens.get()
        const request = buildStatusRequest(query, credentials, { ...context, accessToken })
        redact(accessToken, request.headers['x-signature'])
        return request
      },
      parseResponse: (response, { query, expect }) =>
        parseStatusResponse(response, query, { environment: context.environment, now: runner.now, expect }),
      recoverFrom: (error) => {
        const name = recoverFrom(error)
        if (name !== 'fresh-token') return name === null ? null : { name }
        return { name, apply: () => tokens.drop(accessToken) }
      },
    }
  }

  return {
    provider: 'smilepay',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, createInquiry()),
  }
}
