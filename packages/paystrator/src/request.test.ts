import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, capabilities, createPaystrator, type PaystratorRequestContext } from './index.ts'
import { paymentId } from './test-bodies.ts'

const query = { providerReference: paymentId }
const configuration = (field: string) => expect.objectContaining({ code: 'CONFIGURATION', field })

describe('capabilities', () => {
  it('are those of the page', () => {
    expect(capabilities).toEqual({
      provider: 'paystrator',
      kinds: ['payment', 'payout'],
      lookup: ['providerReference'],
      referenceMaxLength: 255,
      repeatable: true,
      origins: { production: 'https://api.paystrator.com', sandbox: 'https://sandbox.paystrator.com' },
      reportsSandbox: false,
      rateLimit: { calls: 60, windowMs: 60_000 },
      schedule: capabilities.schedule,
      notFoundGrace: capabilities.notFoundGrace,
    })
  })
})

describe('buildStatusRequest', () => {
  it('sends every reference whole', () => {
    const references = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() === text && !/[\p{Cc}\p{Cf}]/u.test(text) && text.isWellFormed())
    fc.assert(
      fc.property(references, (providerReference) => {
        const { url } = buildStatusRequest({ providerReference }, { accessToken: 'token-1' })
        expect([...new URL(url).searchParams]).toEqual([['id', providerReference]])
      }),
    )
  })

  it.each(['.', '..'])('takes the reference %j, which is no segment of a path here', (providerReference) => {
    const { url } = buildStatusRequest({ providerReference }, { accessToken: 'token-1' })
    expect(url).toBe(`https://api.paystrator.com/v1/get-status?id=${providerReference}`)
  })

  it('does not wait for a token function, and asks for the token instead', () => {
    const credentials = { accessToken: () => 'token-1' }
    expect(() => buildStatusRequest(query, credentials)).toThrow(configuration('accessToken'))
    expect(() => buildStatusRequest(query, credentials)).toThrow('context.accessToken')
  })

  it.each(['Bearer token-1', 'bearer token-1', ' BEARER\ttoken-1'])('refuses the token %j', (accessToken) => {
    expect(() => buildStatusRequest(query, { accessToken })).toThrow('must not begin with "Bearer "')
  })

  it('is not built without their id', () => {
    const merchantQuery = { merchantReference: 'INV-001' } as never
    expect(() => buildStatusRequest(merchantQuery, { accessToken: 'token-1' })).toThrow(
      configuration('providerReference'),
    )
  })

  it('prefers the token of the context', () => {
    const { headers } = buildStatusRequest(query, { accessToken: 'token-1' }, { accessToken: 'token-2' })
    expect(headers.publicAccessToken).toBe('Bearer token-2')
  })

  it.each(['', 'Bearer token-1', 'two words', 'line\nfeed', null])(
    'refuses %j as the token of the context',
    (accessToken) => {
      const context = { accessToken } as PaystratorRequestContext
      expect(() => buildStatusRequest(query, { accessToken: () => 'token-1' }, context)).toThrow(
        configuration('accessToken'),
      )
    },
  )

  it.each([
    { field: 'tokenHeader', value: 'Authorization' },
    { field: 'tokenHeader', value: null },
    { field: 'idParameter', value: 'externalId' },
    { field: 'idParameter', value: '' },
  ])('refuses $value as $field, as the factory does', ({ field, value }) => {
    const settings = { [field]: value }
    expect(() => buildStatusRequest(query, { accessToken: 'token-1' }, settings)).toThrow(
      configuration(field),
    )
    expect(() => createPaystrator({ accessToken: 'token-1', ...settings })).toThrow(configuration(field))
  })
})

describe('a context that is no object', () => {
  it.each([null, 'production', 7, []])('such as %j is refused', (context) => {
    const build = () =>
      buildStatusRequest({ providerReference: 'QR_1' }, { accessToken: 'token' }, context as never)
    expect(build).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'context' }))
  })
})
