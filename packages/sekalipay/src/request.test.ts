import { describe, expect, it } from 'vitest'
import { buildStatusRequest } from './index.ts'

describe('a context that is no object', () => {
  it.each([null, 'production', 7, []])('such as %j is refused', (context) => {
    const build = () =>
      buildStatusRequest({ merchantReference: 'INV-001' }, { apiKey: 'sk_live_xxxxxxx' }, context as never)
    expect(build).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'context' }))
  })
})

describe('a request', () => {
  const query = { merchantReference: 'INV/1', providerReference: 'P?1' }

  it('is this one to the letter, and asks by their reference where both are given', () => {
    expect(buildStatusRequest(query, { apiKey: 'sk_live_1' }, { baseUrl: 'http://127.0.0.1:1' })).toEqual({
      method: 'GET',
      url: 'http://127.0.0.1:1/api/v1/trx/P%3F1',
      headers: { 'x-apikey': 'sk_live_1', accept: 'application/json' },
      body: null,
    })
    expect(buildStatusRequest({ merchantReference: 'INV/1' }, { apiKey: 'sk_live_1' }).url).toMatch(
      /\/INV%2F1$/,
    )
    expect(buildStatusRequest({ providerReference: 'P#1' }, { apiKey: 'sk_live_1' }).url).toMatch(/\/P%231$/)
  })

  it.each([undefined, null, '', 7, 'sk live', ' sk_live_1', 'sk_live_1\n'])(
    'is refused with the key %j',
    (apiKey) => {
      expect(() => buildStatusRequest(query, { apiKey: apiKey as string })).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', field: 'apiKey' }),
      )
    },
  )

  it.each([
    { changes: { kind: 'payment' }, field: 'kind' },
    { changes: { providerReference: '..' }, field: 'providerReference' },
  ])('is refused with $changes', ({ changes, field }) => {
    expect(() => buildStatusRequest({ ...query, ...changes } as never, { apiKey: 'sk_live_1' })).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })
})
