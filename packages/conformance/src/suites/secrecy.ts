import { isCekStatusError, redactTransaction, type StatusClient, type StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import type { ProviderUnderTest, Sent, TextAnswer } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'
import { createCanary } from '../secrecy/canary.ts'
import { deliver, replaceEachValue } from '../secrecy/deliver.ts'
import { createDetector } from '../secrecy/detector.ts'
import { echoVariants } from '../secrecy/echo-variants.ts'
import { expose } from '../secrecy/expose.ts'
import { listSent, type Proof, startProof } from '../secrecy/proof.ts'
import { takeSuccessAnswer } from '../success-answer.ts'

const statuses = [200, 401, 500]

/** That nothing secret gets out, whatever is echoed, delivered or thrown; the fault suite proves it for every fault. */
export function describeSecrecy<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const query = provider.queryFor('INV-001')
  const { body: successBody, query: successQuery } = takeSuccessAnswer(provider)
  const refusalBody = provider.errorMap[0]?.example?.body ?? '{"message":""}'

  /** A refusal with a text in every place of it, header and body. */
  const refuse = (status: number, text: string): TextAnswer => ({
    status,
    headers: {
      'content-type': `application/json; a="${toHeader(text)}"`,
      'x-echo': toHeader(text),
      'set-cookie': `session=${toHeader(text)}; Path=/`,
    },
    body: JSON.stringify(replaceTexts(JSON.parse(refusalBody), text)),
  })

  describe('secrecy', () => {
    let proof: Proof<Query>
    let server: ScriptedServer
    let client: StatusClient<Query>
    /** Without a token, as long as it gets none. */
    let newClient: StatusClient<Query>
    /** Answers calls before the inquiry in the place of the provider's own way, while it is set. */
    let answerFirst: ((sent: Sent) => TextAnswer) | null = null
    beforeAll(async () => {
      proof = startProof(provider)
      server = await startScriptedServer((sent) => {
        const prepared = proof.prepare(sent)
        return prepared !== null && answerFirst !== null ? answerFirst(sent) : prepared
      })
      client = proof.createClient({ baseUrl: server.url })
      newClient = proof.createClient({ baseUrl: server.url })
    })
    afterAll(async () => {
      proof.stop()
      await server.close()
    })

    /** Asks once, and fails when what comes of it shows anything. */
    async function expectSilence(client: StatusClient<Query>): Promise<void> {
      const before = server.received.length
      const error = await rejectionOf(client.getTransactionStatus(query))
      proof.expectNothingShown(error, server.received.slice(before))
    }

    const listSecrets = (sent: Sent): string[] => [
      ...Object.values(proof.credentials),
      ...listSent(provider, sent),
    ]

    describe.each(echoVariants)('a provider that echoes $name', ({ write }) => {
      it.each(statuses)('with HTTP %i', async (status) => {
        let next = 0
        let count = 1
        for (; next < count; next += 1) {
          server.answer((_request, response, sent) => {
            const secrets = listSecrets(sent)
            count = secrets.length
            const { headers, body } = refuse(status, write(secrets[next] ?? ''))
            response.writeHead(status, headers).end(body)
          })
          await expectSilence(client)
        }
        expect(next).toBeGreaterThan(1)
      })

      it('before the inquiry, where a call comes before', async () => {
        try {
          for (let next = 0; next < 5; next += 1) {
            answerFirst = (sent) => refuse(401, write(listSecrets(sent)[next] ?? ''))
            server.answer(refuse(401, ''))
            await expectSilence(newClient)
          }
        } finally {
          answerFirst = null
        }
      })
    })

    it.each(statuses)(
      'holds when HTTP %i quotes the session that its own cookies hand out',
      async (status) => {
        const sessions = ['session', 'other session'].map((name) => {
          const { text } = createCanary(`${provider.name} ${name}`)
          return { name, text: text.replace(/\W/g, '') }
        })
        server.answer((_request, response) => {
          const { body } = refuse(status, sessions.map(({ text }) => `session ${text} expired`).join())
          const cookies = sessions.map(({ text }, index) => `s${index}=${text}; Path=/`)
          response.writeHead(status, { 'set-cookie': cookies }).end(body)
        })
        const error = await rejectionOf(client.getTransactionStatus(query))
        expect(createDetector(sessions)(expose(error))).toEqual([])
      },
    )

    it('holds when fetch throws with the request in its hands', async () => {
      const crash: typeof fetch = (url, init) => {
        const failure = new Error(`failed: ${JSON.stringify(init)}`, { cause: { config: init } })
        return Promise.reject(Object.assign(failure, { url, init }))
      }
      for (const fetch of [crash, crashLater(crash)])
        await expectSilence(proof.createClient({ baseUrl: server.url, fetch }))
    })

    it('holds for the client itself, and for what it refuses to take', () => {
      proof.expectNothingShown(client, [])
      for (const [field, credential] of Object.entries(proof.credentials)) {
        const half = credential.slice(0, Math.ceil(credential.length / 2))
        const refusal = catchError(() =>
          provider.createClient({ baseUrl: server.url }, { ...proof.credentials, [field]: `${half}\u0000` }),
        )
        expect(refusal).toMatchObject({ code: 'CONFIGURATION', field })
        proof.expectNothingShown(refusal, [])
      }
    })

    describe('of what is delivered', () => {
      const { personalFields } = provider.description
      const bodies = [
        { body: successBody, query: successQuery },
        ...provider.mock.fixtures
          .filter(({ expected }) => 'transaction' in expected)
          .map(({ ask, response }) => ({ body: response.body.join('\n'), query: ask.query as Query })),
      ].filter(({ body }) => isObject(body))

      /** Reads a response that may or may not be an answer; errors are what is looked at. */
      function readAndLook(status: number, body: string, asked: Query): number {
        const error = catchError(() => provider.parseStatusResponse({ status, headers: {}, body }, asked))
        if (error === undefined) return 0
        if (!isCekStatusError(error)) throw error
        proof.expectNothingShown(error, [])
        return 1
      }

      it('nothing is told by an error about an answer that cannot be used', () => {
        let errors = 0
        for (const { body, query: asked } of bodies) {
          const full = deliver(body, personalFields, proof.delivered)
          for (const status of [301, 400, 401, 403, 404, 409, 422, 429, 500]) {
            errors += readAndLook(status, full, asked)
          }
          for (let tenth = 1; tenth < 10; tenth += 1) {
            errors += readAndLook(200, full.slice(0, (full.length * tenth) / 10), asked)
          }
          errors += readAndLook(200, `${full.slice(0, -1)},${full.slice(1)}`, asked)
          errors += readAndLook(200, full, provider.queryFor('ANOTHER-1'))
          for (const damage of [
            proof.delivered,
            { [proof.delivered]: proof.delivered },
            [proof.delivered],
            7,
          ]) {
            for (const damaged of replaceEachValue(full, damage)) errors += readAndLook(200, damaged, asked)
          }
        }
        expect(errors).toBeGreaterThan(20 * bodies.length)
      })

      it('no phone number and no pay link is told where a refusal speaks of them', () => {
        for (const { example } of provider.errorMap) {
          if (example === undefined || !isObject(example.body)) continue
          for (const body of replaceEachValue(example.body, proof.quoted))
            readAndLook(example.status, body, query)
        }
      })

      it('nothing is left of it in an answer that is redacted', () => {
        for (const { body, query: asked } of bodies) {
          const full = deliver(body, personalFields, proof.delivered)
          const transaction = catchError(() => {
            const read = provider.parseStatusResponse({ status: 200, headers: {}, body: full }, asked)
            proof.expectNothingShown(redactTransaction(read), [])
          })
          if (transaction !== undefined && !isCekStatusError(transaction)) throw transaction
        }
      })

      it('no event tells anything, nor which transaction was asked for', async () => {
        const events: unknown[] = []
        const client = provider.createClient(
          { baseUrl: server.url, onEvent: (event) => events.push(event) },
          proof.credentials,
        )
        const full = deliver(successBody, personalFields, proof.delivered)
        for (const body of [full, full.slice(0, -1)]) {
          server.answer({ status: 200, headers: {}, body })
          await client.getTransactionStatus(successQuery).catch(() => undefined)
        }
        const references = [successQuery.merchantReference, successQuery.providerReference]
          .filter((reference) => reference !== undefined)
          .map((text) => ({ name: 'reference', text }))
        const detect = createDetector([...proof.secrets, ...proof.deliveries, ...references])
        expect(events.length).toBeGreaterThanOrEqual(4)
        expect(detect(expose(events))).toEqual([])
      })
    })
  })
}

/** Only what a header can carry. */
function toHeader(text: string): string {
  return encodeURIComponent(text)
}

/** Answers with a body that fails while it is read, as the given fetch does. */
function crashLater(crash: typeof fetch): typeof fetch {
  return async (...parameters) =>
    new Response(new ReadableStream({ pull: () => crash(...parameters).then(() => undefined) }))
}

function catchError(run: () => unknown): unknown {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceTexts(item, text)]))
}
