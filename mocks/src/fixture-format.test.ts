import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { mockProviders } from './registry.ts'
import type { Fixture } from './types.ts'

const money = z.strictObject({
  value: z.string().check(z.regex(/^\d{1,15}\.\d{2}$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
})
const text = z.nullable(z.string())
const timestamp = z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)))
const count = z.nullable(z.number())
const refund = z.nullable(z.strictObject({ amount: z.nullable(money), pending: z.boolean() }))
const status = z.enum([
  'pending',
  'authorized',
  'processing',
  'success',
  'partial',
  'failed',
  'expired',
  'canceled',
  'refunded',
  'unknown',
])
const kind = z.enum(['payment', 'payout', 'purchase', 'unknown'])

const warningCode = z.enum([
  'AMOUNT_INVALID',
  'AMOUNT_MISSING',
  'AMOUNT_SUM',
  'AMOUNT_UNCERTAIN',
  'EXPECTATION_DIFFERS',
  'EXPECTATION_NOT_COMPARABLE',
  'QUANTITY_INVALID',
  'QUANTITY_DIFFERS',
  'REFERENCE_MISSING',
  'KIND_UNKNOWN',
  'STATUS_UNDOCUMENTED',
  'STATUS_MISSING',
  'STATUS_CONTRADICTION',
  'LINE_RESULT_MISSING',
  'LINE_RESULT_AMBIGUOUS',
  'TIMESTAMP_INVALID',
  'FIELD_INVALID',
  'SANDBOX',
  'MAY_BE_UNDONE',
])

const line = z.strictObject({
  id: text,
  name: text,
  providerReference: text,
  status,
  providerStatus: text,
  reason: text,
  target: text,
  quantity: z.strictObject({ ordered: count, delivered: count, remaining: count, start: count }),
  serialNumber: text,
  license: text,
  amount: z.nullable(money),
  refund,
})

const transaction = z.strictObject({
  provider: z.string(),
  kind,
  merchantReference: text,
  providerReference: text,
  status,
  final: z.boolean(),
  advice: z.enum(['fulfill', 'wait', 'release', 'review']),
  providerStatus: text,
  reason: text,
  amount: z.nullable(money),
  fee: z.nullable(money),
  netAmount: z.nullable(money),
  refund,
  channel: z.nullable(z.strictObject({ type: text, code: text, name: text })),
  lines: z.array(line),
  createdAt: timestamp,
  updatedAt: timestamp,
  paidAt: timestamp,
  expiresAt: timestamp,
  sandbox: z.nullable(z.boolean()),
  warnings: z.array(z.strictObject({ code: warningCode, field: text })),
})

const errorCode = z.enum([
  'AMBIGUOUS',
  'RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'AUTHENTICATION',
  'NOT_FOUND',
  'REJECTED',
  'RESPONSE_INVALID',
  'RESPONSE_MISMATCH',
])

const fixtureFormat = z.strictObject({
  case: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  endpoint: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  provenance: z.strictObject({
    kind: z.enum(['documented', 'documented, reference replaced', 'inferred', 'hostile']),
    source: z.url({ protocol: /^https$/ }),
    note: z.optional(z.string().check(z.minLength(1))),
  }),
  ask: z.strictObject({
    query: z.strictObject({
      merchantReference: z.optional(z.string()),
      providerReference: z.optional(z.string()),
      kind: z.optional(kind),
      productCode: z.optional(z.string()),
      target: z.optional(z.string()),
    }),
    variation: z.optional(z.enum(['wrong-key', 'wrong-secret', 'foreign-token'])),
  }),
  default: z.optional(z.boolean()),
  response: z.strictObject({
    status: z.number().check(z.gte(100), z.lte(599)),
    headers: z.record(z.string().check(z.lowercase()), z.string()),
    body: z.array(z.string()),
  }),
  documentedBody: z.optional(z.array(z.string())),
  repair: z.optional(z.string().check(z.minLength(1))),
  expected: z.union([
    z.strictObject({ transaction }),
    z.strictObject({
      error: z.strictObject({ code: errorCode, providerCode: z.optional(text) }),
    }),
  ]),
})

/** Every text and number of a JSON value, wherever it stands. */
function leavesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value]
}

function bodyOf(fixture: Fixture): string {
  return fixture.response.body.join('\n')
}

const finalStatuses = ['success', 'partial', 'failed', 'expired', 'canceled', 'refunded']

describe.each(mockProviders.map((provider) => [provider.name, provider] as const))(
  'fixtures of %s',
  (name, provider) => {
    it('has each case once', () => {
      const cases = provider.fixtures.map((fixture) => fixture.case)
      expect(cases).toEqual([...new Set(cases)])
    })

    const byCase = provider.fixtures.map((fixture) => [fixture.case, fixture] as const)

    it.each(byCase)('%s has the agreed format', (_case, fixture) => {
      expect(() => fixtureFormat.parse(fixture)).not.toThrow()
    })

    it.each(byCase)('%s has a body of valid JSON, as lines', (_case, fixture) => {
      for (const bodyLine of fixture.response.body) expect(bodyLine).not.toMatch(/[\r\n]/)
      expect(() => JSON.parse(bodyOf(fixture))).not.toThrow()
    })

    it.each(byCase)('%s describes a repair exactly where the page shows invalid JSON', (_case, fixture) => {
      const { documentedBody, repair } = fixture
      expect(repair === undefined).toBe(documentedBody === undefined)
      if (documentedBody) expect(() => JSON.parse(documentedBody.join('\n'))).toThrow()
    })

    it.each(byCase)('%s has a note unless it is documented', (_case, fixture) => {
      if (fixture.provenance.kind !== 'documented') expect(fixture.provenance.note).toBeDefined()
    })

    it.each(byCase)('%s expects references and amounts of its body', (_case, fixture) => {
      if (!('transaction' in fixture.expected)) return
      const expected = transaction.parse(fixture.expected.transaction)
      const leaves = leavesOf(JSON.parse(bodyOf(fixture)))
      for (const field of ['merchantReference', 'providerReference'] as const) {
        if (expected[field] === null) continue
        expect(leaves).toContain(expected[field])
        expect([expected[field], undefined]).toContain(fixture.ask.query[field])
      }
      const sums = leaves.filter((leaf) => typeof leaf !== 'boolean' && leaf !== '').map(Number)
      const lineSums = expected.lines.flatMap((each) => [each.amount, each.refund?.amount ?? null])
      for (const sum of [expected.amount, expected.fee, expected.netAmount, ...lineSums]) {
        if (sum) expect(sums).toContain(Number(sum.value))
      }
    })

    it.each(byCase)('%s expects a consistent transaction', (_case, fixture) => {
      if (!('transaction' in fixture.expected)) return
      const expected = transaction.parse(fixture.expected.transaction)
      expect(expected.provider).toBe(name)
      expect(expected.final).toBe(finalStatuses.includes(expected.status))
      const undecided = ['pending', 'authorized', 'processing'].includes(expected.status)
      if (undecided) expect(expected.advice).toBe('wait')
      if (expected.advice === 'fulfill') expect(expected.status).toBe('success')
      if (expected.advice === 'release') expect(['failed', 'expired', 'canceled']).toContain(expected.status)
    })
  },
)
