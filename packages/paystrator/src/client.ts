import type { CekStatusError, CommonOptions, StatusClient } from '@cekstatus/core'
import { checkQuery, createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { askAccessToken } from './access-token.ts'
import { capabilities } from './capabilities.ts'
import {
  buildStatusRequest,
  type PaystratorQuery,
  type PaystratorRequestSettings,
  queryRules,
  resolveSettings,
} from './request.ts'
import { checkCurrency, type PaystratorResponse, parseStatusResponse } from './response.ts'
import { checkCredentials, type PaystratorCredentials } from './sign.ts'

/** The token, what the pages disagree about or leave open, and the options that every client takes. */
export interface PaystratorOptions
  extends PaystratorCredentials,
    CommonOptions,
    Pick<PaystratorRequestSettings, 'tokenHeader' | 'idParameter'> {
  /** What the amounts are in, three capital letters. The answer does not say; `IDR` is assumed. */
  currency?: string
}

/** What `createPaystrator` returns: one method, `getTransactionStatus`, and data about the provider. */
export type PaystratorClient = StatusClient<PaystratorQuery, PaystratorResponse>

/**
 * Makes a client for Paystrator's get-status call. A token function is asked before every HTTP request, and once more
 * after HTTP 401.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createPaystrator(options: PaystratorOptions): PaystratorClient {
  const credentials = checkCredentials(options)
  const settings = resolveSettings(options)
  const currency = checkCurrency(options.currency)
  const { accessToken } = credentials
  const fixedToken = typeof accessToken === 'string' ? accessToken : null
  const runner = createCallRunner(capabilities, options, {
    secrets: fixedToken === null ? [] : [fixedToken],
    credential: fixedToken,
    baseUrl: settings.baseUrl,
    ownOptions: ['accessToken', 'tokenHeader', 'idParameter', 'currency'],
  })
  const inquiry: Inquiry<PaystratorQuery, PaystratorResponse> = {
    // A query that cannot be asked must not cost a token, which may be good for one use only.
    check: (query) => checkQuery('paystrator', query, queryRules),
    buildRequest: async (call) => {
      const context = { ...settings, accessToken: await askAccessToken(credentials, call) }
      return buildStatusRequest(call.query, credentials, context)
    },
    parseResponse: (response, { query, expect }) =>
      parseStatusResponse(response, query, {
        environment: settings.environment,
        now: runner.now,
        currency,
        expect,
      }),
    // Building the next request asks for another token.
    recoverFrom: (error) => (fixedToken === null && isTokenRefused(error) ? { name: 'fresh-token' } : null),
  }
  return {
    provider: 'paystrator',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}

/** HTTP 403 is about permissions, which a fresh token does not change. */
function isTokenRefused(error: CekStatusError): boolean {
  return error.code === 'AUTHENTICATION' && error.httpStatus === 401
}
