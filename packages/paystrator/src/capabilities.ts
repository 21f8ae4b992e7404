import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/** What Paystrator's status call can do. It is asked by Paystrator's own id only. */
export const capabilities: Capabilities = {
  provider: 'paystrator',
  kinds: ['payment', 'payout'],
  lookup: ['providerReference'],
  referenceMaxLength: 255,
  repeatable: true,
  origins: { production: 'https://api.paystrator.com', sandbox: 'https://sandbox.paystrator.com' },
  reportsSandbox: false,
  schedule,
  notFoundGrace,
  // 60 a minute for each tenant; whether that reaches this call is not certain:
  // https://paystrator.readme.io/reference/checkout-page-overview
  rateLimit: { calls: 60, windowMs: 60_000 },
}
