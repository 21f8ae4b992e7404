import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settle } from '../expected.ts'
import type { ProviderUnderTest, RunningMock } from '../provider-under-test.ts'
import { reach } from '../reach.ts'

const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

export function describeAnswers<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const catalogue = provider.mock.fixtures.map((fixture) => ({
    ...fixture,
    body: fixture.response.body.join('\n'),
  }))

  describe('documented answers', () => {
    let server: RunningMock
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

    it.each(catalogue)('asks the mock over HTTP for $case', async (fixture) => {
      const { query, expected } = reach(fixture, server.references)
      const { variation } = fixture.ask
      const { options, credentials } =
        variation === undefined ? { options: {}, credentials: {} } : provider.vary(variation)
      const client = provider.createClient({ baseUrl: server.url, now, ...options }, credentials)
      const outcome = await settle(client.getTransactionStatus(query as Query))
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
