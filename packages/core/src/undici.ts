import { CekStatusError } from './errors.ts'
import { readText } from './transport/read-text.ts'
import type { Transport, TransportResponse } from './transport/transport.ts'

export type {
  HttpRequest,
  HttpResponse,
  Transport,
  TransportOptions,
  TransportResponse,
} from './transport/transport.ts'

/** What is asked of undici for one request. */
export interface UndiciRequest {
  origin: string
  path: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | null
  signal: AbortSignal
  /** Turns off a redirect interceptor that the dispatcher may be composed with. */
  maxRedirections: 0
}

/** The part of undici's answer that is used. */
export interface UndiciResponse {
  statusCode: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: AsyncIterable<Uint8Array> & { destroy(): unknown }
}

/** The part of undici's `Dispatcher` that is used: a `Pool`, an `Agent`, a `Client` or a `ProxyAgent` of version 6 or later. */
export interface UndiciDispatcher {
  request(options: UndiciRequest): Promise<UndiciResponse>
}

/**
 * A transport over a dispatcher of the undici package, about three times as fast as the global fetch and with
 * connections that the caller can count, keep, tunnel and close. A `Pool` or `Client` sends everything to its own
 * origin, so make it for the one of the base URL.
 */
export function createUndiciTransport(dispatcher: UndiciDispatcher): Transport {
  return async (request, { signal, maxBodyBytes, onHead }) => {
    const { origin, pathname, search } = new URL(request.url)
    const { statusCode, headers, body } = await dispatcher.request({
      origin,
      path: pathname + search,
      method: request.method,
      // What is not asked for is not sent packed; a kept answer would be an old status.
      headers: { ...request.headers, 'accept-encoding': 'identity', 'cache-control': 'no-store' },
      body: request.body,
      signal,
      maxRedirections: 0,
    })
    onHead(statusCode)
    const head = { status: statusCode, headers: joinHeaders(headers) }
    if (statusCode >= 300 && statusCode < 400) {
      discard(body)
      return { ...head, body: '' }
    }
    const text = await readBody(body, head, maxBodyBytes, signal)
    return { ...head, body: text ?? '', bodyTooLarge: text === null }
  }
}

function joinHeaders(headers: UndiciResponse['headers']): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) joined[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ')
  }
  return joined
}

/** The decoded body; null when it is larger than the cap. */
async function readBody(
  body: UndiciResponse['body'],
  head: Pick<TransportResponse, 'status' | 'headers'>,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const encoding = head.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || encoding === '') return readPlain(body, maxBodyBytes)
  const format = unpackers[encoding]
  if (format !== undefined) {
    const unpacked = streamOf(body).pipeThrough(new DecompressionStream(format))
    return readText(unpacked, maxBodyBytes, signal)
  }
  discard(body)
  throw new CekStatusError({
    code: 'RESPONSE_INVALID',
    message: `the answer is packed in a way that was not asked for (HTTP ${head.status})`,
    httpStatus: head.status,
    contentType: head.headers['content-type'] ?? null,
    hint: 'a proxy in between packs answers against the request; give no transport, so that fetch unpacks them',
  })
}

/** Proxies pack against the request, and every runtime can unpack these. */
const unpackers: Readonly<Record<string, 'gzip' | 'deflate'>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
}

async function readPlain(body: UndiciResponse['body'], maxBodyBytes: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    // Leaving the loop destroys the body and its connection.
    if (bytes > maxBodyBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function streamOf(body: UndiciResponse['body']): ReadableStream<BufferSource> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream<BufferSource>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value as Uint8Array<ArrayBuffer>)
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}

/** The rest of a body that nobody reads; its end, or the lack of one, is of no interest. */
function discard(body: UndiciResponse['body']): void {
  try {
    body.destroy()
  } catch {
    // See above.
  }
}
