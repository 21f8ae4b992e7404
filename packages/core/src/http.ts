import { CekStatusError } from './errors.ts'
import { maskSecrets, type Secret, toPlainLine } from './secrets.ts'

/** A request ready to be sent; the body's characters are exactly those that were signed. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string | null
}

/** An answer as received: header names in lower case, body as text. */
export interface HttpResponse {
  status: number
  headers: Record<string, string>
  body: string
}

export interface ExchangeOptions {
  provider: string
  fetch: typeof fetch
  /** Ends the exchange wherever it is. */
  signal: AbortSignal
  /** Decoded bytes that a body may have. */
  maxBodyBytes: number
  /** Texts to cut out of anything that the network layer says. */
  secrets: readonly Secret[]
  /** Told the HTTP status as soon as the head has arrived. */
  onHead?: (httpStatus: number) => void
}

/** The exchange's result; `bodyTooLarge` when reading stopped at the cap, with an empty body. */
export type Exchanged = HttpResponse & { bodyTooLarge: boolean }

/**
 * One HTTP exchange: sends, and reads the whole body once as text within the signal's deadline and the size cap.
 * Redirects are never followed, so credentials reach no other origin; a redirect is returned with an empty body.
 *
 * @throws CekStatusError `NETWORK` when no complete answer arrives; rejects with the signal's reason when it is aborted
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<Exchanged> {
  // Called without a receiver, because the fetch of some runtimes refuses any other than the global object.
  const { fetch: send, signal } = options
  signal.throwIfAborted()
  try {
    const response = await untilAborted(
      send(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        ...uncached(),
        signal,
        ...(request.body === null ? {} : { body: request.body }),
      }),
      signal,
    )
    const status = response.status
    options.onHead?.(status)
    const headers = Object.fromEntries(
      [...response.headers].map(([name, value]) => [name.toLowerCase(), value]),
    )
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      discard(response.body)
      return { status, headers, body: '', bodyTooLarge: false }
    }
    const body = await readText(response.body, options.maxBodyBytes, signal)
    return { status, headers, body: body ?? '', bodyTooLarge: body === null }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new CekStatusError({
      code: 'NETWORK',
      provider: options.provider,
      message: `no complete answer from ${options.provider}`,
      cause: describeFailure(error, options.secrets),
    })
  }
}

/**
 * A kept answer is an old status, and frameworks that patch fetch keep GETs unless told not to. Some runtimes refuse
 * the option altogether.
 */
function uncached(): Pick<RequestInit, 'cache'> {
  try {
    new Request('https://cekstatus.invalid', { cache: 'no-store' })
    return { cache: 'no-store' }
  } catch {
    return {}
  }
}

/** Decodes the stream as UTF-8; null when it is longer than the cap. */
async function readText(
  stream: ReadableStream<Uint8Array> | null,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  if (stream === null) return ''
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > maxBodyBytes) {
        reader.cancel().catch(() => undefined)
        return null
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    reader.cancel().catch(() => undefined)
    throw error
  }
}

/** Settles with the promise, or rejects as soon as the signal is aborted, even if the promise ignores the signal. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function discard(stream: ReadableStream<Uint8Array> | null): void {
  stream?.cancel().catch(() => undefined)
}

/**
 * A fresh error with the message and system code of a failure, or of what caused it, and nothing else: a fetch of the
 * caller's may hang the request, with its headers, on what it throws.
 */
export function describeFailure(error: unknown, secrets: readonly Secret[]): Error {
  const outer = readFailure(error)
  const inner = readFailure(outer.cause)
  const message = inner.message || outer.message || 'the request failed'
  const failure = new Error(toPlainLine(maskSecrets(message, secrets)))
  delete failure.stack
  const code = inner.code || outer.code
  return code === '' ? failure : Object.assign(failure, { code: toPlainLine(maskSecrets(code, secrets)) })
}

/** Told by its shape: in a test runner with its own globals, the runtime's errors are no instances of `Error`. */
function readFailure(error: unknown): { message: string; code: string; cause: unknown } {
  const { message, code, cause } = (error ?? {}) as Record<string, unknown>
  return {
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'string' ? code : '',
    cause,
  }
}
