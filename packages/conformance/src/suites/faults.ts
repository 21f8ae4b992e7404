import { setImmediate } from 'node:timers/promises'
import {
  type CekStatusError,
  isCekStatusError,
  type StatusClient,
  type StatusQuery,
  type Transaction,
} from '@cekstatus/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { compareTransaction } from '../compare.ts'
import { expectDemand, fillDelay, settleCall } from '../faults/expect-demand.ts'
import type { Demand, Fault, FaultMaterial, FaultScript } from '../faults/fault.ts'
import { faultManifest } from '../faults/manifest.ts'
import { senders } from '../faults/senders.ts'
import { type Timers, watchTimers } from '../faults/timers.ts'
import { play } from '../faults/wire.ts'
import { demandWithRetries, maxAttempts } from '../faults/with-retries.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import {
  type ScriptedServer,
  type ServerScript,
  startScriptedServer,
  writeAnswer,
} from '../scripted-server.ts'
import { type Proof, startProof } from '../secrecy/proof.ts'
import { takeSuccessAnswer } from '../success-answer.ts'

type Mode = 'without retries' | 'with retries'

/** What a provider without tokens answers to a credential that it refuses. */
const unauthorized = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Unauthorized"}',
}

/** The deadline of every attempt; a length that no timer of the runtime has. */
const timeoutMs = 8_765
/** Longer than any pause of these tests that fits. */
const deadlineMs = 120_000
/** What the manifest's providers demand; no test waits for it. */
const pausesMs = [7_000, 30_000, 60_000]
/** Time for one fault and all that must be gone after it; an answer that never comes ends here. */
const wholeTestMs = 30_000
const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

/** Puts one client through the whole fault manifest, on real sockets. */
export function describeFaults<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const answer = takeSuccessAnswer(provider)
  const readBody = (body: string): Transaction =>
    provider.parseStatusResponse({ status: 200, headers: {}, body }, answer.query, { now })

  describe.each(Object.entries(senders))('faults through %s', (_name, createSender) => {
    const unhandled: unknown[] = []
    const collect = (error: unknown): void => void unhandled.push(error)
    let timers: Timers
    let server: ScriptedServer
    let elsewhere: ScriptedServer
    let clients: Record<Mode, StatusClient<Query>>
    let proof: Proof<Query>
    let headRead = createEvent()
    const sender = createSender(() => headRead.give())
    beforeAll(async () => {
      process.on('unhandledRejection', collect)
      proof = startProof(provider)
      timers = watchTimers(timeoutMs, (lengthMs) => pausesMs.includes(lengthMs))
      server = await startScriptedServer(proof.prepare)
      elsewhere = await startScriptedServer(proof.prepare)
      clients = {
        'without retries': createClient(server.url, 'without retries'),
        'with retries': createClient(server.url, 'with retries'),
      }
    })
    afterAll(async () => {
      timers.restore()
      await Promise.all([server.close(), elsewhere.close(), sender.close()])
      proof.stop()
      process.off('unhandledRejection', collect)
    })

    // Nothing that one fault left behind may be put down to the next.
    afterEach(() => {
      server.abandon()
      timers.takeRunning()
    })

    /** Makes a script for the server; a provider that echoes gets to print all that it received. */
    const serve =
      (script: FaultScript): Extract<ServerScript, (...met: never[]) => void> =>
      (request, response, sent) => {
        headRead = createEvent()
        const made = script({
          success: answer.body,
          failed: answer.failedBody,
          elsewhereUrl: elsewhere.url,
          tokenRefusal: provider.staleToken?.answer ?? unauthorized,
          echo: JSON.stringify(sent),
        })
        if ('status' in made) writeAnswer(response, made)
        else play(made, request.socket, { headRead: headRead.given, passDeadline: timers.passDeadlines })
      }

    /** A client that can renew its token only where that is what the fault is about. */
    const createClient = (baseUrl: string, mode: Mode, isAboutToken = false): StatusClient<Query> =>
      proof.createClient(
        {
          baseUrl,
          ...sender.options,
          now,
          timeoutMs,
          deadlineMs,
          retry: mode === 'with retries' ? { maxAttempts, baseDelayMs: 1, maxDelayMs: 1 } : false,
        },
        isAboutToken ? provider.staleToken?.credentials : undefined,
      )

    const ask = async (fault: Fault, mode: Mode): Promise<Transaction> => {
      const { meets, after, asksAnother, strikes = 1 } = fault
      if (meets === 'nobody')
        return createClient(await findDeadUrl(), mode).getTransactionStatus(answer.query)
      if (meets === 'no host') return createClient(unresolvableUrl, mode).getTransactionStatus(answer.query)
      const client = fault.demandsOfToken === undefined ? clients[mode] : createClient(server.url, mode, true)
      if (after !== undefined) {
        server.answer(serve(after))
        expect((await client.getTransactionStatus(answer.query)).status).toBe('success')
      }
      const asked = server.inquiries.length
      let struck = 0
      server.answer((...met) => {
        struck += 1
        const script =
          struck <= strikes
            ? meets
            : ({ success: body }: FaultMaterial) => ({ status: 200, headers: {}, body })
        serve(script)(...met)
      })
      let attempts = 0
      try {
        const query = asksAnother ? provider.queryFor('ANOTHER-1') : answer.query
        const transaction = await client.getTransactionStatus(query)
        attempts = transaction.evidence.attempts
        return transaction
      } catch (error) {
        attempts = isCekStatusError(error) ? error.attempts : 0
        throw error
      } finally {
        // A kept connection may be lost before the inquiry is sent on it.
        if (after === undefined) expect(server.inquiries.length).toBe(asked + attempts)
      }
    }

    const expectNothingLeft = async (): Promise<void> => {
      await server.settle()
      await setImmediate()
      expect(timers.takeRunning()).toBe(0)
      expect(unhandled.splice(0)).toEqual([])
      expect(elsewhere.received.splice(0)).toEqual([])
    }

    const meet = async (
      fault: Fault,
      mode: Mode,
    ): Promise<{ outcome: Transaction | CekStatusError; pausedMs: number | undefined }> => {
      timers.takePauses()
      const before = server.received.length
      const outcome = await settleCall(ask(fault, mode))
      const pausedMs = timers.takePauses().at(-1)
      await expectNothingLeft()
      proof.expectNothingShown(outcome, server.received.slice(before))
      if (isCekStatusError(outcome)) {
        expect(outcome.provider).toBe(provider.name)
      } else {
        expect(compareTransaction(outcome)).toEqual(compareTransaction(readBody(answer.body)))
      }
      return { outcome, pausedMs }
    }

    const documentedMs = readDocumentedDelay(provider)
    const demandsOf = (fault: Fault): Demand[] =>
      ((provider.staleToken && fault.demandsOfToken) ?? fault.demands).map((demand) =>
        fillDelay(demand, documentedMs),
      )

    describe.each(faultManifest)('of $area', ({ faults }) => {
      it.each(faults)(
        '$name',
        async (fault) => {
          const demands = demandsOf(fault)
          const alone = await meet(fault, 'without retries')
          expectDemand(alone, demands)
          const retried = await meet(fault, 'with retries')
          expectDemand(
            retried,
            provider.capabilities.repeatable
              ? demands.map((demand) => demandWithRetries(fault, demand))
              : demands,
          )
        },
        wholeTestMs,
      )
    })
  })
}

/** A label of 64 characters fits into no question to a resolver, so none is asked, wherever the machine's may be. */
const unresolvableUrl = `https://${'x'.repeat(64)}.invalid`

/** The address of a server that is gone. */
async function findDeadUrl(): Promise<string> {
  const { url, close } = await startScriptedServer()
  await close()
  return url
}

/** The delay of a documented refusal that names none; null where no page gives one either. */
function readDocumentedDelay<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): number | null {
  const example = provider.errorMap.find(({ httpStatus }) => httpStatus === '429')?.example
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
