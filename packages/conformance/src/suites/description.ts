import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderUnderTest, RunningMock } from '../provider-under-test.ts'

const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

/** What one fetch was given. */
interface Given {
  url: string
  method: string
  headers: Record<string, string>
  body: unknown
}

/** Holds what a provider tells tools about itself equal to what its client takes and sends. */
export function describeDescription<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { description, optionRows, credentials } = provider

  describe('description', () => {
    let mock: RunningMock
    beforeAll(async () => {
      mock = await provider.mock.createMockServer({ now })
    })
    afterAll(() => mock.close())

    it('names options of the client, each once', () => {
      const names = description.settings.map(({ name }) => name)
      expect(Object.keys(optionRows)).toEqual(expect.arrayContaining(names))
      expect(new Set(names).size).toBe(names.length)
    })

    it('knows which of them are secrets', () => {
      const known = description.settings.filter(({ secret }) => secret).map(({ name }) => credentials[name])
      expect(known.length).toBeGreaterThan(0)
      expect(known.sort()).toEqual([...provider.secrets].sort())
    })

    it('names personal fields by paths', () => {
      for (const field of description.personalFields) expect(field).toMatch(/^\w+(\[\])?(\.\w+(\[\])?)*$/)
    })

    it('explains the requests that the client sends, in their order', async () => {
      const given: Given[] = []
      const record: typeof fetch = (url, init = {}) => {
        const { method = 'GET', headers, body = null } = init
        given.push({ url: String(url), method, headers: headers as Record<string, string>, body })
        return fetch(url, init)
      }
      const { reference } = mock.references[0] ?? { reference: 'INV-001' }
      const query = provider.queryFor(reference)
      const client = provider.createClient({ baseUrl: mock.url, now, fetch: record })
      await client.getTransactionStatus(query).catch(() => undefined)
      const explained = description.explainRequests(query, credentials as never, { baseUrl: mock.url, now })
      expect(
        explained.map(({ request: { headers, ...rest } }) => ({ ...rest, headers: Object.keys(headers) })),
      ).toEqual(given.map(({ headers, ...rest }) => ({ ...rest, headers: Object.keys(headers) })))
      expect(explained.at(-1)?.purpose).toBe('status')
    })

    it('shows a signature that the request carries as a secret of its last stage', () => {
      for (const { request, stages } of description.explainRequests(
        provider.queryFor('INV-001'),
        credentials as never,
        { baseUrl: mock.url, now },
      )) {
        const last = stages.at(-1)
        if (last === undefined) continue
        expect(last).toMatchObject({ name: 'signature', secret: true })
        expect(JSON.stringify(request)).toContain(last.value)
      }
    })
  })
}
