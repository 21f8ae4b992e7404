import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCases } from '../fuzz/cases.ts'
import { findFault, type Outcome, toOutcome } from '../fuzz/judge.ts'
import { decode, tryCases } from '../fuzz/run.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'

/** One seed for all, so that every run is the same; `pnpm fuzz` tries others. */
const seed = 20_261_125
const readCases = 4_000
const sentCases = 150

/** Answers that nobody documented, read and received. */
export function describeFuzzing<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { mock, statusMap, oracle } = provider

  describe(`open input, seed ${seed}`, () => {
    it(`reads ${readCases} changed answers without an error of others, a false success or a stop`, () => {
      const { findings, outcomes } = tryCases(
        {
          name: provider.name,
          // The cases ask as the fixtures do, which is as this provider wants to be asked.
          parseStatusResponse: (response, query) => provider.parseStatusResponse(response, query as Query),
          fixtures: mock.fixtures,
          statusMap,
          oracle,
        },
        seed,
        0,
        readCases,
      )
      expect(findings).toEqual([])
      // Answers that are all refused would prove nothing.
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

      it(`receives ${sentCases} of them likewise`, async () => {
        const makeCase = createCases(mock.fixtures, statusMap)
        const client = provider.createClient({ baseUrl: server.url })
        for (let index = 0; index < sentCases; index += 1) {
          const { query: asked, status, headers, bytes } = makeCase(seed, index)
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
function writable(headers: ReturnType<ReturnType<typeof createCases>>['headers']): Record<string, string> {
  const pairs = headers instanceof Headers ? [...headers] : Object.entries(headers)
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])),
  )
}
