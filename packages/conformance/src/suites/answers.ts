import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareExpected, settle } from '../compare.ts'
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
      expect(await settle(reading)).toEqual(compareExpected(expected))
    })

    it.each(catalogue)('asks the mock over HTTP for $case', async (fixture) => {
      const { query: reached, expected } = reach(fixture, server.references)
      const query = provider.completeQuery?.(reached) ?? reached
      const { variation } = fixture.ask
      const { options, credentials } =
        variation === undefined ? { options: {}, credentials: {} } : provider.vary(variation)
      const client = provider.createClient({ baseUrl: server.url, now, ...options }, credentials)
      expect(await settle(client.getTransactionStatus(query as Query))).toEqual(compareExpected(expected))
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
