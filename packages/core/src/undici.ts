import { dispatch, type UndiciDispatcher } from './transport/dispatcher-transport.ts'
import type { Transport } from './transport/transport.ts'

export type { AnswerHeaders } from './headers.ts'
export type {
  UndiciController,
  UndiciDispatcher,
  UndiciHandler,
  UndiciHeaders,
  UndiciRawHeaders,
  UndiciRequest,
} from './transport/dispatcher-transport.ts'
export type {
  HttpRequest,
  HttpResponse,
  ResponseHead,
  Transport,
  TransportOptions,
  TransportResponse,
} from './transport/transport.ts'

/**
 * Creates a transport over a dispatcher of the undici package, with connections that the caller can limit, reuse, tunnel
 * and close. A `Pool` or `Client` sends every request to its own origin, so create it for the origin of the base URL.
 */
export function createUndiciTransport(dispatcher: UndiciDispatcher): Transport {
  return (request, options) => dispatch(dispatcher, request, options)
}
