import type { CommonOptions, StatusClient } from '@cekstatus/core'
import { checkQuery, createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { readRateLimit } from './rate-limit.ts'
import { type PaymenkuQuery, queryRules, resolveContext, writeStatusRequest } from './request.ts'
import { type PaymenkuResponse, parseStatusResponse } from './response.ts'
import { checkCredentials, type PaymenkuCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface PaymenkuOptions extends PaymenkuCredentials, CommonOptions {}

/** What `createPaymenku` returns: one method, `getTransactionStatus`, and data about the provider. */
export type PaymenkuClient = StatusClient<PaymenkuQuery, PaymenkuResponse>

/**
 * Makes a client for Paymenku's check-status call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createPaymenku(options: PaymenkuOptions): PaymenkuClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const { apiKey } = credentials
  const runner = createCallRunner(capabilities, options, {
    secrets: [apiKey],
    credential: apiKey,
    baseUrl: context.baseUrl,
    ownOptions: ['apiKey'],
  })
  const inquiry: Inquiry<PaymenkuQuery, PaymenkuResponse> = {
    check: (query) => checkQuery('paymenku', query, queryRules),
    buildRequest: ({ query }) => writeStatusRequest(query, credentials, context),
    parseResponse: (response, { query, expect }) =>
      parseStatusResponse(response, query, { environment: context.environment, now: runner.now, expect }),
    readRateLimit,
  }
  return {
    provider: 'paymenku',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}
