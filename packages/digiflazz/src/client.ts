import type { CommonOptions, StatusClient } from '@cekstatus/core'
import { createCallRunner, type Inquiry } from '@cekstatus/core/provider'
import { capabilities } from './capabilities.ts'
import {
  checkAskedQuery,
  checkMode,
  type DigiflazzQuery,
  resolveContext,
  signStatusRequest,
} from './request.ts'
import { type DigiflazzResponse, parseStatusResponse } from './response.ts'
import { checkCredentials, type DigiflazzCredentials } from './sign.ts'

/** The credentials, and the options that every client takes. */
export interface DigiflazzOptions extends DigiflazzCredentials, CommonOptions {
  /**
   * Rupiah that a call may spend at most, a whole number from 1; sent as `max_price`. Digiflazz documents that an order
   * above it is refused (69) without forming a transaction. With 1, a call that would order should be refused; whether it
   * knows an earlier order first stands on no page, so such a refusal is `REJECTED` and says nothing about the order.
   */
  maxPrice?: number
}

/** What `createDigiflazz` returns: one method, `getTransactionStatus`, which may order, and data about the provider. */
export type DigiflazzClient = StatusClient<DigiflazzQuery, DigiflazzResponse>

/**
 * Makes a client for Digiflazz' prepaid status check. **The check is the order sent again and may spend your balance**:
 * see `DigiflazzQuery`. A client never sends one call twice, whatever `retry` says; waiting, watching and asking for many
 * are refused unless `allowRepeat: true`.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createDigiflazz(options: DigiflazzOptions): DigiflazzClient {
  const credentials = checkCredentials(options)
  const context = resolveContext(options)
  checkMode(credentials, context.environment)
  const { username, apiKey } = credentials
  const runner = createCallRunner(capabilities, options, {
    secrets: [username, apiKey],
    credential: username,
    baseUrl: context.baseUrl,
    ownOptions: ['username', 'apiKey', 'maxPrice'],
  })
  const { environment, baseUrl, maxPrice } = context
  const inquiry: Inquiry<DigiflazzQuery, DigiflazzResponse> = {
    check: (query) => checkAskedQuery(query, runner.now),
    buildRequest: ({ query, redact }) => {
      const { request, signature } = signStatusRequest(query, credentials, {
        environment,
        baseUrl,
        now: runner.now,
        ...(maxPrice === undefined ? {} : { maxPrice }),
      })
      redact(signature)
      return request
    },
    parseResponse: (response, { query, expect }) =>
      parseStatusResponse(response, query, { environment, now: runner.now, expect }),
  }
  return {
    provider: 'digiflazz',
    capabilities,
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}
