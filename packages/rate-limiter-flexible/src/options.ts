import { configurationError } from '@cekstatus/core/provider'

/** How the shared limiter treats its store. */
export interface SharedRateLimiterOptions {
  /** Whole milliseconds that one operation of the store may take, from 1 to 10 000. Default: 1 000. */
  storeTimeoutMs?: number
  /**
   * What happens while the store does not answer. `'reject'`, the default: every call is `RATE_LIMITED` with
   * `limitedBy: 'store'`, at once and with nothing sent. `{ processes }`: each process goes on alone with the limit
   * divided by the largest number of processes. While only some of them reach the store, and in the window after it
   * fails or comes back, the fleet can then pass the limit; choose it only where passing costs no more than an HTTP 429.
   */
  onStoreFailure?: 'reject' | { fallbackProcesses: number }
}

const maxStoreTimeoutMs = 10_000
const maxProcesses = 10_000

/** Fills in the defaults. @throws CekStatusError `CONFIGURATION` naming the option */
export function checkSharedOptions(options: SharedRateLimiterOptions): Required<SharedRateLimiterOptions> {
  if (typeof options !== 'object' || options === null) {
    throw configurationError(null, 'options', 'options must be an object')
  }
  const unknown = Object.keys(options).find((name) => name !== 'storeTimeoutMs' && name !== 'onStoreFailure')
  if (unknown !== undefined) {
    throw configurationError(null, 'options', 'use storeTimeoutMs and onStoreFailure only')
  }
  const { storeTimeoutMs = 1_000, onStoreFailure = 'reject' } = options
  if (!isWhole(storeTimeoutMs, maxStoreTimeoutMs)) {
    const fix = `storeTimeoutMs must be an integer from 1 to ${maxStoreTimeoutMs} (milliseconds)`
    throw configurationError(null, 'storeTimeoutMs', fix)
  }
  if (
    onStoreFailure !== 'reject' &&
    !isWhole((onStoreFailure as { fallbackProcesses?: unknown } | null)?.fallbackProcesses, maxProcesses)
  ) {
    const fix = `onStoreFailure must be 'reject' or { fallbackProcesses }, an integer from 1 to ${maxProcesses}`
    throw configurationError(null, 'onStoreFailure', fix)
  }
  return { storeTimeoutMs, onStoreFailure }
}

function isWhole(value: unknown, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max
}
