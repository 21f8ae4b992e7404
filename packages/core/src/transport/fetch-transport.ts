import { readText } from './read-text.ts'
import { hasNoBody, type Transport } from './transport.ts'

/** Sends with a fetch: the given one, or the one that is global at the time of the call. */
export function createFetchTransport(given: typeof fetch | undefined): Transport {
  const uncached = readUncached()
  return async (request, { signal, maxBodyBytes, onHead }) => {
    // Called without a receiver, because the fetch of some runtimes refuses any other than the global object.
    const send = given ?? globalThis.fetch
    const response = await send(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      ...uncached,
      signal,
      ...(request.body === null ? {} : { body: request.body }),
    })
    // The headers stay as they are: of all of them, few are read, and to copy them takes as long as to sign.
    const { status, headers, body: stream } = response
    onHead({ status, headers })
    // A fetch that follows redirects all the same has an answer of somebody else.
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

/**
 * A kept answer is an old status, and frameworks that patch fetch keep GETs unless told not to. Some runtimes refuse
 * the option altogether.
 */
function readUncached(): Pick<RequestInit, 'cache'> {
  try {
    new Request('https://cekstatus.invalid', { cache: 'no-store' })
    return { cache: 'no-store' }
  } catch {
    return {}
  }
}
