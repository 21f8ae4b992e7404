import type { Call, Inquiry, Recovery } from './call/inquiry.ts'
import { type CallRunner, createCallRunner } from './call/runner.ts'
import type { Capabilities, CommonOptions, StatusClient } from './client.ts'
import type { CekStatusError } from './errors.ts'
import {
  type checkExtraFields,
  checkQuery,
  type QueryField,
  type QueryRules,
  type StatusQuery,
} from './query.ts'
import { type RequestContext, resolveRequestContext } from './request-context.ts'
import type { RefusalRules } from './response/classify.ts'
import type { FieldPaths, TransactionFacts } from './response/complete.ts'
import type { FieldReader } from './response/fields.ts'
import type { StatusResponse } from './response/http-response.ts'
import {
  type ParseOptions,
  type ResponseRules,
  type ResponseSchema,
  readClock,
  readStatusResponse,
} from './response/parse.ts'
import type { Environment, Transaction } from './transaction.ts'
import type { HttpRequest } from './transport/transport.ts'

/** A check for each option; it returns the value to use, or undefined for none. */
export type OptionReaders<Options extends object> = {
  readonly [Name in keyof Options]-?: (provider: string, name: string, value: unknown) => Options[Name]
}

/** What a request is built from; everything is checked. */
export interface RequestInput<Credentials, Settings, Context> {
  query: StatusQuery
  /** Fields of the query that only this provider has; times as `toISOString()` formats them. */
  extraFields: Readonly<Record<string, string>>
  credentials: Credentials
  settings: Settings
  context: Context
  environment: Environment
  /** Where requests go, without a slash at its end. */
  baseUrl: string
  /** Base URL and the provider's own path. */
  url: string
  now: () => Date
  /** Registers a text, such as a signature, that no error may carry. */
  redact(...secrets: string[]): void
}

/** Everything that differs between two providers whose status call is one HTTP exchange. */
export interface ProviderDefinition<
  Credentials extends object,
  Raw,
  Settings extends object = object,
  Context extends object = object,
> extends RefusalRules {
  capabilities: Capabilities
  /** The provider's own path, which is appended to the base URL. */
  path: string
  /** Paths of calls that come before, such as one for an access token. */
  otherPaths?: readonly string[]
  query: Pick<QueryRules, 'required' | 'kindRequired' | 'referenceInPath'> & {
    /** `checkExtraFields` where `capabilities.queryFields` has fields; passed in, so that other bundles leave it out. */
    checkExtraFields?: typeof checkExtraFields
  }
  credentials: OptionReaders<Credentials>
  /** Credentials that are secrets; one that is a function has no secret of its own. */
  secrets: readonly (keyof Credentials & string)[]
  /** The credential whose calls the provider counts together. */
  account: keyof Credentials & string
  /** Options of the client that are also part of the context of one request. */
  settings?: OptionReaders<Settings>
  /** What one request needs besides, such as an access token. */
  context?: OptionReaders<Context>
  /** Checks credentials against the environment. @throws CekStatusError `CONFIGURATION` */
  checkMode?(credentials: Credentials, environment: Environment): void
  /** Checks what the general rules cannot. @throws CekStatusError */
  checkRequest?(
    input: Pick<RequestInput<Credentials, Settings, Context>, 'query' | 'extraFields'>,
    now: () => Date,
  ): void
  createRequest(input: RequestInput<Credentials, Settings, Context>): HttpRequest
  /**
   * Makes the schema that accepts exactly the documented success response. Called with the first response, because
   * building schemas takes a fifth of the time in which a provider loads.
   */
  createSchema: () => ResponseSchema
  /** Where the response holds what core checks. */
  fieldPaths: FieldPaths
  /** Reads the facts out of an accepted body; what cannot be read is null, with a warning in `reader`. */
  normalize(raw: Raw, reader: FieldReader, query: StatusQuery, settings: Settings): TransactionFacts
  /** True for what can be a success; by default HTTP 2xx. */
  isAnswer?: NonNullable<ResponseRules<Raw>['isAnswer']>
  /** Picks the transactions of the query out of a list; absent where a response has only one. */
  select?: NonNullable<ResponseRules<Raw>['select']>
  /** The reference in whose place the provider may send the other one again. */
  mayRepeat?: NonNullable<ResponseRules<Raw>['mayRepeat']>
  /** How long the response's headers forbid another request; null where they do not. */
  readRateLimit?: NonNullable<Inquiry<StatusQuery, Raw>['readRateLimit']>
}

/**
 * Builds the request for one transaction, without sending it.
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or context
 */
export function buildRequest<
  Credentials extends object,
  Raw,
  Settings extends object,
  Context extends object,
>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
  query: unknown,
  credentials: unknown,
  context: RequestContext & { now?: () => Date } & Partial<Settings> & Partial<Context>,
): HttpRequest {
  const { environment, baseUrl } = resolveContext(definition, context)
  const checked = readOptions(definition.provider, definition.credentials, credentials)
  definition.checkMode?.(checked, environment)
  const target: RequestTarget<Credentials, Settings> = {
    credentials: checked,
    settings: readOptions(definition.provider, definition.settings, context),
    environment,
    baseUrl,
    now: context.now ?? (() => new Date()),
  }
  return createRequest(definition, query, target, context, () => undefined)
}

/**
 * Parses the response to a request of `buildRequest`: refusals first, then the schema, then normalization.
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction of the query
 */
export function parseResponse<
  Credentials extends object,
  Raw,
  Settings extends object,
  Context extends object,
>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
  response: StatusResponse,
  query: StatusQuery,
  options: ParseOptions & Partial<Settings>,
): Transaction<Raw> {
  const { rules } = prepare(definition)
  if (definition.settings === undefined) return readStatusResponse(response, query, options, rules)
  const settings = readOptions(definition.provider, definition.settings, options)
  return readStatusResponse(response, query, options, {
    ...rules,
    normalize: (raw, reader, checkedQuery) => definition.normalize(raw, reader, checkedQuery, settings),
  })
}

/** What a client knows before its first call; handed to `ClientExtension.startCall`. */
export interface RequestTarget<Credentials, Settings> {
  credentials: Credentials
  settings: Settings
  environment: Environment
  baseUrl: string
  now: () => Date
}

/** What a client does beyond one request per attempt, such as fetching access tokens. */
export interface ClientExtension<Credentials, Settings, Context> {
  /** Names of further options of this client. */
  ownOptions?: readonly string[]
  /** Further texts that no error may carry. */
  secrets?: readonly string[]
  /** Called once; returns what starts each call. */
  connect(runner: CallRunner, target: RequestTarget<Credentials, Settings>): () => CallExtension<Context>
}

/** What one call does beyond one request per attempt. */
export interface CallExtension<Context> {
  /** Completes the context of one attempt; registers its secrets with `call.redact`. */
  createContext(call: Call): Promise<Partial<Context>>
  /** What could turn this refusal into an answer; null where nothing does. */
  recoverFrom(error: CekStatusError): Recovery | null
}

/**
 * Makes a provider's client.
 * @throws CekStatusError `CONFIGURATION` for a missing, malformed or unknown option
 */
export function createStatusClient<
  Query extends StatusQuery,
  Credentials extends object,
  Raw,
  Settings extends object,
  Context extends object,
>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
  options: CommonOptions & object,
  extension?: ClientExtension<Credentials, Settings, Context>,
): StatusClient<Query, Raw> {
  const { provider, capabilities, secrets, account } = definition
  const credentials = readOptions(provider, definition.credentials, options)
  const { environment, baseUrl } = resolveContext(definition, options)
  definition.checkMode?.(credentials, environment)
  const settings = readOptions(provider, definition.settings, options)
  const texts = secrets.map((name): unknown => credentials[name]).filter(isText)
  const runner = createCallRunner(capabilities, options, {
    secrets: [...texts, ...(extension?.secrets ?? [])],
    credential: isText(credentials[account]) ? credentials[account] : null,
    baseUrl,
    ownOptions: [
      ...Object.keys(definition.credentials),
      ...Object.keys(definition.settings ?? {}),
      ...(extension?.ownOptions ?? []),
    ],
  })
  const target = { credentials, settings, environment, baseUrl, now: runner.now }
  const startCall = extension?.connect(runner, target)
  const createInquiry = (started?: CallExtension<Context>): Inquiry<Query, Raw> => ({
    check: (query) => checkInquiry(definition, query, runner.now),
    buildRequest: (call) =>
      started === undefined
        ? createRequest(definition, call.query, target, {}, call.redact)
        : started
            .createContext(call)
            .then((context) => createRequest(definition, call.query, target, context, call.redact)),
    parseResponse: (response, { query, expect }) =>
      parseResponse(definition, response, query, { ...settings, environment, now: runner.now, expect }),
    ...(started === undefined ? {} : { recoverFrom: started.recoverFrom }),
    ...(definition.readRateLimit === undefined ? {} : { readRateLimit: definition.readRateLimit }),
  })
  const inquiry = createInquiry()
  return {
    provider,
    capabilities,
    getTransactionStatus: (query, callOptions) =>
      runner.run(query, callOptions, startCall === undefined ? inquiry : createInquiry(startCall())),
  }
}

function createRequest<Credentials extends object, Raw, Settings extends object, Context extends object>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
  query: unknown,
  target: RequestTarget<Credentials, Settings>,
  context: Partial<Context>,
  redact: Call['redact'],
): HttpRequest {
  return definition.createRequest({
    ...target,
    ...checkInquiry(definition, query, target.now),
    context: readOptions(definition.provider, definition.context, context),
    url: `${target.baseUrl}${definition.path}`,
    redact,
  })
}

function checkInquiry<Credentials extends object, Raw, Settings extends object, Context extends object>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
  query: unknown,
  now: () => Date,
): Pick<RequestInput<Credentials, Settings, Context>, 'query' | 'extraFields'> {
  const { provider, capabilities, query: rules } = definition
  const checked = {
    query: checkQuery(provider, query, prepare(definition).requestRules),
    extraFields: rules.checkExtraFields?.(provider, query as object, capabilities.queryFields ?? []) ?? {},
  }
  definition.checkRequest?.(checked, () => readClock(provider, now))
  return checked
}

interface Prepared<Raw> {
  requestRules: QueryRules
  rules: ResponseRules<Raw>
}

/** What follows from a definition is made once, with its first use. */
const preparedByDefinition = /* @__PURE__ */ new WeakMap<object, unknown>()

function prepare<Credentials extends object, Raw, Settings extends object, Context extends object>(
  definition: ProviderDefinition<Credentials, Raw, Settings, Context>,
): Prepared<Raw> {
  const known = preparedByDefinition.get(definition)
  if (known !== undefined) return known as Prepared<Raw>
  const { referenceMaxLength, kinds, resources, queryFields = [] } = definition.capabilities
  const { checkExtraFields: check, ...query } = definition.query
  const rulesFor = (fields: readonly QueryField[]): QueryRules => ({
    ...query,
    referenceMaxLength,
    kinds: kinds.filter((kind) => kind !== 'unknown'),
    ...(resources === undefined ? {} : { resources }),
    ...(check === undefined ? {} : { extraFields: { fields, check } }),
  })
  const prepared: Prepared<Raw> = {
    requestRules: rulesFor(queryFields),
    rules: {
      ...definition,
      // A stored response is read by its reference alone; only a request needs every field.
      queryRules: rulesFor(queryFields.map((field) => ({ ...field, required: false }))),
      normalize: (raw, reader, checkedQuery) =>
        definition.normalize(raw, reader, checkedQuery, {} as Settings),
      ...(definition.capabilities.mayBeUndone === undefined
        ? {}
        : { mayBeUndone: definition.capabilities.mayBeUndone }),
    },
  }
  preparedByDefinition.set(definition, prepared)
  return prepared
}

function resolveContext(
  {
    capabilities,
    path,
    otherPaths = [],
  }: { capabilities: Capabilities; path: string; otherPaths?: readonly string[] },
  context: RequestContext,
): Required<RequestContext> {
  for (const other of otherPaths) resolveRequestContext(capabilities, context, other)
  return resolveRequestContext(capabilities, context, path)
}

/** Checks the named options and leaves out all others. @throws CekStatusError `CONFIGURATION` */
export function readOptions<Options extends object>(
  provider: string,
  checks: OptionReaders<Options> | undefined,
  given: unknown,
): Options {
  const values: Record<string, unknown> = Object(given)
  const checked: Record<string, unknown> = {}
  for (const name in checks) {
    const value = checks[name](provider, name, values[name])
    if (value !== undefined) checked[name] = value
  }
  return checked as Options
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
