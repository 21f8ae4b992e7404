import { CekStatusError } from '../errors.ts'
import { readText } from './read-text.ts'
import { hasNoBody, type Transport } from './transport.ts'

/** Sends with the given `fetch`, or the global one at the time of the call. */
export function createFetchTransport(given: typeof fetch | undefined): Transport {
  const uncached = readUncached()
  return async (request, { signal, maxBodyBytes, onHead }) => {
    // Called without a receiver, because the fetch of some runtimes rejects all but the global object.
    const send: typeof fetch | undefined = given ?? globalThis.fetch
    if (send === undefined) throw noFetch()
    const response = await send(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      ...uncached,
      signal,
      ...(request.body === null ? {} : { body: request.body }),
    })
    // The headers are not copied: few of them are read, and copying takes as long as signing.
    const { status, headers, body: stream } = response
    onHead({ status, headers })
    // A fetch that follows redirects all the same returns the response of another URL.
    const redirect = response.type === 'opaqueredirect' || response.redirected
    if (redirect || hasNoBody(status)) {
      stream?.cancel().catch(() => undefined)
      return { status, headers, body: '' }
    }
    if (stream === null) return { status, headers, body: '' }
    const body = await readText(stream, maxBodyBytes, signal)
    return { status, headers, body: body ?? '', bodyTooLarge: body === null }
  }
}

function noFetch(): CekStatusError {
  const message = 'this runtime has no global fetch; pass fetch or transport'
  return new CekStatusError({ code: 'CONFIGURATION', field: 'fetch', message })
}

/** A cached response is an old status, and some frameworks cache GETs by default. Some runtimes reject the option. */
function readUncached(): Pick<RequestInit, 'cache'> {
  try {
    new Request('https://cekstatus.invalid', { cache: 'no-store' })
    return { cache: 'no-store' }
  } catch {
    return {}
  }
}
