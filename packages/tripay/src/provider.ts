import type { Capabilities } from '@cekstatus/core'
import { checkHeaderCredential, type ProviderDefinition } from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { createResponseSchema, fieldPaths, normalize, select, type TripayResponse } from './response.ts'

/** The key from the merchant's page of the dashboard; sandbox and production have keys of their own. */
export interface TripayCredentials {
  /** Sent as a bearer token. */
  apiKey: string
}

/**
 * What Tripay's status calls can do. Both environments are on one host, under `/api` and `/api-sandbox`.
 *
 * The call `check-status` is never used: it returns a sentence without a reference, and by its description it may
 * change the transaction. Source: https://tripay.co.id/developer
 *
 * A QRIS payment expires after 10 to 60 minutes, others after a day by default. The figures of the schedule are our
 * choice.
 */
export const capabilities: Capabilities = {
  provider: 'tripay',
  kinds: ['payment'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 100,
  repeatable: true,
  origins: { production: 'https://tripay.co.id', sandbox: 'https://tripay.co.id' },
  // Only a prefix that no page documents shows test mode.
  reportsSandbox: false,
  schedule: {
    pending: [3_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    processing: [3_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    unknown: [15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
    recheck: [300_000, 900_000, 3_600_000, 21_600_000],
  },
  // No page shows how an unknown reference is refused; the time is our choice.
  notFoundGrace: { codes: ['REJECTED'], graceMs: 10_000 },
  // No page names one.
  rateLimit: null,
}

const detailCall = '/transaction/detail'
const listCall = '/merchant/transactions'

/** Tripay signs no status request: the key itself, as a bearer token, proves who sends the request. */
export const tripay: ProviderDefinition<TripayCredentials, TripayResponse> = {
  ...refusalRules,
  capabilities,
  path: `/api${detailCall}`,
  otherPaths: [`/api${listCall}`, `/api-sandbox${detailCall}`, `/api-sandbox${listCall}`],
  query: { required: 'either', kindRequired: false, referenceInPath: false },
  credentials: { apiKey: checkHeaderCredential },
  secrets: ['apiKey'],
  account: 'apiKey',
  createRequest: ({ query, credentials, environment, baseUrl }) => {
    const { merchantReference = '', providerReference } = query
    const target =
      providerReference === undefined
        ? `${listCall}?merchant_ref=${encodeURIComponent(merchantReference)}`
        : `${detailCall}?reference=${encodeURIComponent(providerReference)}`
    return {
      method: 'GET',
      url: `${baseUrl}${environment === 'sandbox' ? '/api-sandbox' : '/api'}${target}`,
      headers: { authorization: `Bearer ${credentials.apiKey}`, accept: 'application/json' },
      body: null,
    }
  },
  createSchema: createResponseSchema,
  fieldPaths,
  select,
  normalize,
}
