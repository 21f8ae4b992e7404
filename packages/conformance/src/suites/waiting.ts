import {
  getTransactionStatuses,
  isCekStatusError,
  nextDelayMs,
  type StatusQuery,
  statuses,
  statusInfo,
  waitForFinalStatus,
  watchTransactionStatus,
} from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogueEntry, ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'
import { takeSuccessAnswer } from '../success-answer.ts'

const minuteMs = 60_000

/** The schedule as data, and that waiting goes by what the provider's client says of itself. */
export function describeWaiting<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { schedule, notFoundGrace } = provider.capabilities
  const { body, query } = takeSuccessAnswer(provider)
  const unknown = provider.mock.fixtures.find((fixture) => unknownReferenceCases.includes(fixture.case))

  describe('waiting', () => {
    let server: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
    })
    afterAll(() => server.close())

    it('has a delay for every status that is not final, as data that a store gives back', () => {
      const stored = JSON.parse(JSON.stringify(schedule))
      for (const status of statuses) {
        const delayMs = nextDelayMs({ status }, 1, stored)
        if (statusInfo[status].final) expect(delayMs).toBeNull()
        else expect(delayMs).toBeGreaterThanOrEqual(3_000)
      }
    })

    it('asks at most seven times in the first minute, and with half of the documented limit', () => {
      const { calls, windowMs } = provider.capabilities.rateLimit ?? { calls: 14, windowMs: minuteMs }
      for (const delays of Object.values(schedule)) {
        expect(countWithin(delays, minuteMs)).toBeLessThanOrEqual(7)
        expect(countWithin(delays, windowMs)).toBeLessThanOrEqual(calls / 2)
        expect(delays.at(-1)).toBeGreaterThanOrEqual(minuteMs)
      }
    })

    if (!provider.capabilities.repeatable) {
      describeActing()
      return
    }

    it('says by which error a reference is too new to be known, and for how long', () => {
      const howToSay = 'where asking changes nothing, `notFoundGrace` of schedule.ts'
      expect(
        notFoundGrace.codes.length,
        `${howToSay} names the error of an unknown reference`,
      ).toBeGreaterThan(0)
      const firstDelayMs = schedule.pending[0] ?? 0
      expect(notFoundGrace.graceMs, `${howToSay} is patient beyond the first delay`).toBeGreaterThan(
        firstDelayMs,
      )
    })

    it('takes the answer to a reference that is too new for no more than that', async () => {
      if (unknown === undefined) throw new Error(`${provider.name} has no fixture for an unknown reference`)
      const answers = [answerOf(unknown), { status: 200, headers: {}, body }]
      server.answer((_request, response) => {
        const answer = answers.length > 1 ? answers.shift() : answers[0]
        if (answer === undefined) throw new Error('there is always an answer left')
        response.writeHead(answer.status, answer.headers).end(answer.body)
      })
      const client = provider.createClient({ baseUrl: server.url })
      const { outcome, transaction, attempts } = await waitForFinalStatus(client, query, {
        schedule: { pending: [1] },
      })
      expect([outcome, transaction?.status, attempts]).toEqual(['final', 'success', 2])
    })

    it('throws the same error when it is not patient', async () => {
      if (unknown === undefined) throw new Error(`${provider.name} has no fixture for an unknown reference`)
      server.answer(answerOf(unknown))
      const client = provider.createClient({ baseUrl: server.url })
      const waiting = waitForFinalStatus(client, query, { notFoundGraceMs: 0 })
      const error: unknown = await waiting.catch((thrown: unknown) => thrown)
      expect(isCekStatusError(error) && notFoundGrace.codes.some((code) => code === error.code)).toBe(true)
    })

    /** Where asking may act, nothing asks twice by itself. */
    function describeActing(): void {
      it('is refused, and nothing is sent, unless the caller insists', async () => {
        const client = provider.createClient({ baseUrl: server.url })
        const refused = { code: 'CONFIGURATION', field: 'allowRepeat' }
        await expect(waitForFinalStatus(client, query)).rejects.toMatchObject(refused)
        expect(() => watchTransactionStatus(client, query)).toThrow(expect.objectContaining(refused))
        expect(() => getTransactionStatuses(client, [query])).toThrow(expect.objectContaining(refused))
        expect(server.received).toEqual([])
        server.answer({ status: 200, headers: {}, body })
        const { outcome, attempts } = await waitForFinalStatus(client, query, { allowRepeat: true })
        expect([outcome, attempts]).toEqual(['final', 1])
      })

      it('leaves a minute between any two inquiries, and takes no answer for too early', () => {
        expect(Math.min(...Object.values(schedule).flat())).toBeGreaterThanOrEqual(minuteMs)
        expect(notFoundGrace.codes).toEqual([])
      })
    }
  })
}

/** What the mocks call the provider's own answer to a reference that it does not know. */
const unknownReferenceCases: readonly string[] = ['not-found', 'unknown-reference']

function answerOf({ response }: CatalogueEntry) {
  return { status: response.status, headers: response.headers, body: response.body.join('\n') }
}

/** Inquiries within the time, the first one at its start. */
function countWithin(delays: readonly number[], timeMs: number): number {
  const last = delays.at(-1) ?? Number.POSITIVE_INFINITY
  let count = 1
  for (let at = delays[0] ?? last; at < timeMs; at += delays[count - 1] ?? last) count += 1
  return count
}
