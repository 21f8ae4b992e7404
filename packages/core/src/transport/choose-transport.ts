import { dispatch, type UndiciDispatcher } from './dispatcher-transport.ts'
import { createFetchTransport } from './fetch-transport.ts'
import type { Transport } from './transport.ts'

/** Where all copies of undici, also the one inside Node, keep the dispatcher; the number is the handlers' version. */
const globalDispatcherKey = Symbol.for('undici.globalDispatcher.1')

/**
 * Chooses how a client sends: over the caller's `transport` or `fetch`, else over the connections of the global `fetch`
 * at the time of the call. On Node, the dispatcher below `fetch` needs less than half the CPU time. Where mocks,
 * frameworks or monitors replaced `fetch`, and on other runtimes, the client calls `fetch` itself.
 */
export function chooseTransport(options: { transport?: Transport; fetch?: typeof fetch }): Transport {
  if (options.transport !== undefined) return options.transport
  // Created here, because checking what requests support makes Node load its dispatcher.
  const overFetch = createFetchTransport(options.fetch)
  if (options.fetch !== undefined) return overFetch
  return (request, exchangeOptions) => {
    const { [globalDispatcherKey]: dispatcher } = globalThis as { [globalDispatcherKey]?: UndiciDispatcher }
    return dispatcher !== undefined && isNodeFetch(globalThis.fetch)
      ? dispatch(dispatcher, request, exchangeOptions)
      : overFetch(request, exchangeOptions)
  }
}

let lastChecked: unknown
let lastResult = false

/** Recognizes Node's `fetch` by its source text: it has no other mark, and may have been replaced before our import. */
function isNodeFetch(candidate: unknown): boolean {
  if (candidate !== lastChecked) {
    lastChecked = candidate
    lastResult =
      typeof candidate === 'function' &&
      Function.prototype.toString.call(candidate).includes('internal/deps/undici/undici')
  }
  return lastResult
}
