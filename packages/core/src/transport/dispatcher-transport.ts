import { readHeader } from '../headers.ts'
import { type BodyCollector, collectBody } from './body-collector.ts'
import {
  type HttpRequest,
  hasNoBody,
  type ResponseHead,
  type TransportOptions,
  type TransportResponse,
} from './transport.ts'

/** The options that undici's `dispatch` gets for one request. */
export interface UndiciRequest {
  /** Scheme, host and port. */
  origin: string
  /** Path and query. */
  path: string
  method: 'GET' | 'POST'
  /** Names in lower case. */
  headers: Record<string, string>
  /** Exactly the signed text; null for a GET. */
  body: string | null
  /** Disables undici's timeout for the head. */
  headersTimeout: 0
  /** Disables undici's timeout between pieces of the body. */
  bodyTimeout: 0
  /** Disables a redirect interceptor that the dispatcher may be composed with. */
  maxRedirections: 0
}

/** The connection of one exchange. */
export interface UndiciController {
  /** Ends the exchange and closes the connection. */
  abort(reason: Error): void
}

/** Names are in lower case; a repeated header is a list. */
export type UndiciHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Alternates names and values; a repeated header is a list. */
export type UndiciRawHeaders = readonly (Uint8Array | readonly Uint8Array[])[]

/** Callbacks of one exchange: undici 7 and later call the first five, undici 6 the last five. */
export interface UndiciHandler {
  /** The request is about to be sent. */
  onRequestStart(controller: UndiciController): void
  /** A head has arrived, possibly of an interim response below 200. */
  onResponseStart(controller: UndiciController, status: number, headers: UndiciHeaders): void
  /** A piece of the body has arrived, not decompressed. */
  onResponseData(controller: UndiciController, piece: Uint8Array): void
  /** The response is complete. */
  onResponseEnd(): void
  /** The exchange ended before the response was complete. */
  onResponseError(controller: unknown, error: Error): void
  /** Same as `onRequestStart`. */
  onConnect(abort: (reason: Error) => void): void
  /** Same as `onResponseStart`; returning false would pause the body. */
  onHeaders(status: number, headers: UndiciRawHeaders): boolean
  /** Same as `onResponseData`; returning false would pause the body. */
  onData(piece: Uint8Array): boolean
  /** Same as `onResponseEnd`. */
  onComplete(): void
  /** Same as `onResponseError`. */
  onError(error: Error): void
}

/** The part of undici's `Dispatcher` that is used: a `Pool`, an `Agent`, a `Client` or a `ProxyAgent` of version 6 or later. */
export interface UndiciDispatcher {
  /** Sends the request and calls the handler. */
  dispatch(request: UndiciRequest, handler: UndiciHandler): unknown
}

/** Sends one request over a dispatcher of undici 6 or later. */
export function dispatch(
  dispatcher: UndiciDispatcher,
  request: HttpRequest,
  options: TransportOptions,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    options.signal.throwIfAborted()
    const { origin, pathname, search } = new URL(request.url)
    dispatcher.dispatch(
      {
        origin,
        path: pathname + search,
        method: request.method,
        headers: {
          // The same as Node's fetch sends; some gateways reject a request without it.
          'user-agent': 'node',
          ...request.headers,
          // Saves decompression; a cached response would be an old status.
          'accept-encoding': 'identity',
          'cache-control': 'no-store',
        },
        body: request.body,
        // The signal has a deadline; undici would keep a timer for half a second after the end of each request.
        headersTimeout: 0,
        bodyTimeout: 0,
        maxRedirections: 0,
      },
      createHandler(options, resolve, reject),
    )
  })
}

function createHandler(
  options: TransportOptions,
  resolve: (response: TransportResponse) => void,
  reject: (error: unknown) => void,
): UndiciHandler {
  const { signal, onHead } = options
  let close: ((reason: Error) => void) | undefined
  let head: ResponseHead = { status: 0, headers: {} }
  let body: BodyCollector | undefined
  const take = (text: string | null): void =>
    resolve({ ...head, body: text ?? '', bodyTooLarge: text === null })
  const giveUp = (): void => {
    body = undefined
    close?.(new Error('given up'))
  }
  const abort = (): void => {
    reject(signal.reason)
    giveUp()
  }
  signal.addEventListener('abort', abort, { once: true })
  const leave = (): void => signal.removeEventListener('abort', abort)

  const start = (closeConnection: (reason: Error) => void): void => {
    close = closeConnection
    // The request waited for a connection until the caller gave up.
    if (signal.aborted) giveUp()
  }
  const takeHead = (status: number, headers: UndiciHeaders): void => {
    if (status < 200) return
    head = { status, headers }
    onHead(head)
    if (hasNoBody(status)) {
      take('')
      giveUp()
    } else {
      body = collectBody(readHeader(headers, 'content-encoding'), options.maxBodyBytes)
    }
  }
  const takePiece = (piece: Uint8Array): void => {
    if (body === undefined || body.add(piece)) return
    take(null)
    giveUp()
  }
  const end = (): void => {
    leave()
    const text = body?.end()
    if (typeof text === 'string') take(text)
    else if (text !== undefined) text.then(take, reject)
    // Has no effect where the response was given up.
    else reject(new Error('no head'))
  }
  const fail = (error: Error): void => {
    leave()
    reject(error)
  }
  return {
    onRequestStart: (controller) => start((reason) => controller.abort(reason)),
    onResponseStart: (_controller, status, headers) => takeHead(status, headers),
    onResponseData: (_controller, piece) => takePiece(piece),
    onResponseEnd: end,
    onResponseError: (_controller, error) => fail(error),
    onConnect: start,
    onHeaders: (status, headers) => {
      takeHead(status, readRawHeaders(headers))
      return true
    },
    onData: (piece) => {
      takePiece(piece)
      return true
    },
    onComplete: end,
    onError: fail,
  }
}

function readRawHeaders(raw: UndiciRawHeaders): UndiciHeaders {
  const headers: Record<string, string[]> = Object.create(null)
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', ...values] = [raw[index] ?? [], raw[index + 1] ?? []].flat().map(toLatin1)
    const key = name.toLowerCase()
    const known = headers[key]
    headers[key] = known === undefined ? values : [...known, ...values]
  }
  return headers
}

/** Headers are Latin-1. `apply`, because spreading would use the slower iterator. */
function toLatin1(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}
