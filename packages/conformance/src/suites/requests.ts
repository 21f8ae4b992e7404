import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'

/** References that a careless client would turn into another path, another query or another text. */
const awkwardReferences = [
  '../x',
  'a/b?c=1#d',
  'x%2Fy',
  'a b',
  'INV:001',
  'é✓',
  '%',
  '{}',
  'a&b=c',
  '\'"<>',
  '__proto__',
]

export function describeRequests<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  describe('requests', () => {
    let server: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
    })
    afterAll(() => server.close())

    it('states at least one request to the byte', () => {
      expect(provider.requests.length).toBeGreaterThan(0)
    })

    it.each(provider.requests)('builds $name to the byte', ({ build, expected }) => {
      expect(build()).toEqual(expected)
    })

    it.each(awkwardReferences)('sends the reference %j whole and unchanged', async (reference) => {
      server.answer({ status: 503, headers: {}, body: '' })
      const before = server.inquiries.length
      const client = provider.createClient({ baseUrl: `${server.url}/proxy/s1` })
      await client.getTransactionStatus(provider.queryFor(reference)).catch(() => undefined)
      const sent = server.inquiries.slice(before)
      expect(sent.map(provider.readReference)).toEqual([reference])
      expect(sent[0]?.target.startsWith(`/proxy/s1${provider.ownPaths[0]}`)).toBe(true)
    })
  })
}
