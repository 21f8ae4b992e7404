import { setImmediate } from 'node:timers/promises'
import { isCekStatusError, type StatusClient, type StatusQuery, type Transaction } from '@cekstatus/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { compareTransaction } from '../compare.ts'
import { type Deadlines, watchDeadlines } from '../faults/deadlines.ts'
import { expectDemand, settleCall } from '../faults/expect-demand.ts'
import type { Fault, FaultScript } from '../faults/fault.ts'
import { faultManifest } from '../faults/manifest.ts'
import { senders } from '../faults/senders.ts'
import { play } from '../faults/wire.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import {
  type ScriptedServer,
  type ServerScript,
  startScriptedServer,
  writeAnswer,
} from '../scripted-server.ts'
import { type Proof, startProof } from '../secrecy/proof.ts'
import { takeSuccessAnswer } from '../success-answer.ts'

/** The deadline of every call; a length that no timer of the runtime has. */
const timeoutMs = 8_765
/** Time for one fault and all that must be gone after it; an answer that never comes ends here. */
const wholeTestMs = 10_000
const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

/** Puts one client through the whole fault manifest, on real sockets. */
export function describeFaults<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const answer = takeSuccessAnswer(provider)
  const readBody = (body: string): Transaction =>
    provider.parseStatusResponse({ status: 200, headers: {}, body }, answer.query, { now })

  describe.each(Object.entries(senders))('faults through %s', (_name, createSender) => {
    const unhandled: unknown[] = []
    const collect = (error: unknown): void => void unhandled.push(error)
    let deadlines: Deadlines
    let server: ScriptedServer
    let elsewhere: ScriptedServer
    let client: StatusClient<Query>
    let proof: Proof<Query>
    let headRead = createEvent()
    const sender = createSender(() => headRead.give())
    beforeAll(async () => {
      process.on('unhandledRejection', collect)
      proof = startProof(provider)
      deadlines = watchDeadlines(timeoutMs)
      server = await startScriptedServer(proof.prepare)
      elsewhere = await startScriptedServer(proof.prepare)
      client = createClient(server.url)
    })
    afterAll(async () => {
      deadlines.restore()
      await Promise.all([server.close(), elsewhere.close(), sender.close()])
      proof.stop()
      process.off('unhandledRejection', collect)
    })

    // Nothing that one fault left behind may be put down to the next.
    afterEach(() => {
      server.abandon()
      deadlines.takeRunning()
    })

    /** Makes a script for the server; a provider that echoes gets to print all that it received. */
    const serve =
      (script: FaultScript): ServerScript =>
      (request, response, sent) => {
        headRead = createEvent()
        const made = script({
          success: answer.body,
          failed: answer.failedBody,
          elsewhereUrl: elsewhere.url,
          echo: JSON.stringify(sent),
        })
        if ('status' in made) writeAnswer(response, made)
        else play(made, request.socket, { headRead: headRead.given, passDeadline: deadlines.pass })
      }

    const createClient = (baseUrl: string) =>
      proof.createClient({ baseUrl, ...sender.options, now, timeoutMs })

    const ask = async ({ meets, after, asksAnother }: Fault): Promise<Transaction> => {
      if (meets === 'nobody') return createClient(await findDeadUrl()).getTransactionStatus(answer.query)
      if (meets === 'no host') return createClient(unresolvableUrl).getTransactionStatus(answer.query)
      if (after !== undefined) {
        server.answer(serve(after))
        expect((await client.getTransactionStatus(answer.query)).status).toBe('success')
      }
      const asked = server.inquiries.length
      server.answer(serve(meets))
      try {
        return await client.getTransactionStatus(asksAnother ? provider.queryFor('ANOTHER-1') : answer.query)
      } finally {
        if (after === undefined) expect(server.inquiries.length).toBe(asked + 1)
      }
    }

    const expectNothingLeft = async (): Promise<void> => {
      await server.settle()
      await setImmediate()
      expect(deadlines.takeRunning()).toBe(0)
      expect(unhandled.splice(0)).toEqual([])
      expect(elsewhere.received.splice(0)).toEqual([])
    }

    describe.each(faultManifest)('of $area', ({ faults }) => {
      it.each(faults)(
        '$name',
        async (fault) => {
          const before = server.received.length
          const outcome = await settleCall(ask(fault))
          await expectNothingLeft()
          proof.expectNothingShown(outcome, server.received.slice(before))
          expectDemand(outcome, fault.demands, readDocumentedDelay(provider))
          if (isCekStatusError(outcome)) {
            expect(outcome.provider).toBe(provider.name)
          } else {
            expect(compareTransaction(outcome)).toEqual(compareTransaction(readBody(answer.body)))
          }
        },
        wholeTestMs,
      )
    })
  })
}

/** A label of 64 characters fits into no question to a resolver, so none is asked, wherever the machine's may be. */
const unresolvableUrl = `http://${'x'.repeat(64)}.invalid`

/** The address of a server that is gone. */
async function findDeadUrl(): Promise<string> {
  const { url, close } = await startScriptedServer()
  await close()
  return url
}

/** The delay of a documented refusal that names none; null where no page gives one either. */
function readDocumentedDelay<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): number | null {
  const example = provider.errorTable.find(({ code }) => code === 'RATE_LIMITED')?.example
  if (example === undefined) throw new Error(`${provider.name} has no example of RATE_LIMITED`)
  try {
    provider.parseStatusResponse({ ...example, headers: {} }, provider.queryFor('INV-001'))
  } catch (error) {
    if (isCekStatusError(error)) return error.retryAfterMs
    throw error
  }
  throw new Error(`${provider.name} takes its example of RATE_LIMITED for an answer`)
}

/** Something that happens once. */
function createEvent() {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
