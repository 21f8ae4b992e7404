import type { AnswerHeaders } from '../headers.ts'

/** A request ready to be sent; the body's characters are exactly those that were signed. */
export interface HttpRequest {
  /** In capital letters. */
  method: 'GET' | 'POST'
  /** Absolute, with the query. */
  url: string
  /** Names in lower case; credentials are among the values. */
  headers: Record<string, string>
  /** Null for a GET. */
  body: string | null
}

/** An answer as received, its body as text. */
export interface HttpResponse {
  /** From 100 to 599. */
  status: number
  /** A record with names in any case, or what a fetch gives. */
  headers: AnswerHeaders
  /** Decoded, as UTF-8 text. */
  body: string
}

/** Status line and headers of an answer. */
export type ResponseHead = Pick<HttpResponse, 'status' | 'headers'>

/** What bounds one exchange, and who is told of its head. */
export interface TransportOptions {
  /** Ends the exchange wherever it is. */
  signal: AbortSignal
  /** Decoded bytes that a body may have. */
  maxBodyBytes: number
  /** Told the head of the answer as soon as it has arrived: an error keeps it where the rest does not come. */
  onHead(head: ResponseHead): void
}

/** An answer; `bodyTooLarge` when reading stopped at the cap, with an empty body. */
export type TransportResponse = HttpResponse & { bodyTooLarge?: boolean }

/**
 * Sends one request and reads the whole answer, its body decoded and as UTF-8 text. It asks no cache, follows no
 * redirect, and stops at the cap and with the signal.
 */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<TransportResponse>

/** True for answers whose body nobody looks at: redirects, and those that have none (204 and 205). */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || (status >= 300 && status < 400)
}
