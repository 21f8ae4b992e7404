import { type CommonOptions, createCallRunner, type StatusClient } from '@cekstatus/core'
import { capabilities } from './capabilities.ts'
import { buildStatusRequest, resolveContext, type SekalipayQuery } from './request.ts'
import { parseStatusResponse, type SekalipayResponse } from './response.ts'
import { checkCredentials, type SekalipayCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface SekalipayOptions extends SekalipayCredentials, CommonOptions {}

export type SekalipayClient = StatusClient<SekalipayQuery, SekalipayResponse>

/**
 * Makes a client for Sekalipay's transaction detail call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSekalipay(options: SekalipayOptions): SekalipayClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  const runner = createCallRunner('sekalipay', options, [credentials.apiKey])
  return {
    provider: 'sekalipay',
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
