import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/** What API Games' status call can do. No page names a test mode or a host for one. */
export const capabilities: Capabilities = {
  provider: 'apigames',
  kinds: ['purchase'],
  lookup: ['merchantReference'],
  referenceMaxLength: 255,
  repeatable: true,
  origins: { production: 'https://v1.apigames.id', sandbox: null },
  reportsSandbox: false,
  schedule,
  notFoundGrace,
  // No page names one.
  rateLimit: null,
}
