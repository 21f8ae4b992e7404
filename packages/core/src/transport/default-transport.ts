import { dispatch, type UndiciDispatcher } from './dispatcher-transport.ts'
import { createFetchTransport } from './fetch-transport.ts'
import type { Transport } from './transport.ts'

/**
 * Sends over the connections of the global fetch, as they are at the time of the call. On Node that is the dispatcher
 * below its fetch, which takes less than half the processor time; wherever somebody has put a fetch of their own in its
 * place, as mocks, frameworks and monitors do, and on every other runtime, fetch itself is called.
 */
export function createDefaultTransport(): Transport {
  // Looks at what requests can say here, with which Node has loaded its dispatcher.
  const overFetch = createFetchTransport(undefined)
  return (request, options) => {
    const dispatcher = isOfNode(globalThis.fetch) ? readGlobalDispatcher() : undefined
    return dispatcher === undefined ? overFetch(request, options) : dispatch(dispatcher, request, options)
  }
}

/** Where undici keeps it for all its copies, Node's own among them; the number is that of the protocol of handlers. */
const globalDispatcherKey = Symbol.for('undici.globalDispatcher.1')

function readGlobalDispatcher(): UndiciDispatcher | undefined {
  return (globalThis as { [globalDispatcherKey]?: UndiciDispatcher })[globalDispatcherKey]
}

let asked: unknown
let isAskedOfNode = false

/** Told by what it says of itself: there is no other mark, and one that was replaced before we came is not Node's. */
function isOfNode(candidate: unknown): boolean {
  if (candidate !== asked) {
    asked = candidate
    isAskedOfNode =
      typeof candidate === 'function' &&
      Function.prototype.toString.call(candidate).includes('internal/deps/undici/undici')
  }
  return isAskedOfNode
}
