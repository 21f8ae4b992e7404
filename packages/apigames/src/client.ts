import { type CommonOptions, createCallRunner, type StatusClient } from '@cekstatus/core'
import { capabilities } from './capabilities.ts'
import { type ApigamesQuery, resolveContext, signStatusRequest } from './request.ts'
import { type ApigamesResponse, parseStatusResponse } from './response.ts'
import { type ApigamesCredentials, checkCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface ApigamesOptions extends ApigamesCredentials, CommonOptions {}

export type ApigamesClient = StatusClient<ApigamesQuery, ApigamesResponse>

/**
 * Makes a client for API Games' v2 transaction status.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createApigames(options: ApigamesOptions): ApigamesClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const runner = createCallRunner('apigames', options, [credentials.merchantId, credentials.secretKey])
  return {
    provider: 'apigames',
    capabilities,
    getTransactionStatus: (query, callOptions) =>
      runner.run(query, callOptions, async (call) => {
        const { request, signature } = signStatusRequest(call.query, credentials, context)
        call.protect(signature)
        const response = await call.sendInquiry(request)
        return parseStatusResponse(response, call.query, {
          environment: context.environment,
          now: runner.now,
          expect: call.expect,
        })
      }),
  }
}
