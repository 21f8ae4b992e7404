import { getResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandlers, credentials, fixtures } from '../paymenku/index.ts'
import { fixtureBody } from './fixtures.ts'
import { createMockHandlers } from './msw.ts'
import { mockProviders } from './registry.ts'

const headers = { authorization: `Bearer ${credentials.apiKey}` }
const paid = fixtures.find((fixture) => fixture.case === 'paid')

describe('MSW handlers', () => {
  const handlers = [
    ...createHandlers(),
    ...createHandlers({ baseUrl: 'http://proxy.example/paymenku/', provenanceHeader: false }),
  ]
  const server = setupServer(...handlers)

  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => server.close())

  it("answer for the provider's documented origin", async () => {
    const response = await fetch('https://paymenku.com/api/v1/check-status/INV-001', { headers })
    expect(response.headers.get('x-mock-provenance')).toMatch(/^documented; /)
    expect(paid && fixtureBody(paid)).toBe(await response.text())
  })

  it('respond to every path of the origin, so that no request reaches the network', async () => {
    const response = await fetch('https://paymenku.com/', { method: 'DELETE' })
    expect(response.status).toBe(404)
  })

  it('respond under another base URL with its path prefix', async () => {
    const response = await fetch('http://proxy.example/paymenku/api/v1/check-status/INV-001', { headers })
    expect(response.status).toBe(200)
    expect(response.headers.has('x-mock-provenance')).toBe(false)
  })

  it.each(['http://proxy.example/', 'http://proxy.example/paymenku-2/', 'https://api.paymenku.com/'])(
    'ignore %s',
    async (address) => {
      expect(await getResponse(handlers, new Request(address))).toBeUndefined()
    },
  )

  it('reject an invalid base URL', () => {
    expect(() => createHandlers({ baseUrl: 'paymenku' })).toThrow(TypeError)
  })

  it.each(mockProviders.map((provider) => [provider.name, provider] as const))(
    'are one per documented origin of %s',
    (_name, provider) => {
      expect(createMockHandlers(provider)).toHaveLength(provider.origins.length)
      for (const origin of provider.origins) expect(new URL(origin).origin).toBe(origin)
    },
  )
})
