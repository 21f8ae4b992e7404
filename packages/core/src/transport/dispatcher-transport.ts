import { readHeader } from '../headers.ts'
import { type BodyCollector, collectBody } from './body-collector.ts'
import {
  type HttpRequest,
  hasNoBody,
  type ResponseHead,
  type TransportOptions,
  type TransportResponse,
} from './transport.ts'

/** What is asked of undici for one request. */
export interface UndiciRequest {
  /** Scheme, host and port. */
  origin: string
  /** Path and query, as they are sent. */
  path: string
  /** In capital letters. */
  method: 'GET' | 'POST'
  /** Names in lower case. */
  headers: Record<string, string>
  /** The characters that were signed; null for a GET. */
  body: string | null
  /** Turns off undici's own deadline for the head. */
  headersTimeout: 0
  /** Turns off undici's own deadline for each piece of the body. */
  bodyTimeout: 0
  /** Turns off a redirect interceptor that the dispatcher may be composed with. */
  maxRedirections: 0
}

/** The connection of one exchange. */
export interface UndiciController {
  /** Ends the exchange and closes the connection. */
  abort(reason: Error): void
}

/** Headers by their names in lower case; a list where one came more than once. */
export type UndiciHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Names and values of headers take turns; a list where one came more than once. */
export type UndiciRawHeaders = readonly (Uint8Array | readonly Uint8Array[])[]

/** Told of one exchange: by the first five functions from undici 7 on, and by the last five before it. */
export interface UndiciHandler {
  /** The request is about to be sent. */
  onRequestStart(controller: UndiciController): void
  /** The head has arrived; also that of an interim answer, below 200. */
  onResponseStart(controller: UndiciController, status: number, headers: UndiciHeaders): void
  /** A piece of the body, as it was sent. */
  onResponseData(controller: UndiciController, piece: Uint8Array): void
  /** The answer is complete. */
  onResponseEnd(): void
  /** The exchange ended before the answer was complete. */
  onResponseError(controller: unknown, error: Error): void
  /** As `onRequestStart`. */
  onConnect(abort: (reason: Error) => void): void
  /** As `onResponseStart`; false would stop the body. */
  onHeaders(status: number, headers: UndiciRawHeaders): boolean
  /** As `onResponseData`; false would stop the body. */
  onData(piece: Uint8Array): boolean
  /** As `onResponseEnd`. */
  onComplete(): void
  /** As `onResponseError`. */
  onError(error: Error): void
}

/** The part of undici's `Dispatcher` that is used: a `Pool`, an `Agent`, a `Client` or a `ProxyAgent` of version 6 or later. */
export interface UndiciDispatcher {
  /** Sends the request, and tells the handler what becomes of it. */
  dispatch(request: UndiciRequest, handler: UndiciHandler): unknown
}

/** Sends one request over a dispatcher, whatever its version. */
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
          // As Node's fetch says it; some gateways refuse a request that does not name its sender.
          'user-agent': 'node',
          ...request.headers,
          // What is not asked for is not sent packed; a kept answer would be an old status.
          'accept-encoding': 'identity',
          'cache-control': 'no-store',
        },
        body: request.body,
        // The signal has a deadline; undici would keep a timer of each request for half a second after its end.
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
    // It waited for a connection longer than somebody waits for the answer.
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
      body = collectBody(readHeader(headers, 'content-encoding'), options)
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
    // Says nothing any more where the answer was given up.
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

/** A byte is a character in headers. Not spread, because that would go through the iterator of the bytes. */
function toLatin1(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}
