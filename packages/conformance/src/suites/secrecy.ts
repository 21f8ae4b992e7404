import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import { expectNoSecret, printed } from '../no-secret.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, type ServerScript, startScriptedServer } from '../scripted-server.ts'

const license = 'canary-license-user|canary-license-pass'

export function describeSecrecy<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const query = provider.queryFor('INV-001')

  describe('secrecy', () => {
    let server: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
    })
    afterAll(() => server.close())

    /** A provider that prints all it received into every text of its refusal. */
    const echo =
      (status: number): ServerScript =>
      (_request, response, sent) => {
        const everything = JSON.stringify([sent, license])
        const { body } = provider.errorTable[0]?.example ?? { body: '{"message":""}' }
        const echoed = JSON.stringify(replaceTexts(JSON.parse(body), everything))
        response.writeHead(status, { 'content-type': 'application/json' }).end(echoed)
      }

    it.each([200, 400, 401, 403, 404, 422, 429, 500])(
      'shows no credential when HTTP %i echoes the request',
      async (status) => {
        server.answer(echo(status))
        const client = provider.createClient({ baseUrl: server.url })
        const error = await rejectionOf(client.getTransactionStatus(query))
        expectNoSecret(error, provider, server.received)
      },
    )

    it.each([
      {
        name: 'an answer of another shape',
        body: JSON.stringify({ data: { product_license: license, status: 7 } }),
      },
      { name: 'cut JSON', body: `{"data":{"product_license":"${license}"` },
    ])('shows no delivered license after $name', async ({ body }) => {
      server.answer({ status: 200, headers: {}, body })
      const error = await rejectionOf(
        provider.createClient({ baseUrl: server.url }).getTransactionStatus(query),
      )
      expect(printed(error)).not.toContain('canary-license')
    })

    it('shows no credential when fetch throws with the request in its hands', async () => {
      const fetching: typeof fetch = (url, init) => {
        const failure = new Error(`failed: ${JSON.stringify(init?.headers)}`, { cause: { config: init } })
        return Promise.reject(Object.assign(failure, { url, init }))
      }
      const client = provider.createClient({ baseUrl: server.url, fetch: fetching })
      const error = await rejectionOf(client.getTransactionStatus(query))
      expect(error.code).toBe('NETWORK')
      expectNoSecret(error, provider, [])
    })

    it('shows no credential in the client', () => {
      const client = provider.createClient({ baseUrl: server.url })
      expectNoSecret(client, provider, [])
    })

    it.each(Object.keys(provider.credentials))('shows no credential when it refuses %s', (field) => {
      const credential = provider.credentials[field] ?? ''
      const half = credential.slice(0, Math.ceil(credential.length / 2))
      let refusal: unknown
      try {
        provider.createClient({ baseUrl: server.url }, { [field]: `${half}\u0000` })
      } catch (error) {
        refusal = error
      }
      expect(refusal).toMatchObject({ code: 'CONFIGURATION', field })
      expect(printed(refusal)).not.toContain(half)
      expectNoSecret(refusal, provider, [])
    })
  })
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceTexts(item, text)]))
}
