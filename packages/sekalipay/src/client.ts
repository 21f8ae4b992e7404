import type { CommonOptions, StatusClient } from '@cekstatus/core'
import { checkQuery, createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { queryRules, resolveContext, type SekalipayQuery, writeStatusRequest } from './request.ts'
import { parseStatusResponse, type SekalipayResponse } from './response.ts'
import { checkCredentials, type SekalipayCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface SekalipayOptions extends SekalipayCredentials, CommonOptions {}

/** What `createSekalipay` returns: one method, `getTransactionStatus`, and data about the provider. */
export type SekalipayClient = StatusClient<SekalipayQuery, SekalipayResponse>

/**
 * Makes a client for Sekalipay's transaction detail call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSekalipay(options: SekalipayOptions): SekalipayClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const { apiKey } = credentials
  const runner = createCallRunner(capabilities, options, {
    secrets: [apiKey],
    credential: apiKey,
    baseUrl: context.baseUrl,
    ownOptions: ['apiKey'],
  })
  const inquiry: Inquiry<SekalipayQuery, SekalipayResponse> = {
    check: (query) => checkQuery('sekalipay', query, queryRules),
    buildRequest: ({ query }) => writeStatusRequest(query, credentials, context),
    parseResponse: (response, { query, expect }) =>
      parseStatusResponse(response, query, { environment: context.environment, now: runner.now, expect }),
  }
  return {
    provider: 'sekalipay',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}
