import { completeTransaction, type FieldPaths, type TransactionFacts } from './answer.ts'
import type { Capabilities, Expectation } from './client.ts'
import { CekStatusError, configurationError, isCekStatusError } from './errors.ts'
import { createFieldReader, type FieldReader } from './field-reader.ts'
import { isRecord } from './json.ts'
import { checkExpectation } from './options.ts'
import { checkQuery, type QueryRules, type StatusQuery } from './query.ts'
import { checkEnvironment } from './request-context.ts'
import {
  classifyRefusal,
  invalidResponse,
  isSuccessful,
  parseHttpResponse,
  type ReceivedResponse,
  type RefusalRules,
  type StatusResponse,
} from './response.ts'
import { toPlainLine } from './secrets.ts'
import type { Environment, Transaction } from './transaction.ts'

/** What `parseStatusResponse` takes besides response and query. */
export interface ParseOptions {
  /** `production` unless said. */
  environment?: Environment
  /** What the caller believes; an answer that differs is never advised to be acted on. */
  expect?: Expectation
  /** The clock behind `evidence.observedAt`. */
  now?: () => Date
}

/** The one method that core needs of a zod schema, so that no provider's zod reaches this package. */
export interface ResponseSchema {
  /** As zod's own: never throws, and tells where the value differs. */
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/** How one call's answers are told from its refusals. */
export interface AnswerReading extends RefusalRules {
  /**
   * Makes the schema that accepts exactly the documented success envelope. Called once, with the first answer, because
   * schemas take a fifth of the time in which a provider is loaded. Give the same function each time.
   */
  createSchema: () => ResponseSchema
  /** True for what can be a success; by default HTTP 2xx. Refusals that a rule matches are none all the same. */
  isAnswer?(received: ReceivedResponse): boolean
}

/** Everything about one provider's answers that core does not know. */
export interface ResponseReading<Raw> extends AnswerReading {
  /** Which queries the provider can be asked; a wrong one is refused before the body is read. */
  queryRules: QueryRules
  /** Where the answer holds what core checks. */
  fieldPaths: FieldPaths
  /** Reads the facts out of an accepted body; what cannot be read is null, with a warning in `reader`. */
  normalize(raw: Raw, reader: FieldReader, query: StatusQuery): TransactionFacts
  /** Picks the transactions of the query out of a list; absent where a response has only one. */
  select?(raw: Raw, query: StatusQuery): Selection<Raw>
  /** The reference in whose place the provider may send the other one again; it then counts as not returned. */
  mayRepeat?: 'merchantReference' | 'providerReference'
  /** Final statuses that can still change. */
  mayBeUndone?: Capabilities['mayBeUndone']
}

/** What a list has of the transactions of a query. */
export interface Selection<Raw> {
  /** The transactions that fit, each as `normalize` takes it. */
  matches: readonly { raw: Raw; providerReference: string | null }[]
  /** True where a page documents that a list without a match means an unknown reference. */
  emptyIsNotFound: boolean
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
  checkParseOptions(reading.provider, options)
  const { now = () => new Date(), expect } = options
  const checkedQuery = checkQuery(reading.provider, query, reading.queryRules)
  const environment = checkEnvironment(reading.provider, options.environment)
  checkExpectation(reading.provider, expect)
  const { received, observedAt } = receiveAt(response, now, reading)
  return readSafely(received, reading, () => {
    const accepted = acceptAnswer<Raw>(received, reading)
    const reader = createFieldReader()
    const record =
      reading.select === undefined
        ? accepted
        : selectOne(reading.select(accepted, checkedQuery), received, reading)
    const facts = reading.normalize(record, reader, checkedQuery)
    return completeTransaction(dropRepeated(facts, reading.mayRepeat), {
      provider: reading.provider,
      query: checkedQuery,
      environment,
      expect,
      httpStatus: received.httpStatus,
      observedAt,
      raw: received.raw as Raw,
      reader,
      fieldPaths: reading.fieldPaths,
      ...(reading.mayBeUndone === undefined ? {} : { mayBeUndone: reading.mayBeUndone }),
    })
  })
}

/** Exactly one match is a transaction; never the newest of several. */
function selectOne<Raw>(
  { matches, emptyIsNotFound }: Selection<Raw>,
  received: ReceivedResponse,
  reading: AnswerReading,
): Raw {
  const [match, ...others] = matches
  if (match !== undefined && others.length === 0) return match.raw
  const { provider } = reading
  const code = match !== undefined ? 'AMBIGUOUS' : emptyIsNotFound ? 'NOT_FOUND' : 'REJECTED'
  const message =
    match !== undefined
      ? `${provider} has ${matches.length} transactions with this reference`
      : `${provider} has no transaction with this reference in its list`
  throw new CekStatusError({
    code,
    provider,
    message,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    hint: match !== undefined ? 'query by one of providerReferences' : (reading.hints[code] ?? null),
    providerReferences: matches.flatMap(({ providerReference }) => providerReference ?? []),
    attempts: 1,
  })
}

function dropRepeated(facts: TransactionFacts, field: ResponseReading<never>['mayRepeat']): TransactionFacts {
  const repeats = field !== undefined && facts.merchantReference === facts.providerReference
  return repeats ? { ...facts, [field]: null } : facts
}

/** A response that is the documented success answer of its call. */
export interface Answer<Raw> {
  /** The parsed body. */
  raw: Raw
  /** From 200 to 299. */
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
  const { received, observedAt } = receiveAt(response, now, reading)
  const raw = readSafely(received, reading, () => acceptAnswer<Raw>(received, reading))
  return { raw, httpStatus: received.httpStatus, observedAt }
}

function receiveAt(response: StatusResponse, now: () => Date, { provider }: AnswerReading) {
  checkResponse(provider, response)
  const observedAt = readClock(provider, now)
  return { received: parseHttpResponse(response, observedAt), observedAt }
}

/** A body that trips up the reading of it, such as one with an own `toString`, is no answer either. */
function readSafely<Value>(received: ReceivedResponse, reading: AnswerReading, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw isCekStatusError(error) ? error : invalidResponse(received, reading, 'reading it failed')
  }
}

function checkParseOptions(provider: string, options: unknown): void {
  if (typeof options === 'object' && options !== null) return
  throw configurationError(provider, 'options', 'options must be an object')
}

function checkResponse(provider: string, response: StatusResponse): void {
  if (typeof response?.body !== 'string') {
    throw configurationError(provider, 'response.body', 'response.body must be a string, exactly as received')
  }
  if (!Number.isInteger(response.status)) {
    throw configurationError(provider, 'response.status', 'response.status must be an integer')
  }
  const { headers } = response
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw configurationError(provider, 'response.headers', 'response.headers must be an object or Headers')
  }
}

const schemas = /* @__PURE__ */ new WeakMap<() => ResponseSchema, ResponseSchema>()

function findSchema(createSchema: () => ResponseSchema): ResponseSchema {
  const schema = schemas.get(createSchema) ?? createSchema()
  schemas.set(createSchema, schema)
  return schema
}

/** Returns the body to read as the documented answer, or throws what it stands for. */
function acceptAnswer<Raw>(received: ReceivedResponse, reading: AnswerReading): Raw {
  const { json } = received
  const refused =
    !(reading.isAnswer ?? isSuccessful)(received) || !isRecord(json) || reading.readRefusal(received) !== null
  if (refused || reading.isNotFound(received)) throw classifyRefusal(received, reading)
  const result = findSchema(reading.createSchema).safeParse(received.numbers)
  if (result.success) return json as Raw
  const paths = new Set(result.error.issues.map((issue) => issue.path.map(String).join('.') || 'the body'))
  const places = toPlainLine([...paths].slice(0, 5).join(', '))
  throw invalidResponse(received, reading, `not the documented shape at ${places}`)
}

/** Reads the clock once. @throws CekStatusError `CONFIGURATION` when it is not a clock */
export function readClock(provider: string, now: () => Date): Date {
  try {
    // Copied, because a clock under test may be moved on by changing the one Date that it returns.
    const instant = new Date(now().getTime())
    if (!Number.isNaN(instant.getTime())) return instant
  } catch {
    // A clock that throws is refused like one that returns something else.
  }
  throw configurationError(provider, 'now', 'now must return a valid Date')
}
