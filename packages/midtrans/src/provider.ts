import type { Capabilities } from '@cekstatus/core'
import {
  checkHeaderCredential,
  configurationError,
  isRecord,
  isSuccessful,
  type ProviderDefinition,
} from '@cekstatus/core/provider'
import { refusalRules } from './errors.ts'
import { fieldPaths, type MidtransResponse, normalize } from './response.ts'
import { createStatusResponseSchema } from './schemas.ts'

/** The key from the dashboard, under Settings, Access Keys; sandbox and production have different ones. */
export interface MidtransCredentials {
  /** The user name of HTTP Basic; the password is empty. */
  serverKey: string
}

const cyclePage = 'https://docs.midtrans.com/docs/transaction-status-cycle'
const minute = 60_000

/**
 * What Midtrans's status call can do. A payment expires after 10 minutes (card) up to a day (virtual account), and no
 * page names a limit for this call. The figures of the schedule are our choice.
 */
export const capabilities: Capabilities = {
  provider: 'midtrans',
  kinds: ['payment'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: 'https://api.midtrans.com', sandbox: 'https://api.sandbox.midtrans.com' },
  reportsSandbox: false,
  schedule: {
    pending: [5_000, 10_000, 15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute],
    processing: [minute, 5 * minute, 15 * minute, 60 * minute],
    unknown: [15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute],
    recheck: [5 * minute, 15 * minute, 60 * minute, 360 * minute],
  },
  // A Snap order is unknown until the customer chooses a method; how long that takes is our choice.
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 15 * minute },
  mayBeUndone: [
    {
      status: 'success',
      channels: ['permata', 'echannel', 'cstore'],
      note: 'settlement by Permata, Mandiri Bill or Indomaret can become deny within 1 to 5 minutes',
      source: cyclePage,
    },
    {
      status: 'failed',
      note: 'inside Snap a denied order can still be paid by another card; after a failure the customer may have been debited',
      source: cyclePage,
    },
  ],
  rateLimit: null,
}

/** Midtrans signs no request: the server key, as HTTP Basic without a password, proves who sends the request. */
export const midtrans: ProviderDefinition<MidtransCredentials, MidtransResponse> = {
  ...refusalRules,
  capabilities,
  path: '/v2',
  query: { required: 'either', kindRequired: false, referenceInPath: true },
  credentials: { serverKey: checkHeaderCredential },
  secrets: ['serverKey'],
  account: 'serverKey',
  checkRequest: ({ query: { merchantReference, providerReference } }) => {
    if (providerReference !== undefined || /^[\w.~-]*$/.test(merchantReference ?? '')) return
    throw configurationError(
      'midtrans',
      'merchantReference',
      'merchantReference must contain letters, digits, - _ ~ and . only',
      'query an order with another order_id by providerReference',
    )
  },
  createRequest: ({ query, credentials, url, redact }) => {
    const basic = btoa(`${credentials.serverKey}:`)
    redact(basic)
    return {
      method: 'GET',
      url: `${url}/${encodeURIComponent(query.providerReference ?? query.merchantReference ?? '')}/status`,
      headers: {
        authorization: `Basic ${basic}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: null,
    }
  },
  // The codes that come with a state also come without one, and are no answer then.
  isAnswer: (received) =>
    isSuccessful(received) && isRecord(received.json) && typeof received.json.transaction_status === 'string',
  createSchema: createStatusResponseSchema,
  fieldPaths,
  normalize,
  mayRepeat: 'merchantReference',
}
