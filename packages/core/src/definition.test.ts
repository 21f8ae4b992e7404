import { describe, expect, it } from 'vitest'
import { checkHeaderCredential } from './credentials.ts'
import { createStatusClient, type ProviderDefinition, parseResponse } from './definition.ts'
import { type CekStatusError, isCekStatusError } from './errors.ts'
import { isRecord } from './json.ts'
import { matchErrors } from './response/error-rules.ts'
import { createStatusLookup } from './response/status-words.ts'
import type { Transaction } from './transaction.ts'

type Raw = Record<string, unknown>

const source = 'https://docs.acme.example'
const readWord = createStatusLookup([
  { providerStatus: 'PAID', status: 'success', source },
  { providerStatus: 'DENY', status: 'failed', source },
  { providerStatus: 'EXPIRED', status: 'expired', source },
])

/** Answers with one object or with a list under `items`; errors have HTTP 200 and a code in the body. */
const acme: ProviderDefinition<{ apiKey: string }, Raw> = {
  provider: 'acme',
  capabilities: {
    provider: 'acme',
    kinds: ['payment'],
    lookup: ['merchantReference', 'providerReference'],
    referenceMaxLength: 50,
    repeatable: true,
    origins: { production: 'https://api.acme.example', sandbox: null },
    reportsSandbox: false,
    schedule: { pending: [1], processing: [1], unknown: [1], recheck: [1] },
    notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 0 },
    rateLimit: null,
    mayBeUndone: [
      { status: 'failed', note: 'DENY can become PAID', source },
      { status: 'success', channels: ['permata'], note: 'PAID can become DENY', source },
    ],
  },
  path: '/v1/payments',
  query: { required: 'either', kindRequired: false, referenceInPath: true },
  credentials: { apiKey: checkHeaderCredential },
  secrets: ['apiKey'],
  account: 'apiKey',
  createRequest: ({ url }) => ({ method: 'GET', url, headers: {}, body: null }),
  ...matchErrors([
    {
      httpStatus: 'any',
      answer: 'code 404',
      code: 'NOT_FOUND',
      source,
      example: { status: 200, body: '{"code":"404"}' },
      matches: ({ json }) => json.code === '404',
    },
  ]),
  isAnswer: ({ json }) => isRecord(json) && (json.code === '200' || json.code === '407'),
  readErrorDetails: () => ({ providerCode: null, providerMessage: null }),
  hints: {},
  createSchema: () => ({ safeParse: () => ({ success: true }) }),
  fieldPaths: {
    merchantReference: 'ref',
    providerReference: 'id',
    amount: 'amount',
    kind: 'kind',
    sandbox: 'x',
  },
  select: (body, query) => {
    const raw: Raw = Array.isArray(body) ? { items: body, documented: true } : body
    if (!Array.isArray(raw.items))
      return { matches: [{ raw, providerReference: null }], emptyIsNotFound: false }
    const items = raw.items.filter(isRecord).filter((item) => item.ref === query.merchantReference)
    return {
      matches: items.map((item) => ({ raw: item, providerReference: String(item.id) })),
      emptyIsNotFound: raw.documented === true,
    }
  },
  mayRepeat: 'merchantReference',
  normalize: (raw, reader) => ({
    kind: 'payment',
    merchantReference: reader.text(raw.ref, 'ref'),
    providerReference: reader.text(raw.id, 'id'),
    status: reader.status(reader.text(raw.state, 'state'), 'state', readWord),
    providerStatus: reader.text(raw.state, 'state'),
    reason: null,
    amount: reader.money(raw.amount, 'amount'),
    fee: null,
    netAmount: null,
    refund: null,
    channel: { type: null, code: reader.text(raw.channel, 'channel'), name: null },
    lines: [],
    createdAt: null,
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
  }),
}

const paid = { code: '200', ref: 'INV-1', id: 'P1', state: 'PAID', amount: '10.00' }
const query = { merchantReference: 'INV-1' }

function read(body: object, status = 200, asked: object = query): Transaction<Raw> {
  return parseResponse(acme, { status, headers: {}, body: JSON.stringify(body) }, asked, {})
}

function errorOf(act: () => unknown): CekStatusError {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('isAnswer', () => {
  it('decides what can be a success, whatever the HTTP status', () => {
    expect(read(paid).status).toBe('success')
    expect(read({ ...paid, code: '407', state: 'EXPIRED' }, 407).status).toBe('expired')
  })

  it('never makes a transaction of a documented refusal or of an unlisted code', () => {
    expect(errorOf(() => read({ ...paid, code: '404' })).code).toBe('NOT_FOUND')
    expect(errorOf(() => read({ ...paid, code: '500' })).code).toBe('RESPONSE_INVALID')
    expect(errorOf(() => read({ ...paid, code: 200 })).code).toBe('RESPONSE_INVALID')
    expect(errorOf(() => read({ ...paid, code: '999' }, 500)).code).toBe('PROVIDER_UNAVAILABLE')
  })
})

describe('select', () => {
  const list = (...items: object[]) => ({ code: '200', items })

  it('accepts a list with exactly one match', () => {
    const transaction = read(list({ ...paid, ref: 'INV-10' }, paid, { ...paid, ref: null }))
    expect(transaction).toMatchObject({ status: 'success', providerReference: 'P1' })
    expect(transaction.raw).toEqual(list({ ...paid, ref: 'INV-10' }, paid, { ...paid, ref: null }))
  })

  it('accepts a list without an envelope', () => {
    const asListed = { ...acme, isAnswer: () => true }
    const parse = (body: object[]) =>
      parseResponse(asListed, { status: 200, headers: {}, body: JSON.stringify(body) }, query, {})
    expect(parse([{ ...paid, ref: 'INV-10' }, paid]).providerReference).toBe('P1')
    expect(errorOf(() => parse([])).code).toBe('NOT_FOUND')
    expect(errorOf(() => parse([paid, paid])).code).toBe('AMBIGUOUS')
    const { select: _select, ...single } = asListed
    const response = { status: 200, headers: {}, body: JSON.stringify([paid]) }
    expect(errorOf(() => parseResponse(single, response, query, {})).code).toBe('RESPONSE_INVALID')
  })

  it('rejects several matches with at most ten provider references', () => {
    const items = Array.from({ length: 12 }, (_, index) => ({ ...paid, id: `P${index}` }))
    const error = errorOf(() => read(list(...items)))
    expect(error).toMatchObject({ code: 'AMBIGUOUS', retryable: false, httpStatus: 200 })
    expect(error.providerReferences).toEqual(items.slice(0, 10).map(({ id }) => id))
  })

  it('says that the reference is unknown only where a page documents an empty list', () => {
    expect(errorOf(() => read({ ...list(), documented: true })).code).toBe('NOT_FOUND')
    expect(errorOf(() => read(list({ ...paid, ref: 'INV-2' }))).code).toBe('REJECTED')
  })

  it('carries the provider references through a client', async () => {
    const client = createStatusClient(acme, {
      apiKey: 'key-123456',
      rateLimiter: false,
      fetch: async () => new Response(JSON.stringify(list(paid, { ...paid, id: 'P2' }))),
    } as { apiKey: string; rateLimiter: false; fetch: typeof fetch })
    await expect(client.getTransactionStatus(query)).rejects.toMatchObject({
      code: 'AMBIGUOUS',
      providerReferences: ['P1', 'P2'],
      attempts: 1,
    })
  })
})

describe('mayRepeat', () => {
  it('takes a reference that repeats the other id as not returned', () => {
    const repeated = read({ ...paid, ref: 'P1' }, 200, { providerReference: 'P1' })
    expect(repeated).toMatchObject({ merchantReference: null, providerReference: 'P1', advice: 'fulfill' })
    const asked = read({ ...paid, ref: 'P1' })
    expect(asked.merchantReference).toBeNull()
    expect(asked).toMatchObject({ advice: 'review', warnings: [{ code: 'REFERENCE_MISSING' }] })
  })
})

describe('mayBeUndone', () => {
  it('lowers release to review for a final status that can change', () => {
    expect(read({ ...paid, state: 'DENY' })).toMatchObject({
      status: 'failed',
      final: true,
      advice: 'review',
      warnings: [{ code: 'MAY_BE_UNDONE', message: 'DENY can become PAID' }],
    })
    expect(read({ ...paid, state: 'EXPIRED' })).toMatchObject({ advice: 'release', warnings: [] })
  })

  it('leaves fulfill as it is, and warns only for the methods named', () => {
    expect(read({ ...paid, channel: 'permata' })).toMatchObject({
      advice: 'fulfill',
      warnings: [{ code: 'MAY_BE_UNDONE' }],
    })
    expect(read({ ...paid, channel: 'bca' }).warnings).toEqual([])
  })
})
