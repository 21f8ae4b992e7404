import {
  type CommonOptions,
  checkQuery,
  createCallRunner,
  isCekStatusError,
  type StatusClient,
} from '@cekstatus/core'
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
  const runner = createCallRunner('paystrator', options, typeof accessToken === 'string' ? [accessToken] : [])
  return {
    provider: 'paystrator',
    capabilities,
    getTransactionStatus: (query, callOptions) =>
      runner.run(query, callOptions, async (call) => {
        // A query that cannot be asked must not cost a token, which may be good for one use only.
        checkQuery('paystrator', call.query, queryRules)
        const ask = async () => {
          const context = { ...settings, accessToken: await askAccessToken(credentials, call) }
          const response = await call.sendInquiry(buildStatusRequest(call.query, credentials, context))
          return parseStatusResponse(response, call.query, {
            environment: settings.environment,
            now: runner.now,
            currency,
            expect: call.expect,
          })
        }
        try {
          return await ask()
        } catch (error) {
          if (typeof accessToken === 'string' || !isTokenRefused(error)) throw error
          return ask()
        }
      }),
  }
}

/** HTTP 403 is about permissions, which a fresh token does not change. */
function isTokenRefused(error: unknown): boolean {
  return isCekStatusError(error) && error.code === 'AUTHENTICATION' && error.httpStatus === 401
}
