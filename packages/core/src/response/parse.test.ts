import { describe, expect, it, vi } from 'vitest'
import { type CekStatusError, isCekStatusError } from '../errors.ts'
import { type AcmeResponse, acme, acmeBody } from '../test-provider.ts'
import type { StatusResponse } from './http-response.ts'
import { type ParseOptions, parseCallResponse, type ResponseRules, readStatusResponse } from './parse.ts'

const query = { merchantReference: 'INV-001' }
const now = () => new Date('2026-01-26T03:00:00.000Z')
const answer = (changes: Record<string, unknown> = {}): StatusResponse => ({
  status: 200,
  headers: {},
  body: acmeBody(changes),
})

function refusal(read: () => unknown): CekStatusError | null {
  try {
    read()
    return null
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
}

const read = (
  response: unknown,
  options: unknown = { now },
  rules: ResponseRules<AcmeResponse> = acme,
  asked: unknown = query,
) => readStatusResponse(response as StatusResponse, asked as typeof query, options as ParseOptions, rules)

describe('readStatusResponse', () => {
  it('reads an answer', () => {
    const transaction = read(answer())
    expect(transaction).toMatchObject({
      provider: 'acme',
      status: 'success',
      advice: 'fulfill',
      warnings: [],
    })
    expect(transaction.evidence).toEqual({ observedAt: now().toISOString(), httpStatus: 200, attempts: 1 })
    expect(transaction.raw).toEqual(JSON.parse(acmeBody()))
  })

  it.each([200, 201, 299])('reads an answer under HTTP %i', (status) => {
    expect(read({ ...answer(), status }).evidence.httpStatus).toBe(status)
  })

  it.each([100, 199, 300, 400, 401, 403, 404, 429, 500])('reads no answer under HTTP %i', (status) => {
    expect(refusal(() => read({ ...answer(), status }))).not.toBeNull()
  })

  it.each([
    {
      name: 'a documented code beside a success',
      body: '{"ok":true,"data":{"ref":"INV-001","state":"paid"},"code":"BUSY"}',
      code: 'PROVIDER_UNAVAILABLE',
    },
    {
      name: '"not found" beside a success',
      body: '{"ok":true,"data":{"ref":"INV-001","state":"paid"},"code":"NO_SUCH_ID"}',
      code: 'NOT_FOUND',
    },
    {
      name: 'a failed envelope',
      body: '{"ok":false,"data":{"ref":"INV-001","state":"paid"}}',
      code: 'RESPONSE_INVALID',
    },
    {
      name: 'an envelope of another type',
      body: '{"ok":"true","data":{"ref":"INV-001","state":"paid"}}',
      code: 'RESPONSE_INVALID',
    },
    { name: 'a list', body: `[${acmeBody()}]`, code: 'RESPONSE_INVALID' },
    { name: 'a text', body: JSON.stringify(acmeBody()), code: 'RESPONSE_INVALID' },
  ])('refuses $name', ({ body, code }) => {
    expect(refusal(() => read({ ...answer(), body }))?.code).toBe(code)
  })

  it('names the places that differ from the documented shape, never values', () => {
    const error = refusal(() => read({ ...answer(), body: '{"ok":1,"canary":"canary"}' }))
    expect(error?.message).toBe(
      'unusable response from acme: undocumented shape at data.0.id, the body (HTTP 200)',
    )
    expect('cause' in (error ?? {})).toBe(false)
  })

  it('turns a body that trips up the rules of it into RESPONSE_INVALID', () => {
    const tripping = {
      ...acme,
      normalize: ({ data }: AcmeResponse) => ({
        ...acme.normalize({ ok: true, data }, {} as never, query),
        reason: `${data.state}`,
      }),
    }
    for (const rules of [tripping, { ...acme, readRefusal: () => BigInt('canary') as never }]) {
      const error = refusal(() => read(answer(), { now }, rules))
      expect(error).toMatchObject({ code: 'RESPONSE_INVALID', httpStatus: 200, attempts: 1 })
      expect(String(error)).not.toContain('canary')
    }
  })

  it('passes on the options', () => {
    expect(read(answer({ test: true })).advice).toBe('review')
    expect(read(answer({ test: true }), { now, environment: 'sandbox' }).advice).toBe('fulfill')
    expect(read(answer(), { now, expect: { amount: '1' } }).advice).toBe('review')
    expect(read(answer(), { now, expect: { amount: '104000' } }).advice).toBe('fulfill')
  })

  it('reads the clock of the machine unless told another', () => {
    const before = Date.now()
    const observed = Date.parse(read(answer(), {}).evidence.observedAt)
    expect(observed).toBeGreaterThanOrEqual(before)
    expect(observed).toBeLessThanOrEqual(Date.now())
  })

  it.each([
    {
      name: 'a query without reference',
      ask: () => read(answer(), { now }, acme, {}),
      field: 'merchantReference',
    },
    { name: 'no query', ask: () => read(answer(), { now }, acme, null), field: 'query' },
    { name: 'an environment', ask: () => read(answer(), { now, environment: 'live' }), field: 'environment' },
    {
      name: 'an expectation',
      ask: () => read(answer(), { now, expect: { amount: 5 } }),
      field: 'expect.amount',
    },
    { name: 'null in place of options', ask: () => read(answer(), null), field: 'options' },
    { name: 'no response', ask: () => read(undefined), field: 'response.body' },
    { name: 'a parsed body', ask: () => read({ ...answer(), body: {} }), field: 'response.body' },
    { name: 'no status', ask: () => read({ headers: {}, body: '{}' }), field: 'response.status' },
    { name: 'a status as text', ask: () => read({ ...answer(), status: '200' }), field: 'response.status' },
    { name: 'no headers', ask: () => read({ status: 200, body: '{}' }), field: 'response.headers' },
    {
      name: 'headers as a list',
      ask: () => read({ ...answer(), headers: [['a', 'b']] }),
      field: 'response.headers',
    },
    { name: 'a clock that is a Date', ask: () => read(answer(), { now: new Date() }), field: 'now' },
    {
      name: 'a clock that gives a number',
      ask: () => read(answer(), { now: () => Date.now() }),
      field: 'now',
    },
    {
      name: 'a clock that gives no time',
      ask: () => read(answer(), { now: () => new Date(Number.NaN) }),
      field: 'now',
    },
    {
      name: 'a clock that throws',
      ask: () =>
        read(answer(), {
          now: () => {
            throw new Error('canary')
          },
        }),
      field: 'now',
    },
  ])('refuses $name', ({ ask, field }) => {
    const error = refusal(ask)
    expect(error).toMatchObject({ code: 'CONFIGURATION', provider: 'acme', field, attempts: 0 })
    expect(String(error)).not.toContain('canary')
  })
})

describe('the schema', () => {
  it('is made with the first answer that it judges, and once', () => {
    const createSchema = vi.fn(acme.createSchema)
    const rules = { ...acme, createSchema }
    const busy = { status: 200, headers: {}, body: '{"code":"BUSY"}' }
    expect(refusal(() => read(busy, { now }, rules))?.code).toBe('PROVIDER_UNAVAILABLE')
    expect(createSchema).not.toHaveBeenCalled()
    for (const _ of [1, 2]) expect(read(answer(), { now }, rules).status).toBe('success')
    expect(createSchema).toHaveBeenCalledTimes(1)
  })
})

describe('parseCallResponse', () => {
  it('reads the answer of any call', () => {
    expect(parseCallResponse(answer(), now, acme)).toEqual({
      raw: JSON.parse(acmeBody()),
      httpStatus: 200,
      observedAt: now(),
    })
  })

  it('keeps its time when the clock moves on the Date that it gave', () => {
    const clock = now()
    const { observedAt } = parseCallResponse(answer(), () => clock, acme)
    clock.setTime(0)
    expect(observedAt).toEqual(now())
  })

  it('refuses like the rules of a status', () => {
    const busy = { status: 200, headers: {}, body: '{"code":"BUSY"}' }
    expect(refusal(() => parseCallResponse(busy, now, acme))?.code).toBe('PROVIDER_UNAVAILABLE')
    expect(refusal(() => parseCallResponse({ ...answer(), body: '{}' }, now, acme))?.code).toBe(
      'RESPONSE_INVALID',
    )
    expect(refusal(() => parseCallResponse({ ...answer(), body: 1 as never }, now, acme))?.field).toBe(
      'response.body',
    )
  })
})
