import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMockState } from './mock-state.ts'
import { mockProviders } from './registry.ts'
import { createResponder } from './responder.ts'
import type { MockRequest } from './types.ts'

const instant = new Date('2026-01-25T10:30:00Z')

const knownPaths = [
  '/api/v1/check-status/',
  '/api/v1/trx/',
  '/v1/get-status',
  '/v2/transaksi/status',
  '/v1/transaction',
  '/v1.0/inquiry-status',
  '/v1.0/access-token/b2b',
]
const knownHeaders = [
  'authorization',
  'x-apikey',
  'publicaccesstoken',
  'x-timestamp',
  'x-signature',
  'x-client-key',
  'x-partner-id',
  'x-external-id',
  'channel-id',
]

const anyRequest: fc.Arbitrary<MockRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', ''),
  path: fc.tuple(fc.constantFrom(...knownPaths, '/'), fc.string()).map(([known, rest]) => known + rest),
  query: fc
    .array(fc.tuple(fc.constantFrom('id', 'transaction_id', 'other'), fc.string()))
    .map((pairs) => new URLSearchParams(pairs)),
  headers: fc.dictionary(fc.constantFrom(...knownHeaders), fc.string()),
  body: fc.oneof(fc.string(), fc.json()),
})

describe.each(mockProviders.map((provider) => [provider.name, provider] as const))(
  'the engine of %s',
  (_name, provider) => {
    it('responds to every request with a reason and provenance', () => {
      fc.assert(
        fc.property(anyRequest, (request) => {
          const answer = provider.createEngine({ now: () => instant }).handle(request)
          expect(answer.status).toBeGreaterThanOrEqual(200)
          expect(answer.because).not.toBe('')
          expect(answer.provenance.source).toMatch(/^https:\/\//)
        }),
      )
    })

    it('leaves an entry in the journal of every request, which can be shown and explained', () => {
      const state = createMockState()
      const respond = createResponder(provider, { state })
      fc.assert(
        fc.property(anyRequest, ({ method, path, query, headers, body }) => {
          const url = new URL('http://mock.invalid')
          url.pathname = path
          url.search = String(query)
          const { status } = respond({ method, url, headers, body: new TextEncoder().encode(body) })
          const [shown] = state.journal.entries({ limit: 1 })
          const entry = state.journal.entry(shown?.id ?? 0)
          expect(entry).toMatchObject({ provider: provider.name, answer: { status } })
          expect(entry?.curl).toMatch(/^curl -i /)
        }),
      )
    })

    it('never returns a transaction without credentials', () => {
      const fixturesAboutTransactions = provider.fixtures
        .filter((fixture) => 'transaction' in fixture.expected)
        .map((fixture) => fixture.response.body.join('\n'))
      fc.assert(
        fc.property(anyRequest, (request) => {
          const answer = provider.createEngine({ now: () => instant }).handle(request)
          expect(fixturesAboutTransactions).not.toContain(answer.body)
        }),
      )
    })
  },
)
