import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/** What SmilePay's inquiry can do. Sandbox and production are two hosts with credentials of their own. */
export const capabilities: Capabilities = {
  provider: 'smilepay',
  kinds: ['payment', 'payout'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 32,
  repeatable: true,
  origins: {
    production: 'https://gateway.smilepay.id',
    sandbox: 'https://sandbox-gateway.smilepay.id',
  },
  reportsSandbox: false,
  schedule,
  notFoundGrace,
  // "Less than 10 times per minute, otherwise access will be prohibited": https://docs.smilepay.id/inquiry
  rateLimit: { calls: 9, windowMs: 60_000 },
}
