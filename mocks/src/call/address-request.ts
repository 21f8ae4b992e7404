import type { MockRequest } from '../types.ts'
import type { IncomingExchange } from './exchange.ts'

export interface AddressedRequest {
  /** As the provider sees it. */
  request: MockRequest
  /** With a session's prefix. */
  receivedPath: string
  /** The query as received, with its question mark. */
  search: string
  /** What stands after `/s/`; null without it. */
  prefix: string | null
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Keeps a byte order mark, because a signature covers it. */
function decodeText(bytes: Uint8Array | null): string {
  return bytes === null || bytes.byteLength === 0 ? '' : decoder.decode(bytes)
}

const prefixPattern = /^\/s\/([^/]*)(\/.*)?$/

/** Takes a session's prefix off: the provider's own path is what a signature covers. */
export function addressRequest({ method, url, headers, body }: IncomingExchange): AddressedRequest {
  const receivedPath = url?.pathname ?? ''
  const found = receivedPath.startsWith('/s/') ? prefixPattern.exec(receivedPath) : null
  return {
    request: {
      method,
      path: found ? (found[2] ?? '/') : receivedPath,
      query: url?.searchParams ?? new URLSearchParams(),
      headers,
      body: decodeText(body),
    },
    receivedPath,
    search: url?.search ?? '',
    prefix: found ? (found[1] ?? '') : null,
  }
}
