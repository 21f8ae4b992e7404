import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settle } from '../expected.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'

const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

export function describeAnswers<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const catalogue = provider.mock.fixtures.map((fixture) => ({
    ...fixture,
    body: fixture.response.body.join('\n'),
  }))

  describe('documented answers', () => {
    let server: { url: string; close(): Promise<void> }
    beforeAll(async () => {
      server = await provider.mock.createMockServer({ now })
    })
    afterAll(() => server.close())

    it.each(catalogue)('reads $case from its stored body', async ({ ask, response, body, expected }) => {
      const received = { status: response.status, headers: response.headers, body }
      const reading = Promise.resolve().then(() =>
        provider.parseStatusResponse(received, ask.query as Query, { now }),
      )
      expect(orderWarnings(await settle(reading))).toEqual(orderWarnings(normalizeExpected(expected)))
    })

    const askable = catalogue.filter((fixture) => isDefaultFor(fixture, catalogue))
    it.each(askable)('asks the mock over HTTP for $case', async ({ ask, expected }) => {
      const { options, credentials } =
        ask.variation === undefined ? { options: {}, credentials: {} } : provider.vary(ask.variation)
      const client = provider.createClient({ baseUrl: server.url, now, ...options }, credentials)
      const outcome = await settle(client.getTransactionStatus(ask.query as Query))
      expect(orderWarnings(outcome)).toEqual(orderWarnings(normalizeExpected(expected)))
    })

    it('keeps the whole body and the evidence of a success', async () => {
      const success = catalogue.find(
        ({ expected }) => 'transaction' in expected && expected.transaction.final === true,
      )
      if (success === undefined) throw new Error('no fixture with a final transaction')
      const response = { status: success.response.status, headers: {}, body: success.body }
      const transaction = provider.parseStatusResponse(response, success.ask.query as Query, { now })
      expect(transaction.raw).toEqual(JSON.parse(success.body))
      expect(transaction.evidence).toEqual({
        observedAt: now().toISOString(),
        httpStatus: success.response.status,
        attempts: 1,
      })
    })
  })
}

interface Asked {
  case: string
  ask: { query: StatusQuery; variation?: string }
  default?: boolean
}

/** Where several fixtures are asked by the same reference, only the default one answers over HTTP. */
function isDefaultFor(fixture: Asked, all: readonly Asked[]): boolean {
  const alike = all.filter((other) => isAskedAlike(other.ask, fixture.ask))
  return alike.length === 1 || fixture.default === true
}

function isAskedAlike(left: Asked['ask'], right: Asked['ask']): boolean {
  if (left.variation !== right.variation || left.query.kind !== right.query.kind) return false
  return (['merchantReference', 'providerReference'] as const).some(
    (field) => left.query[field] !== undefined && left.query[field] === right.query[field],
  )
}

function normalizeExpected(
  expected: { transaction: unknown } | { error: { code: string; providerCode?: string | null } },
) {
  return 'error' in expected
    ? { error: { code: expected.error.code, providerCode: expected.error.providerCode ?? null } }
    : expected
}

/** No order of warnings is promised, so both sides are brought into the same one. */
function orderWarnings<Outcome extends object>(outcome: Outcome) {
  if (!('transaction' in outcome)) return outcome
  const { warnings, ...fields } = outcome.transaction as { warnings: { code: string; field: string }[] }
  return {
    transaction: { ...fields, warnings: warnings.map(({ code, field }) => `${code} ${field}`).sort() },
  }
}
