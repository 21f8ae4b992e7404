import { describe, expect, it } from 'vitest'
import { fixtureBody, fixtureOf } from '../src/fixtures.ts'
import { explain } from './explain.ts'
import { credentials, fixtures, provider } from './index.ts'
import { path } from './read-call.ts'
import { computeHmac, computeMd5 } from './verify-signature.ts'

const engine = provider.createEngine({ now: () => new Date(0) })
const { merchantCode, apiKey } = credentials

function partsOf(merchantOrderId: string) {
  return { merchantCode, merchantOrderId, apiKey }
}

function requestOf(merchantOrderId: unknown, signature: unknown, changes: object = {}) {
  const body = JSON.stringify({ merchantCode, merchantOrderId, signature, ...changes })
  return { method: 'POST', path, query: new URLSearchParams(), headers: {}, body }
}

function statusOf(merchantOrderId: string) {
  return engine.handle(requestOf(merchantOrderId, computeHmac(partsOf(merchantOrderId))))
}

describe('the status call', () => {
  it.each([computeHmac, computeMd5])('returns the sample byte for byte for either scheme', (sign) => {
    const answer = engine.handle(requestOf('abcde12345', sign(partsOf('abcde12345'))))
    expect(answer.status).toBe(200)
    expect(answer.body).toBe(fixtureBody(fixtureOf(fixtures, 'success')))
    expect(answer.provenance.kind).toBe('documented')
  })

  it.each([
    ['success-7', '00'],
    ['pending-7', '01'],
    ['canceled-7', '02'],
    ['unknown-7', '03'],
  ])('returns for %s the code %s', (reference, statusCode) => {
    expect(JSON.parse(statusOf(reference).body)).toMatchObject({ merchantOrderId: reference, statusCode })
  })

  it.each(provider.exceptions)('has no scenario $scenario', ({ scenario, reason }) => {
    const answer = statusOf(`${scenario}-1`)
    expect(answer).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
    expect(answer.because).toContain(reason)
  })

  it('checks members, then the merchant, then the signature', () => {
    expect(engine.handle(requestOf(7, 'x')).status).toBe(400)
    expect(engine.handle(requestOf('success-1', 'x', { merchantCode: 'D9' })).status).toBe(404)
    expect(engine.handle(requestOf('success-1', 'x')).status).toBe(401)
  })
})

describe('the explanation', () => {
  const right = partsOf('success-001')
  it.each([
    [
      computeHmac({ ...right, merchantCode: 'success-001', merchantOrderId: merchantCode }),
      'parts-in-another-order',
    ],
    [computeHmac({ ...right, merchantCode: '' }), 'part-missing'],
    [computeHmac(right).toUpperCase(), 'upper-case-hex'],
    [computeMd5(right).toUpperCase(), 'upper-case-hex'],
    [computeMd5({ ...right, merchantOrderId: apiKey, apiKey: 'success-001' }), 'parts-in-another-order'],
    [computeHmac({ ...right, apiKey: 'the-key-of-the-other-mode' }), 'another-secret'],
    [computeMd5({ ...right, apiKey: 'the-key-of-the-other-mode' }), 'another-secret'],
  ])('of %s is %s', (signature, id) => {
    const request = { ...requestOf('success-001', signature), receivedPath: path }
    const explanation = explain(request, { now: new Date(0), session: null })
    expect(explanation?.mistakes.map((mistake) => mistake.id)).toContain(id)
  })
})
