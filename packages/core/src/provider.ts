import { completeTransaction, type FieldPaths, type TransactionFacts } from './answer.ts'
import type { Expectation } from './client.ts'
import { checkEnvironment, checkExpectation } from './configuration.ts'
import { configurationError } from './errors.ts'
import { createFieldReader, type FieldReader } from './field-reader.ts'
import { isRecord } from './json.ts'
import { checkQuery, type QueryRules, type StatusQuery } from './query.ts'
import {
  invalidResponse,
  isSuccessful,
  judgeRefusal,
  type ReceivedResponse,
  type RefusalReading,
  receive,
  type StatusResponse,
} from './response.ts'
import type { Environment, Transaction } from './transaction.ts'

/** What `parseStatusResponse` takes besides response and query. */
export interface ParseOptions {
  /** `production` unless said. */
  environment?: Environment
  expect?: Expectation
  /** The clock behind `evidence.observedAt`. */
  now?: () => Date
}

/** The one method that core needs of a zod schema, so that no provider's zod reaches this package. */
export interface ResponseSchema {
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/** How one call's answers are told from its refusals. */
export interface AnswerReading extends RefusalReading {
  /** Accepts exactly the documented success envelope. */
  schema: ResponseSchema
}

/** Everything about one provider's answers that core does not know. */
export interface ResponseReading<Raw> extends AnswerReading {
  queryRules: QueryRules
  fieldPaths: FieldPaths
  normalize(raw: Raw, reader: FieldReader, query: StatusQuery): TransactionFacts
}

/**
 * Reads one response: refusals first, then the schema, then normalization, then what is the same for all providers.
 * Only HTTP 2xx with the documented success envelope yields a transaction.
 *
 * @throws CekStatusError
 */
export function readStatusResponse<Raw>(
  response: StatusResponse,
  query: StatusQuery,
  options: ParseOptions,
  reading: ResponseReading<Raw>,
): Transaction<Raw> {
  const { now = () => new Date(), expect } = options
  const checkedQuery = checkQuery(reading.provider, query, reading.queryRules)
  const environment = checkEnvironment(reading.provider, options.environment)
  checkExpectation(reading.provider, expect)
  const { raw, httpStatus, observedAt } = readAnswer<Raw>(response, now, reading)
  const reader = createFieldReader()
  const facts = reading.normalize(raw, reader, checkedQuery)
  return completeTransaction(facts, {
    provider: reading.provider,
    query: checkedQuery,
    environment,
    expect,
    httpStatus,
    observedAt,
    raw,
    reader,
    fieldPaths: reading.fieldPaths,
  })
}

/** A response that is the documented success answer of its call. */
export interface Answer<Raw> {
  raw: Raw
  httpStatus: number
  /** When it was received, by the caller's clock. */
  observedAt: Date
}

/**
 * Reads the response of any call, also of one that is not about a transaction: refusals first, then the schema.
 *
 * @throws CekStatusError
 */
export function readAnswer<Raw>(
  response: StatusResponse,
  now: () => Date,
  reading: AnswerReading,
): Answer<Raw> {
  checkResponse(reading.provider, response)
  const observedAt = readClock(reading.provider, now)
  const received = receive(response, observedAt)
  const raw = acceptAnswer<Raw>(received, reading)
  return { raw, httpStatus: received.httpStatus, observedAt }
}

function checkResponse(provider: string, response: StatusResponse): void {
  if (typeof response?.body !== 'string') {
    throw configurationError(provider, 'response.body', 'give the body as text, exactly as received')
  }
  if (!Number.isInteger(response.status)) {
    throw configurationError(provider, 'response.status', 'give the HTTP status as a number')
  }
  if (typeof response.headers !== 'object' || response.headers === null) {
    throw configurationError(provider, 'response.headers', 'give the headers as an object or as Headers')
  }
}

/** Returns the body as the documented answer, or throws what it stands for. */
function acceptAnswer<Raw>(received: ReceivedResponse, reading: AnswerReading): Raw {
  const { json } = received
  const refused = !isSuccessful(received) || !isRecord(json) || reading.readRefusal(received) !== null
  if (refused || reading.isNotFound(received)) throw judgeRefusal(received, reading)
  const result = reading.schema.safeParse(json)
  if (result.success) return json as Raw
  const paths = result.error.issues.map((issue) => issue.path.map(String).join('.') || 'the body')
  throw invalidResponse(
    received,
    reading,
    `not the documented shape at ${[...new Set(paths)].slice(0, 5).join(', ')}`,
  )
}

/** Reads the clock once. @throws CekStatusError `CONFIGURATION` when it is not a clock */
function readClock(provider: string, now: () => Date): Date {
  const instant: unknown = now()
  if (instant instanceof Date && !Number.isNaN(instant.getTime())) return instant
  throw configurationError(provider, 'now', 'give a function that returns a valid Date')
}
