import type { AnswerHeaders } from '../headers.ts'

/** A request ready to be sent; the body is exactly the signed text. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  /** Absolute, with the query. */
  url: string
  /** Names in lower case; values include credentials. */
  headers: Record<string, string>
  /** Null for a GET. */
  body: string | null
}

/** A response as received, with its body as text. */
export interface HttpResponse {
  /** From 100 to 599. */
  status: number
  /** A record with names in any case, or the `Headers` of a fetch. */
  headers: AnswerHeaders
  /** Decompressed UTF-8 text. */
  body: string
}

/** Status and headers of a response. */
export type ResponseHead = Pick<HttpResponse, 'status' | 'headers'>

/** Bounds of one exchange. */
export interface TransportOptions {
  /** Ends the exchange at any point. */
  signal: AbortSignal
  /** Maximum size of the decompressed body. */
  maxBodyBytes: number
  /** Call it when the head has arrived: an error keeps its HTTP status where the rest never arrives. */
  onHead(head: ResponseHead): void
}

/** A response; `bodyTooLarge` when reading stopped at the cap, with an empty body. */
export type TransportResponse = HttpResponse & { bodyTooLarge?: boolean }

/**
 * Sends one request and reads the whole response, its body decompressed and as UTF-8 text. It uses no cache, follows no
 * redirect, and stops at the cap and when the signal is aborted.
 */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<TransportResponse>

/** True for redirects, whose body is ignored, and for statuses without a body (204 and 205). */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || (status >= 300 && status < 400)
}
