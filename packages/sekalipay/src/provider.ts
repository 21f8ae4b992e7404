import type { Capabilities } from '@cekstatus/core'
import { checkHeaderCredential, type ProviderDefinition } from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { fieldPaths, normalize } from './response.ts'
import { createTransactionDetailResponseSchema, type SekalipayResponse } from './schemas.ts'

/** The key from the reseller dashboard, `sk_live_…`. The payment gateway's keys belong to another API. */
export interface SekalipayCredentials {
  /** Sent as `X-APIKEY`. */
  apiKey: string
}

/**
 * What Sekalipay's transaction detail can do. A sandbox order is made on the same host with the same key.
 *
 * No page names a limit for inquiries. All repeats of a webhook are over after 15 seconds, and none reports the progress
 * of an SMM order, https://sekalipay.com/api-docs/webhook, so polling is the only way then. An order from the balance is
 * delivered within seconds or minutes, an SMM order within hours. The figures are our choice.
 */
export const capabilities: Capabilities = {
  provider: 'sekalipay',
  kinds: ['purchase'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 191,
  repeatable: true,
  origins: { production: 'https://sekalipay.com', sandbox: 'https://sekalipay.com' },
  reportsSandbox: true,
  schedule: {
    pending: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    processing: [3_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    unknown: [15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    recheck: [300_000, 900_000, 3_600_000, 21_600_000],
  },
  // A purchase whose creation timed out may still arrive; how long that lasts is our choice.
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 30_000 },
  // The page names one for stock locks only.
  rateLimit: null,
}

/** Sekalipay signs no request: the key itself, from an address on its allow-list, proves who sends the request. */
export const sekalipay: ProviderDefinition<SekalipayCredentials, SekalipayResponse> = {
  ...refusalRules,
  capabilities,
  path: '/api/v1/trx',
  query: { required: 'either', kindRequired: false, referenceInPath: true },
  credentials: { apiKey: checkHeaderCredential },
  secrets: ['apiKey'],
  account: 'apiKey',
  createRequest: ({ query, credentials, url }) => ({
    method: 'GET',
    url: `${url}/${encodeURIComponent(query.providerReference ?? query.merchantReference ?? '')}`,
    headers: { 'x-apikey': credentials.apiKey, accept: 'application/json' },
    body: null,
  }),
  createSchema: createTransactionDetailResponseSchema,
  fieldPaths,
  normalize,
}
