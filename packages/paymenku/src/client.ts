import { type CommonOptions, createCallRunner, type StatusClient } from '@cekstatus/core'
import { capabilities } from './capabilities.ts'
import { buildStatusRequest, type PaymenkuQuery, resolveContext } from './request.ts'
import { type PaymenkuResponse, parseStatusResponse } from './response.ts'
import { checkCredentials, type PaymenkuCredentials } from './sign.ts'

/** Options of `createPaymenku`. */
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
      runner.run(callOptions, async (call) => {
        const request = buildStatusRequest(query, credentials, context)
        // A caller may reuse query and options while the answer is awaited; that must not change what it is compared with.
        const asked = { ...query }
        const expect = { ...callOptions?.expect }
        const response = await call.sendInquiry(request)
        return parseStatusResponse(response, asked, {
          environment: context.environment,
          now: runner.now,
          expect,
        })
      }),
  }
}
