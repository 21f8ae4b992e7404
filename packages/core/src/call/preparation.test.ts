import { describe, expect, it } from 'vitest'
import type { CommonOptions } from '../client.ts'
import { isCekStatusError } from '../errors.ts'
import { createAcmeRunner } from '../test-provider.ts'
import type { Transaction } from '../transaction.ts'
import type { HttpRequest, HttpResponse } from '../transport/transport.ts'

const request: HttpRequest = {
  method: 'POST',
  url: 'https://provider.example/token',
  headers: {},
  body: '{}',
}

const runnerOf = (options: CommonOptions) =>
  createAcmeRunner({ retry: false, ...options }, { secrets: ['client-secret'] })

async function errorOf(promise: Promise<unknown>) {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isCekStatusError(outcome)) return outcome
  throw new Error('expected a CekStatusError')
}

/** A fetch that answers when told to, and one that only ends with its signal. */
function heldFetch() {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  return { release, fetch: async () => held.then(() => new Response('token-1')) }
}

const silentFetch: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })

describe('prepare', () => {
  it('returns what the work returns', async () => {
    const runner = runnerOf({ fetch: async () => new Response('token-1') })
    expect(await runner.prepare(async ({ send }) => (await send(request)).body)).toBe('token-1')
  })

  it('goes on for one call when another that waits for it is aborted', async () => {
    const { fetch, release } = heldFetch()
    const runner = runnerOf({ fetch })
    const shared = runner.prepare(async ({ send }) => (await send(request)).body)
    const wait = {
      check: () => undefined,
      buildRequest: async () => ({ ...request, body: await shared }),
      parseResponse: ({ body }: HttpResponse) => ({ reason: body, evidence: {} }) as Transaction,
    }
    const aborting = new AbortController()
    const impatient = errorOf(runner.run({}, { signal: aborting.signal }, wait))
    const hurried = errorOf(runner.run({}, { timeoutMs: 1 }, wait))
    const patient = runner.run({}, undefined, wait)
    aborting.abort()
    expect([(await impatient).code, (await hurried).code]).toEqual(['ABORTED', 'TIMEOUT'])
    release()
    expect((await patient).reason).toBe('token-1')
  })

  it("ends at the client's own deadline", async () => {
    const runner = runnerOf({ fetch: silentFetch, timeoutMs: 5 })
    const error = await errorOf(runner.prepare(({ send }) => send(request)))
    expect([error.code, error.attempts]).toEqual(['TIMEOUT', 0])
  })

  it('shows neither the secrets of the client nor those of the work', async () => {
    const fetching = async (): Promise<Response> => {
      throw new Error('sent client-secret and signature-1')
    }
    const runner = runnerOf({ fetch: fetching })
    const error = await errorOf(
      runner.prepare(({ redact, send }) => {
        redact('signature-1')
        return send(request)
      }),
    )
    expect([error.code, error.attempts]).toEqual(['NETWORK', 0])
    expect(String(error.cause)).toBe('Error: sent *** and ***')
  })
})
