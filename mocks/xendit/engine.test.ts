import { describe, expect, it } from 'vitest'
import { encodeBasicKey } from '../src/session/basic-key.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { readCall } from './read-call.ts'

const { secretKey } = credentials
const right = `Basic ${encodeBasicKey(secretKey)}`
const encode = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

function requestOf(target: string, headers: Record<string, string> = {}, method = 'GET') {
  const { pathname, searchParams } = new URL(target, 'http://mock.invalid')
  const sent = { authorization: right, 'api-version': '2024-11-11', ...headers }
  return { method, path: pathname, query: searchParams, headers: sent, body: '' }
}

const send = (...request: Parameters<typeof requestOf>) => createEngine().handle(requestOf(...request))
const bodyOf = (target: string) => JSON.parse(send(target).body)

const targets = [
  '/v3/payment_requests/pr-success-1',
  '/v2/invoices/593f4ed1-success-1',
  '/v2/invoices?external_id=success-1',
  '/v2/payouts/disb-success-1',
  '/v2/payouts?reference_id=success-1',
]

describe('the secret key', () => {
  it.each([right, right.replace('Basic', 'basic '), encode(`${secretKey}.alice:`)])(
    'is accepted as %s by every call',
    (authorization) => {
      for (const target of targets) {
        expect(send(target, { authorization }).status).toBe(200)
        const request = requestOf(target, { authorization })
        expect(explain({ ...request, receivedPath: request.path })).toMatchObject({ verifies: true })
      }
    },
  )

  it.each([
    ['', 'header-missing'],
    [right.replace('Basic', 'Bearer'), 'wrong-scheme'],
    [`Basic ${secretKey}`, 'key-not-encoded'],
    ['Basic xnd_public_production_4f5e', 'key-not-encoded'],
    [encode(secretKey), 'colon-missing'],
    [encode(`:${secretKey}`), 'key-as-password'],
    [encode(`${secretKey}:secret`), 'password-not-empty'],
    [encode(`${encodeBasicKey(secretKey)}:`), 'encoded-twice'],
    [encode('xnd_public_production_4f5e:'), 'public-key'],
    [encode('xnd_development_4f5e:'), 'test-key'],
    [encode('5f27a14a9bf05c73dd040bc8:'), 'business-id'],
    [encode('xnd_production_4f5e:'), 'another-credential'],
  ])('is refused as %s because of %s', (authorization, id) => {
    for (const target of targets) {
      const answer = send(target, { authorization })
      expect(answer).toMatchObject({ status: 401, because: 'the secret key is missing or wrong' })
      expect(JSON.parse(answer.body)).toMatchObject({ error_code: 'INVALID_API_KEY' })
      const request = requestOf(target, { authorization })
      const explanation = explain({ ...request, receivedPath: request.path })
      expect(explanation?.mistakes.map((mistake) => mistake.id)).toEqual([id])
      expect(JSON.stringify(explanation)).not.toContain(secretKey)
    }
  })
})

describe('api-version', () => {
  it.each(['', '2024-11-12'])('is refused as %j for payment requests', (version) => {
    const answer = send('/v3/payment_requests/pr-success-1', { 'api-version': version })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ error_code: 'API_VALIDATION_ERROR' })
  })

  it('is not needed for invoices and payouts', () => {
    for (const target of targets.slice(1)) expect(send(target, { 'api-version': '' }).status).toBe(200)
  })
})

describe('one object', () => {
  it.each([
    ['/v3/payment_requests/pr-failed-7', { payment_request_id: 'pr-failed-7', reference_id: 'failed-7' }],
    ['/v2/invoices/593f4ed1-expired-7', { id: '593f4ed1-expired-7', external_id: 'expired-7' }],
    ['/v2/payouts/disb-refunded-7', { id: 'disb-refunded-7', reference_id: 'refunded-7' }],
  ])('of %s repeats the id', (target, references) => {
    expect(bodyOf(target)).toMatchObject(references)
  })

  it('has the same references by id and by list', () => {
    expect(bodyOf('/v2/invoices?external_id=pending-7')).toEqual([bodyOf('/v2/invoices/593f4ed1-pending-7')])
    expect(bodyOf('/v2/payouts?reference_id=failed-7')).toEqual([bodyOf('/v2/payouts/disb-failed-7')])
  })

  it.each([
    ['/v3/payment_requests/pr-4711', 'DATA_NOT_FOUND'],
    ['/v3/payment_requests/py-1402feb0-bb79-47ae-9d1e-e69394d3949c', 'DATA_NOT_FOUND'],
    ['/v2/invoices/593f4ed1-4711', 'INVOICE_NOT_FOUND_ERROR'],
    ['/v2/payouts/disb-4711', 'DATA_NOT_FOUND'],
  ])('of %s is not found', (target, code) => {
    expect(send(target).status).toBe(404)
    expect(bodyOf(target)).toMatchObject({ error_code: code })
  })
})

describe('a list', () => {
  it.each([
    ['/v2/invoices?external_id=success-7', 'external_id', ['success-7']],
    [
      '/v2/invoices?external_id=invoice-list-several-7',
      'external_id',
      ['invoice-list-several-7', 'invoice-list-several-7'],
    ],
    ['/v2/invoices?external_id=ORDER-4711', 'external_id', []],
    ['/v2/invoices?external_id=failed-7', 'external_id', []],
    ['/v2/invoices', 'external_id', []],
    [
      '/v2/payouts/?reference_id=payout-list-several-7',
      'reference_id',
      ['payout-list-several-7', 'payout-list-several-7'],
    ],
    ['/v2/payouts?reference_id=ORDER-4711', 'reference_id', []],
  ])('of %s is a bare array with the %s %j', (target, member, found) => {
    expect(bodyOf(target).map((element: Record<string, unknown>) => element[member])).toEqual(found)
  })
})

describe('readCall', () => {
  it.each([
    ['/v3/payment_requests/pr-success-1', 'payment-request', null, 'pr-success-1'],
    ['/v2/payouts?reference_id=success-1', 'payouts', 'success-1', null],
    ['/v2/invoices', 'invoices', null, null],
  ])('reads %s', (target, endpoint, merchantReference, providerReference) => {
    expect(readCall(requestOf(target))).toMatchObject({
      asked: { endpoint, merchantReference, providerReference, kind: null },
      word: merchantReference ?? (providerReference === null ? null : 'success-1'),
    })
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(send('/v2/invoices', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  it.each(['/payment_requests/pr-success-1', '/v2/invoices/a/b', '/v3/payment_requests'])(
    'as %s are refused in plain text',
    (target) => {
      const request = requestOf(target)
      expect(createEngine().handle(request)).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
      expect(explain({ ...request, receivedPath: request.path })).toBeNull()
    },
  )
})
