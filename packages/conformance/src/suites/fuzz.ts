import type { StatusQuery } from '@cekstatus/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenCase, openCases } from '../fuzz/cases.ts'
import { findFault, type Outcome, toOutcome } from '../fuzz/judge.ts'
import { decode, tryCases } from '../fuzz/run.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'

/** Fixed, so that every run is the same; `pnpm fuzz` tries others. */
const seed = 20_261_125
const readCases = 4_000
const sentCases = 150

/** Responses that no page documents, read from text and received over HTTP. */
export function describeFuzzing<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { mock, statusMap, oracle } = provider

  describe(`undocumented responses, seed ${seed}`, () => {
    it(`reads ${readCases} of them without a foreign error or a false success`, () => {
      const { findings, outcomes } = tryCases(
        {
          name: provider.name,
          // Queries come from the fixtures, so they are valid for this provider.
          parseStatusResponse: (response, query) => provider.parseStatusResponse(response, query as Query),
          fixtures: mock.fixtures,
          statusMap,
          oracle,
        },
        { seed, count: readCases },
      )
      expect(findings).toEqual([])
      // Responses that are all refused would prove nothing.
      expect(outcomes['success (fulfill)']).toBeGreaterThan(readCases / 50)
      expect(outcomes['success (review)']).toBeGreaterThan(0)
      expect(outcomes['unknown (review)']).toBeGreaterThan(0)
      expect(outcomes.RESPONSE_INVALID).toBeLessThan(readCases * 0.8)
    })

    describe('over HTTP', () => {
      let server: ScriptedServer
      beforeAll(async () => {
        server = await startScriptedServer(provider.prepare)
      })
      afterAll(() => server.close())

      it(`receives ${sentCases} of them without a foreign error or a false success`, async () => {
        const cases = fc.sample(openCases(mock.fixtures, statusMap), {
          seed,
          numRuns: sentCases,
          unbiased: true,
        })
        const client = provider.createClient({ baseUrl: server.url })
        for (const [index, { query: asked, status, headers, bytes }] of cases.entries()) {
          const query = provider.completeQuery?.(asked) ?? asked
          server.answer({ status, headers: writable(headers), body: bytes })
          const outcome = await client
            .getTransactionStatus(query as Query)
            .then((transaction): Outcome => ({ transaction }), toOutcome)
          const fault = findFault(outcome, { httpStatus: status, text: decode(bytes) }, query, oracle)
          expect({ index, fault }).toEqual({ index, fault: null })
        }
      })
    })
  })
}

/** Headers as a server can send them. */
function writable(headers: OpenCase['headers']): Record<string, string> {
  const pairs = headers instanceof Headers ? [...headers] : Object.entries(headers)
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])),
  )
}
