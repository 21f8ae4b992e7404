import { describe, expect, it } from 'vitest'
import { buildStatusRequest, capabilities, createApigames, parseStatusResponse } from './index.ts'

const credentials = { merchantId: 'M000000TESTXX0001', secretKey: 'not-a-real-secret-0123456789abcdef' }

describe('capabilities', () => {
  it('say no more than the page: one reference, no test mode, a call that only reads', () => {
    expect(capabilities).toEqual({
      provider: 'apigames',
      kinds: ['purchase'],
      lookup: ['merchantReference'],
      referenceMaxLength: 255,
      repeatable: true,
      origins: { production: 'https://v1.apigames.id', sandbox: null },
      reportsSandbox: false,
      rateLimit: null,
      schedule: capabilities.schedule,
      notFoundGrace: capabilities.notFoundGrace,
    })
  })
})

describe('buildStatusRequest', () => {
  it.each([
    { query: { providerReference: 'TRX-1' }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', kind: 'payment' }, field: 'kind' },
  ])('refuses the query $query', ({ query, field }) => {
    expect(() => buildStatusRequest(query as never, credentials)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })

  it.each(['.', '..'])(
    'takes the reference %j, which is in the body and not in the path',
    (merchantReference) => {
      const { url, body } = buildStatusRequest({ merchantReference }, credentials)
      expect([url, JSON.parse(body ?? '').ref_id]).toEqual([
        'https://v1.apigames.id/v2/transaksi/status',
        merchantReference,
      ])
    },
  )
})

describe('parseStatusResponse', () => {
  it('takes no query that could not have been sent', () => {
    const query = { providerReference: 'TRX-1' } as never
    expect(() => parseStatusResponse({ status: 200, headers: {}, body: '{}' }, query)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'merchantReference' }),
    )
  })
})

describe('the sandbox, for which no host is documented', () => {
  const sandbox = { environment: 'sandbox' as const }

  it.each([
    { name: 'a client', act: () => createApigames({ ...credentials, ...sandbox }) },
    {
      name: 'a request',
      act: () => buildStatusRequest({ merchantReference: 'INV-001' }, credentials, sandbox),
    },
  ])('is refused without a base URL: $name', ({ act }) => {
    expect(act).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'environment' }))
  })
})

describe('a context that is no object', () => {
  it.each([null, 'production', 7, []])('such as %j is refused', (context) => {
    const build = () => buildStatusRequest({ merchantReference: 'INV-001' }, credentials, context as never)
    expect(build).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'context' }))
  })
})
