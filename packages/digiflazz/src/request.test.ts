import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, capabilities, createDigiflazz } from './index.ts'
import { now, order } from './test-bodies.ts'

const credentials = { username: 'testuser01', apiKey: 'not-a-real-key-0123456789abcdef' }
const bodyOf = (changes: object = {}, context: object = {}) =>
  JSON.parse(buildStatusRequest({ ...order, ...changes }, credentials, { now, ...context }).body ?? '')

describe('capabilities', () => {
  it('say that asking may act, and what a query needs', () => {
    expect(capabilities).toMatchObject({
      repeatable: false,
      lookup: ['merchantReference'],
      kinds: ['purchase'],
    })
    expect(capabilities.queryFields?.map(({ name, required }) => [name, required])).toEqual([
      ['productCode', true],
      ['target', true],
      ['orderedAt', true],
    ])
  })

  it('ask no sooner than a minute after anything', () => {
    for (const delays of Object.values(capabilities.schedule)) {
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(60_000)
    }
  })
})

describe('buildStatusRequest', () => {
  it('sends the order again, and nothing that the page does not name', () => {
    expect(bodyOf()).toEqual({
      username: 'testuser01',
      buyer_sku_code: 'xld10',
      customer_no: '087800001230',
      ref_id: 'test1',
      sign: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it('says testing in the sandbox only', () => {
    expect(bodyOf({}, { environment: 'sandbox' }).testing).toBe(true)
    expect(bodyOf({}, { environment: 'production' })).not.toHaveProperty('testing')
  })

  it('sends the most that may be spent only when it is given', () => {
    expect(bodyOf({}, { maxPrice: 1 }).max_price).toBe(1)
    expect(bodyOf()).not.toHaveProperty('max_price')
  })

  it('keeps the dots of a number that has them', () => {
    expect(bodyOf({ target: '12.34' })).toMatchObject({ customer_no: '12.34', allow_dot: true })
    expect(bodyOf()).not.toHaveProperty('allow_dot')
  })

  it('sends product and number character by character', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text) && text.isWellFormed())
        const sent = bodyOf({ productCode: text, target: text })
        expect([sent.buyer_sku_code, sent.customer_no]).toEqual([text, text])
      }),
    )
  })

  it('takes the time of the order as a Date or as text', () => {
    const text = buildStatusRequest(order, credentials, { now })
    const date = buildStatusRequest({ ...order, orderedAt: new Date(order.orderedAt) }, credentials, { now })
    expect(date).toEqual(text)
  })

  it.each([
    [{ productCode: undefined }, 'productCode'],
    [{ productCode: '' }, 'productCode'],
    [{ target: undefined }, 'target'],
    [{ target: 87800001230 }, 'target'],
    [{ target: 'x'.repeat(101) }, 'target'],
    [{ orderedAt: undefined }, 'orderedAt'],
    [{ orderedAt: '2026-01-26' }, 'orderedAt'],
    [{ orderedAt: '2026-01-26 09:00:00' }, 'orderedAt'],
    [{ orderedAt: Date.parse('2026-01-26T02:00:00Z') }, 'orderedAt'],
    [{ orderedAt: new Date(Number.NaN) }, 'orderedAt'],
    [{ orderedAt: '2025-10-01T00:00:00Z' }, 'orderedAt'],
    [{ providerReference: 'T1' }, 'providerReference'],
    [{ buyer_sku_code: 'xld10' }, 'query'],
  ])('refuses %j and names %s', (changes, field) => {
    expect(() => bodyOf(changes)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field, attempts: 0 }),
    )
  })

  it.each([0, -1, 1.5, '1', null, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses the maxPrice %j',
    (maxPrice) => {
      const refused = expect.objectContaining({ code: 'CONFIGURATION', field: 'maxPrice' })
      expect(() => bodyOf({}, { maxPrice })).toThrow(refused)
      expect(() => createDigiflazz({ ...credentials, maxPrice: maxPrice as number })).toThrow(refused)
    },
  )
})

describe('a development key', () => {
  const development = { ...credentials, apiKey: 'dev-0123456789abcdef' }
  const refused = expect.objectContaining({ code: 'CONFIGURATION', field: 'apiKey' })

  it('is refused for production, where its answers would look real', () => {
    expect(() => createDigiflazz(development)).toThrow(refused)
    expect(() => buildStatusRequest(order, development, { now })).toThrow(refused)
  })

  it('is taken in the sandbox', () => {
    expect(() => createDigiflazz({ ...development, environment: 'sandbox' })).not.toThrow()
  })
})
