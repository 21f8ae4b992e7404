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
