import type { CommonOptions, StatusClient } from '@cekstatus/core'
import { checkQuery, createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import { type ApigamesQuery, queryRules, resolveContext, signStatusRequest } from './request.ts'
import { type ApigamesResponse, parseStatusResponse } from './response.ts'
import { type ApigamesCredentials, checkCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface ApigamesOptions extends ApigamesCredentials, CommonOptions {}

/** What `createApigames` returns: one method, `getTransactionStatus`, and data about the provider. */
export type ApigamesClient = StatusClient<ApigamesQuery, ApigamesResponse>

/**
 * Makes a client for API Games' v2 transaction status.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createApigames(options: ApigamesOptions): ApigamesClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const { merchantId, secretKey } = credentials
  const runner = createCallRunner(capabilities, options, {
    secrets: [merchantId, secretKey],
    credential: merchantId,
    baseUrl: context.baseUrl,
    ownOptions: ['merchantId', 'secretKey'],
  })
  const inquiry: Inquiry<ApigamesQuery, ApigamesResponse> = {
    check: (query) => checkQuery('apigames', query, queryRules),
    buildRequest: ({ query, redact }) => {
      const { request, signature } = signStatusRequest(query, credentials, context)
      redact(signature)
      return request
    },
    parseResponse: (response, { query, expect }) =>
      parseStatusResponse(response, query, { environment: context.environment, now: runner.now, expect }),
  }
  return {
    provider: 'apigames',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}
