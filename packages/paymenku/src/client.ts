import { type CommonOptions, createCallRunner, type StatusClient } from '@cekstatus/core'
import { capabilities } from './capabilities.ts'
import { buildStatusRequest, type PaymenkuQuery, resolveContext } from './request.ts'
import { type PaymenkuResponse, parseStatusResponse } from './response.ts'
import { checkCredentials, type PaymenkuCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface PaymenkuOptions extends PaymenkuCredentials, CommonOptions {}

export type PaymenkuClient = StatusClient<PaymenkuQuery, PaymenkuResponse>

/**
 * Makes a client for Paymenku's check-status call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createPaymenku(options: PaymenkuOptions): PaymenkuClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const runner = createCallRunner('paymenku', options, [credentials.apiKey])
  return {
    provider: 'paymenku',
    capabilities,
    getTransactionStatus: (query, callOptions) =>
      runner.run(query, callOptions, async (call) => {
        const request = buildStatusRequest(call.query, credentials, context)
        const response = await call.sendInquiry(request)
        return parseStatusResponse(response, call.query, {
          environment: context.environment,
          now: runner.now,
          expect: call.expect,
        })
      }),
  }
}
