import type { Inquiry } from './call/inquiry.ts'
import { type CallRunner, createCallRunner } from './call/runner.ts'
import type { Capabilities, CommonOptions, StatusClient } from './client.ts'
import { isRecord, toIdString } from './json.ts'
import { defaultSchedule } from './polling/schedule.ts'
import { checkQuery, type StatusQuery } from './query.ts'
import type { Refusal } from './response/classify.ts'
import type { TransactionFacts } from './response/complete.ts'
import type { FieldReader } from './response/fields.ts'
import { type ResponseRules, readStatusResponse } from './response/parse.ts'
import { createStatusLookup } from './response/status-words.ts'
import type { Status } from './status.ts'
import type { Kind } from './transaction.ts'

/** The smallest provider that uses every rule of core: `{ ok: true, data }` or `{ ok: false, code, message }`. */
export interface AcmeResponse {
  ok: true
  data: Record<string, unknown>
}

const source = 'https://acme.example/statuses'
const readWord = createStatusLookup([
  { providerStatus: 'waiting', status: 'pending', source },
  { providerStatus: 'paid', status: 'success', source },
  { providerStatus: 'failed', status: 'failed', source },
])

const refusals = new Map<unknown, Refusal>([
  ['BUSY', { code: 'PROVIDER_UNAVAILABLE' }],
  ['SLOW_DOWN', { code: 'RATE_LIMITED', retryAfterMs: 60_000 }],
  ['BAD_KEY', { code: 'AUTHENTICATION', hint: 'the key is wrong' }],
  ['OLD_VERSION', { code: 'REJECTED' }],
])

export const acme: ResponseRules<AcmeResponse> = {
  provider: 'acme',
  queryRules: {
    referenceMaxLength: 50,
    required: 'either',
    kinds: ['payment', 'payout'],
    kindRequired: false,
    referenceInPath: false,
  },
  createSchema: () => ({
    safeParse: (value) =>
      isRecord(value) && value.ok === true && isRecord(value.data)
        ? { success: true }
        : {
            success: false,
            error: { issues: [{ path: ['data', 0, 'id'] }, { path: [] }, { path: ['data', 0, 'id'] }] },
          },
  }),
  readRefusal: ({ json }) => (isRecord(json) ? (refusals.get(json.code) ?? null) : null),
  isNotFound: ({ json }) => isRecord(json) && json.code === 'NO_SUCH_ID',
  readErrorDetails: (json) => ({
    providerCode: typeof json.code === 'string' ? json.code : null,
    providerMessage: typeof json.message === 'string' ? json.message : null,
  }),
  hints: { AUTHENTICATION: 'look at the key', RESPONSE_INVALID: 'the page may have changed' },
  fieldPaths: {
    merchantReference: 'data.ref',
    providerReference: 'data.id',
    amount: 'data.amount',
    kind: 'data.kind',
    sandbox: 'data.test',
  },
  normalize: ({ data }, reader) => readFacts(data, reader),
}

function readFacts(data: Record<string, unknown>, reader: FieldReader): TransactionFacts {
  const word = typeof data.state === 'string' ? data.state : null
  const status: Status = reader.status(word, 'data.state', readWord)
  return {
    kind: (data.kind ?? 'payment') as Kind,
    merchantReference: toIdString(data.ref as string),
    providerReference: toIdString(data.id as string),
    status,
    providerStatus: word,
    reason: null,
    amount: reader.money(data.amount, 'data.amount'),
    fee: null,
    netAmount: reader.money(data.net, 'data.net'),
    refund: null,
    channel: null,
    lines: [],
    createdAt: reader.timestamp(data.created, 'data.created'),
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: reader.boolean(data.test, 'data.test'),
  }
}

/** A paid answer about INV-001, with changes. */
export function acmeBody(changes: Record<string, unknown> = {}): string {
  const data = { ref: 'INV-001', id: 'P1', state: 'paid', amount: '104000.00', net: '100000', ...changes }
  return JSON.stringify({ ok: true, data })
}

const acmeCapabilities: Capabilities = {
  provider: 'acme',
  kinds: ['payment', 'payout'],
  lookup: ['merchantReference', 'providerReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: 'https://acme.example', sandbox: null },
  reportsSandbox: true,
  rateLimit: null,
  schedule: defaultSchedule,
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 10_000 },
}

/** What may differ from the smallest client. */
export interface AcmeChanges {
  capabilities?: Partial<Capabilities>
  inquiry?: Partial<Inquiry<StatusQuery, AcmeResponse>>
  secrets?: readonly string[]
  credential?: string | null
}

/** A runner as a provider's factory makes it. */
export function createAcmeRunner(options: CommonOptions, changes: AcmeChanges = {}): CallRunner {
  const { secrets = [], credential = secrets[0] ?? null } = changes
  const setup = { secrets, credential, baseUrl: options.baseUrl ?? 'https://acme.example', ownOptions: [] }
  // Tests of one process must not wait for one another; what is about the limit asks for it.
  const limited = { rateLimiter: false, ...options } as const
  return createCallRunner({ ...acmeCapabilities, ...changes.capabilities }, limited, setup)
}

/** A provider's client, as small as one can be: sends its first secret as a key, and asks `baseUrl` itself. */
export function createAcme(options: CommonOptions = {}, changes: AcmeChanges = {}): StatusClient {
  const { baseUrl = 'https://acme.example' } = options
  const runner = createAcmeRunner(options, changes)
  const inquiry: Inquiry<StatusQuery, AcmeResponse> = {
    check: (query) => checkQuery('acme', query, acme.queryRules),
    buildRequest: () => ({
      method: 'GET',
      url: baseUrl,
      headers: { 'x-key': changes.secrets?.[0] ?? 'key-1' },
      body: null,
    }),
    parseResponse: (response, { query, expect }) =>
      readStatusResponse(response, query, { now: runner.now, expect }, acme),
    ...changes.inquiry,
  }
  return {
    provider: 'acme',
    capabilities: { ...acmeCapabilities, ...changes.capabilities },
    getTransactionStatus: (query, callOptions) => runner.run(query, callOptions, inquiry),
  }
}
