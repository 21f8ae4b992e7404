import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/** What Sekalipay's transaction detail can do. A sandbox order is made on the same host with the same key. */
export const capabilities: Capabilities = {
  provider: 'sekalipay',
  kinds: ['purchase'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 191,
  repeatable: true,
  origins: { production: 'https://sekalipay.com', sandbox: 'https://sekalipay.com' },
  reportsSandbox: true,
  schedule,
  notFoundGrace,
  // The page names one for stock locks only.
  rateLimit: null,
}
