import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/** What Paymenku's status call can do. One host serves both modes; the key decides which. */
export const capabilities: Capabilities = {
  provider: 'paymenku',
  kinds: ['payment'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: 'https://paymenku.com', sandbox: 'https://paymenku.com' },
  reportsSandbox: true,
  schedule,
  notFoundGrace,
  // Half of the 60 a minute that a merchant has, because creating payments takes from the same 60:
  // https://docs.paymenku.com/getting-started/rate-limiting
  rateLimit: { calls: 30, windowMs: 60_000 },
}
