import { describe, expect, it } from 'vitest'
import { buildStatusRequest } from './request.ts'

describe('a context that is no object', () => {
  it.each([null, 'production', 7, []])('such as %j is refused', (context) => {
    const build = () =>
      buildStatusRequest({ merchantReference: 'INV-001' }, { apiKey: 'sk_live_xxxxxxx' }, context as never)
    expect(build).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'context' }))
  })
})
