import { describe, expect, it } from 'vitest'
import { buildStatusRequest } from './request.ts'

describe('a context that is no object', () => {
  it.each([null, 'production', 7, []])('such as %j is refused', (context) => {
    const build = () =>
      buildStatusRequest({ merchantReference: 'INV-001' }, { apiKey: 'sk_live_xxxxxxx' }, context as never)
    expect(build).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'context' }))
  })
})

describe('a reference', () => {
  it('has at most the 50 characters that Paymenku stores', () => {
    const build = (length: number) => () =>
      buildStatusRequest({ merchantReference: 'x'.repeat(length) }, { apiKey: 'sk_live_xxxxxxx' })
    expect(build(50)().url).toMatch(/\/x{50}$/)
    expect(build(51)).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'merchantReference' }))
  })
})
