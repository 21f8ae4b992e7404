import type { Expectation } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import type { StatusQuery } from '../query.ts'
import type { Transaction } from '../transaction.ts'
import type { HttpRequest, HttpResponse } from '../transport/transport.ts'

/** One call in progress. */
export interface Call<Query extends StatusQuery = StatusQuery> {
  /** As it was when the call began: a caller may reuse the object while the answer is awaited. */
  readonly query: Query
  /** What the answer is compared with, likewise. */
  readonly expect: Expectation
  /** Adds a text, such as a token or a signature, that no error may carry. */
  redact(...secrets: string[]): void
}

/** What the runner does not know of one provider's status call. */
export interface Inquiry<Query extends StatusQuery, Raw> {
  /** Throws for an invalid query, before it costs a permit or a token. */
  check(query: Query): unknown
  /** Builds and signs the request of one attempt: each has a timestamp, an external id and a signature of its own. */
  buildRequest(call: Call<Query>): HttpRequest | Promise<HttpRequest>
  /** @throws CekStatusError for every answer that is no transaction */
  parseResponse(response: HttpResponse, call: Call<Query>): Transaction<Raw>
  /** What could turn this refusal into an answer; null where nothing does. */
  recoverFrom?(error: CekStatusError): Recovery | null
  /** How long the response's headers forbid another request; null where they do not. `now` is when it was received. */
  readRateLimit?(headers: HttpResponse['headers'], now: Date): { pauseMs: number } | null
}

/** A change after which a refused inquiry is sent again at once; each is tried once in a call. */
export interface Recovery {
  /** Told to listeners as the reason of the repeated attempt. */
  name: 'fresh-token' | 'new-external-id'
  /** Makes the change, where building the next request does not. */
  apply?(): void
}

/** Work in progress that calls wait for, such as fetching the access token that all of them use. */
export interface TokenCall {
  /** Adds a text, such as a token or a signature, that no error may carry. */
  redact(...secrets: string[]): void
  /** Sends a request that is not an inquiry, so it counts as no attempt. */
  send(request: HttpRequest): Promise<HttpResponse>
}
