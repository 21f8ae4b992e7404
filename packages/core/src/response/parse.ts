import type { Capabilities, Expectation } from '../client.ts'
import { CekStatusError, configurationError, isCekStatusError } from '../errors.ts'
import { isRecord } from '../json.ts'
import { checkExpectation } from '../options.ts'
import { checkQuery, type QueryRules, type StatusQuery } from '../query.ts'
import { checkEnvironment } from '../request-context.ts'
import { toPlainLine } from '../secrets.ts'
import type { Environment, Transaction } from '../transaction.ts'
import { classifyRefusal, invalidResponse, type RefusalRules } from './classify.ts'
import { completeTransaction, type FieldPaths, type TransactionFacts } from './complete.ts'
import { createFieldReader, type FieldReader } from './fields.ts'
import {
  isSuccessful,
  parseHttpResponse,
  type ReceivedResponse,
  type StatusResponse,
} from './http-response.ts'

/** Options of `parseStatusResponse`. */
export interface ParseOptions {
  /** Default: `production`. */
  environment?: Environment
  /** Expected values; a response that differs has the advice `review`. */
  expect?: Expectation
  /** Clock for `evidence.observedAt`. */
  now?: () => Date
}

/** The one method that core needs of a zod schema, so that no provider's zod reaches this package. */
export interface ResponseSchema {
  /** As zod's own: never throws, and names the paths that differ. */
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/** How to tell the documented success response of a call from its refusals. */
export interface CallRules extends RefusalRules {
  /**
   * Creates the schema of the documented success response. Called once per function, with the first response, because
   * creating schemas takes a fifth of a provider's load time.
   */
  createSchema: () => ResponseSchema
  /** True for a possible success (default: HTTP 2xx). A response that a refusal rule matches is never a success. */
  isAnswer?(received: ReceivedResponse): boolean
}

/** Everything about the status responses of one provider. */
export interface ResponseRules<Raw> extends CallRules {
  /** Valid queries; an invalid one is rejected before the body is read. */
  queryRules: QueryRules
  /** Paths of the fields that core checks. */
  fieldPaths: FieldPaths
  /** Reads an accepted body; an invalid field is null, with a warning in `reader`. */
  normalize(raw: Raw, reader: FieldReader, query: StatusQuery): TransactionFacts
  /** Selects the transactions of the query from a list; absent where a response has only one. */
  select?(raw: Raw, query: StatusQuery): Selection<Raw>
  /** A reference that may repeat the other one; if it does, it counts as not returned. */
  mayRepeat?: 'merchantReference' | 'providerReference'
  /** Final statuses that can still change. */
  mayBeUndone?: Capabilities['mayBeUndone']
}

/** The transactions of a query in a list. */
export interface Selection<Raw> {
  /** Matching transactions, each as `normalize` takes it. */
  matches: readonly { raw: Raw; providerReference: string | null }[]
  /** True where the provider documents that no match means an unknown reference. */
  emptyIsNotFound: boolean
}

/**
 * Parses one response: refusals first, then the schema, normalization, and the checks that all providers share.
 * Only a documented success response yields a transaction.
 *
 * @throws CekStatusError
 */
export function readStatusResponse<Raw>(
  response: StatusResponse,
  query: StatusQuery,
  options: ParseOptions,
  rules: ResponseRules<Raw>,
): Transaction<Raw> {
  checkParseOptions(rules.provider, options)
  const { now = () => new Date(), expect } = options
  const checkedQuery = checkQuery(rules.provider, query, rules.queryRules)
  const environment = checkEnvironment(rules.provider, options.environment)
  checkExpectation(rules.provider, expect)
  const { received, observedAt } = receiveAt(response, now, rules)
  return readSafely(received, rules, () => {
    const accepted = acceptSuccess<Raw>(received, rules, rules.select !== undefined)
    const reader = createFieldReader()
    const record =
      rules.select === undefined ? accepted : selectOne(rules.select(accepted, checkedQuery), received, rules)
    const facts = rules.normalize(record, reader, checkedQuery)
    return completeTransaction(dropRepeated(facts, rules.mayRepeat), {
      provider: rules.provider,
      query: checkedQuery,
      environment,
      expect,
      httpStatus: received.httpStatus,
      observedAt,
      raw: received.raw as Raw,
      reader,
      fieldPaths: rules.fieldPaths,
      ...(rules.mayBeUndone === undefined ? {} : { mayBeUndone: rules.mayBeUndone }),
    })
  })
}

/** Returns the only match; the newest of several would be a guess. */
function selectOne<Raw>(
  { matches, emptyIsNotFound }: Selection<Raw>,
  received: ReceivedResponse,
  rules: CallRules,
): Raw {
  const [match, ...others] = matches
  if (match !== undefined && others.length === 0) return match.raw
  const { provider } = rules
  const code = match !== undefined ? 'AMBIGUOUS' : emptyIsNotFound ? 'NOT_FOUND' : 'REJECTED'
  const message =
    match !== undefined
      ? `${provider} has ${matches.length} transactions with this reference`
      : `${provider} returned no transaction with this reference`
  throw new CekStatusError({
    code,
    provider,
    message,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    hint: match !== undefined ? 'query by one of providerReferences' : (rules.hints[code] ?? null),
    providerReferences: matches.flatMap(({ providerReference }) => providerReference ?? []),
    attempts: 1,
  })
}

function dropRepeated(facts: TransactionFacts, field: ResponseRules<never>['mayRepeat']): TransactionFacts {
  const repeats = field !== undefined && facts.merchantReference === facts.providerReference
  return repeats ? { ...facts, [field]: null } : facts
}

/** The documented success response of a call. */
export interface CallResponse<Raw> {
  /** The parsed body. */
  raw: Raw
  /** From 200 to 299. */
  httpStatus: number
  /** Time of arrival by the caller's clock. */
  observedAt: Date
}

/**
 * Parses the response of any call, such as one for a token: refusals first, then the schema.
 *
 * @throws CekStatusError
 */
export function parseCallResponse<Raw>(
  response: StatusResponse,
  now: () => Date,
  rules: CallRules,
): CallResponse<Raw> {
  const { received, observedAt } = receiveAt(response, now, rules)
  const raw = readSafely(received, rules, () => acceptSuccess<Raw>(received, rules))
  return { raw, httpStatus: received.httpStatus, observedAt }
}

function receiveAt(response: StatusResponse, now: () => Date, { provider }: CallRules) {
  checkResponse(provider, response)
  const observedAt = readClock(provider, now)
  return { received: parseHttpResponse(response, observedAt), observedAt }
}

/** A body on which parsing throws, such as one with its own `toString`, is invalid too. */
function readSafely<Value>(received: ReceivedResponse, rules: CallRules, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw isCekStatusError(error) ? error : invalidResponse(received, rules, 'parsing failed')
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

/** Returns the body of the documented success response. @throws CekStatusError for every other response */
function acceptSuccess<Raw>(received: ReceivedResponse, rules: CallRules, mayBeList = false): Raw {
  const { json } = received
  const refused =
    !(rules.isAnswer ?? isSuccessful)(received) ||
    !(isRecord(json) || (mayBeList && Array.isArray(json))) ||
    rules.readRefusal(received) !== null
  if (refused || rules.isNotFound(received)) throw classifyRefusal(received, rules)
  const result = findSchema(rules.createSchema).safeParse(received.numbers)
  if (result.success) return json as Raw
  const paths = new Set(result.error.issues.map((issue) => issue.path.map(String).join('.') || 'the body'))
  const places = toPlainLine([...paths].slice(0, 5).join(', '))
  throw invalidResponse(received, rules, `undocumented shape at ${places}`)
}

/** Returns the time of the clock. @throws CekStatusError `CONFIGURATION` */
export function readClock(provider: string, now: () => Date): Date {
  try {
    // Copied, because a test's clock may change the Date that it returned.
    const instant = new Date(now().getTime())
    if (!Number.isNaN(instant.getTime())) return instant
  } catch {
    // A clock that throws is invalid too.
  }
  throw configurationError(provider, 'now', 'now must return a valid Date')
}
