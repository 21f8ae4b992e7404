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

/** Status line and headers of an answer. */
export type ResponseHead = Pick<HttpResponse, 'status' | 'headers'>

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
