import { describe, expect, it } from 'vitest'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { readCall } from './read-call.ts'

function requestOf(
  target: string,
  authorization: string | null = `Bearer ${credentials.apiKey}`,
  method = 'GET',
) {
  const { pathname, searchParams } = new URL(target, 'http://mock.invalid')
  const headers: Record<string, string> = authorization === null ? {} : { authorization }
  return { method, path: pathname, query: searchParams, headers, body: '' }
}

const send = (...request: Parameters<typeof requestOf>) => createEngine().handle(requestOf(...request))

const detailOf = (reference: string) =>
  JSON.parse(send(`/api/transaction/detail?reference=${reference}`).body)

const listOf = (reference: string) =>
  JSON.parse(send(`/api/merchant/transactions?merchant_ref=${reference}`).body)

describe('the API key', () => {
  it.each([
    `Bearer ${credentials.apiKey}`,
    `bearer  ${credentials.apiKey}`,
    `Bearer ${credentials.apiKey}.alice`,
  ])('is accepted as %s', (authorization) => {
    expect(send('/api/transaction/detail?reference=T0001success-1', authorization).status).toBe(200)
  })

  it.each([
    null,
    '',
    credentials.apiKey,
    `Basic ${credentials.apiKey}`,
    `Bearer ${credentials.apiKey}x`,
    `Bearer ${credentials.apiKey.toUpperCase()}`,
    'Bearer unknown-api-key',
  ])('is refused as %s by both calls, on both paths', (authorization) => {
    for (const path of ['/api', '/api-sandbox']) {
      for (const call of [
        'transaction/detail?reference=T0001success-1',
        'merchant/transactions?merchant_ref=success-1',
      ]) {
        expect(send(`${path}/${call}`, authorization)).toMatchObject({
          status: 401,
          body: '{\n  "success": false,\n  "message": "Invalid API Key"\n}',
          because: 'the API key is missing or wrong',
        })
      }
    }
  })
})

describe('one transaction', () => {
  it('has the same references in detail and list', () => {
    const references = { reference: 'T0001pending-7', merchant_ref: 'pending-7', status: 'UNPAID' }
    expect(detailOf('T0001pending-7').data).toMatchObject(references)
    expect(listOf('pending-7').data).toEqual([expect.objectContaining(references)])
  })

  it('is the same on the path of the sandbox', () => {
    const target = 'transaction/detail?reference=T0001000000000000006'
    expect(send(`/api-sandbox/${target}`).body).toBe(send(`/api/${target}`).body)
  })

  it('keeps the beginning of a sandbox reference', () => {
    expect(detailOf('DEV-T0001failed-7').data).toMatchObject({
      reference: 'DEV-T0001failed-7',
      status: 'FAILED',
    })
  })

  it('has times in seconds, paid_at as text in the detail and as a number in the list', () => {
    expect(detailOf('T0001success-7').data).toMatchObject({ paid_at: '1582856000', expired_time: 1582855837 })
    expect(listOf('success-7').data[0]).toMatchObject({ paid_at: 1592381999, created_at: 1592381058 })
  })

  it('is not found by its merchant_ref in the call for the detail', () => {
    expect(detailOf('INV345675')).toEqual({ success: false, message: 'Transaction not found' })
  })
})

describe('a list', () => {
  it.each([
    ['success-7', ['success-7']],
    ['list-several-7', ['list-several-7', 'list-several-7']],
    ['list-inexact-001', ['list-inexact-001', 'list-inexact-001-B']],
    ['list-none-7', []],
    ['ORDER-4711', []],
    ['partial-7', []],
    ['', []],
  ])('for %j has the merchant_refs %j', (reference, found) => {
    const { success, data } = listOf(reference)
    expect(success).toBe(true)
    expect(data.map((element: { merchant_ref: string }) => element.merchant_ref)).toEqual(found)
  })

  it('may be refused as the detail is', () => {
    expect(send('/api/merchant/transactions?merchant_ref=server-error-7').status).toBe(500)
    expect(listOf('refused-http-200-7').success).toBe(false)
  })
})

describe('readCall', () => {
  it.each([
    [
      '/api/transaction/detail?reference=DEV-T0001success-1',
      'transaction-detail',
      null,
      'DEV-T0001success-1',
      'success-1',
    ],
    [
      '/api/merchant/transactions?merchant_ref=success-1',
      'merchant-transactions',
      'success-1',
      null,
      'success-1',
    ],
    ['/api/transaction/detail', 'transaction-detail', null, null, null],
  ])('reads %s', (target, endpoint, merchantReference, providerReference, word) => {
    expect(readCall(requestOf(target))).toMatchObject({
      asked: { endpoint, merchantReference, providerReference, kind: null },
      word,
    })
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(send('/api/transaction/detail?reference=T0001success-1', null, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
    })
  })

  it.each([
    '/api/transaction/check-status?reference=T0001success-1',
    '/transaction/detail?reference=T0001success-1',
  ])('as %s are refused in plain text', (target) => {
    const request = requestOf(target)
    expect(createEngine().handle(request)).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
    expect(explain({ ...request, receivedPath: request.path })).toBeNull()
  })
})
