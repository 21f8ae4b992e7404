import type { CallOptions, Capabilities, StatusClient } from '../client.ts'
import { CekStatusError, type ErrorCode, isCekStatusError } from '../errors.ts'
import type { StatusQuery } from '../query.ts'
import { readStatusResponse } from '../response/parse.ts'
import { type Status, statusInfo } from '../status.ts'
import { acme, acmeBody, createAcme } from '../test-provider.ts'
import type { Transaction } from '../transaction.ts'
import { defaultSchedule } from './schedule.ts'

/** An answer about INV-001 that follows the table, with changes. */
export function answerOf(status: Status, changes: Partial<Transaction> = {}): Transaction {
  return {
    provider: 'acme',
    kind: 'payment',
    merchantReference: 'INV-001',
    providerReference: 'P1',
    status,
    final: statusInfo[status].final,
    advice: statusInfo[status].advice,
    providerStatus: status.toUpperCase(),
    reason: null,
    amount: { value: '104000.00', currency: 'IDR' },
    fee: null,
    netAmount: null,
    refund: null,
    channel: null,
    lines: [],
    createdAt: null,
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
    warnings: [],
    evidence: { observedAt: new Date().toISOString(), httpStatus: 200, attempts: 1 },
    raw: {},
    ...changes,
  }
}

export function errorOf(code: ErrorCode, retryAfterMs: number | null = null): CekStatusError {
  return new CekStatusError({ code, message: code, provider: 'acme', retryAfterMs, attempts: 1 })
}

const capabilities: Capabilities = {
  provider: 'acme',
  kinds: ['payment'],
  lookup: ['merchantReference'],
  referenceMaxLength: 50,
  repeatable: true,
  origins: { production: null, sandbox: null },
  reportsSandbox: false,
  rateLimit: null,
  schedule: defaultSchedule,
  notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 10_000 },
}

type Asking = (query: StatusQuery, options: CallOptions) => Promise<Transaction>

/** A client in memory. */
export function clientOf(asking: Asking, changes: Partial<Capabilities> = {}): StatusClient {
  return {
    provider: 'acme',
    capabilities: { ...capabilities, ...changes },
    getTransactionStatus: (query, options = {}) => asking(query, options),
  }
}

/** What the provider says next: a status, an answer made at that moment, an error, or nothing for ever. */
export type Step = Status | CekStatusError | 'silence' | (() => Transaction)

export interface ScriptedClient {
  client: StatusClient
  /** Seconds since the first call, for each call. */
  calledAt: number[]
  queries: StatusQuery[]
  options: CallOptions[]
  /** Calls that were in flight together, at most. */
  countOverlap(): number
}

/** Takes one step of the script per call; the last one for all that follow. Each answer takes `durationMs`. */
export function scriptClient(
  script: readonly Step[],
  { durationMs = 0, ...changes }: Partial<Capabilities> & { durationMs?: number } = {},
): ScriptedClient {
  const calledAt: number[] = []
  const queries: StatusQuery[] = []
  const options: CallOptions[] = []
  let inFlight = 0
  let overlap = 0
  let startedAt: number | null = null
  const client = clientOf(async (query, callOptions) => {
    startedAt ??= performance.now()
    calledAt.push((performance.now() - startedAt) / 1000)
    queries.push(query)
    options.push(callOptions)
    inFlight += 1
    overlap = Math.max(overlap, inFlight)
    try {
      return await perform(script[Math.min(calledAt.length, script.length) - 1] ?? 'silence', durationMs)
    } finally {
      inFlight -= 1
    }
  }, changes)
  return { client, calledAt, queries, options, countOverlap: () => overlap }
}

async function perform(step: Step, durationMs: number): Promise<Transaction> {
  if (step === 'silence') return new Promise(() => undefined)
  if (durationMs > 0) await new Promise((resolve) => setTimeout(resolve, durationMs))
  if (isCekStatusError(step)) throw step
  return typeof step === 'string' ? answerOf(step) : step()
}

/** A client with core's own deadline and listeners, over a fetch that never answers. */
export function createSilentClient(): StatusClient {
  return createAcme({ fetch: () => new Promise(() => undefined), retry: false })
}

/** A client with core's own deadline and listeners that answers at once about whatever reference is asked. */
export function createEchoClient(): StatusClient {
  return createAcme(
    { transport: async () => ({ status: 200, headers: {}, body: '' }) },
    {
      inquiry: {
        parseResponse: ({ status, headers }, { query }) => {
          const body = acmeBody({ ref: query.merchantReference, id: null })
          return readStatusResponse({ status, headers, body }, query, {}, acme)
        },
      },
    },
  )
}
