import { describe, expect, it } from 'vitest'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'

function ask(path: string, apiKey: string | null = credentials.apiKey, method = 'GET') {
  return createEngine().handle({
    method,
    path,
    query: new URLSearchParams(),
    headers: apiKey === null ? {} : { 'x-apikey': apiKey },
    body: '',
  })
}

function detailOf(reference: string) {
  return JSON.parse(ask(`/api/v1/trx/${reference}`).body)
}

describe('the method', () => {
  it.each(['POST', 'PUT', 'DELETE'])('%s is not allowed', (method) => {
    expect(ask('/api/v1/trx/TRX-002', credentials.apiKey, method).status).toBe(405)
  })
})

describe('the key', () => {
  it('may name a session after a dot', () => {
    expect(ask('/api/v1/trx/TRX-002', `${credentials.apiKey}.team`).status).toBe(200)
  })

  it.each([
    null,
    '',
    'sk_live_nobody_knows',
    ` ${credentials.apiKey}`,
    `Bearer ${credentials.apiKey}`,
    `${credentials.apiKey}-team`,
    credentials.apiKey.toUpperCase(),
  ])('is refused as %j, also for a scenario', (apiKey) => {
    for (const reference of ['TRX-002', 'success-001', 'not-found-001']) {
      expect(ask(`/api/v1/trx/${reference}`, apiKey)).toMatchObject({
        status: 401,
        body: '{\n"message": "INVALID_API_KEY"\n}',
        because: 'the API key is missing or wrong',
      })
    }
  })
})

describe('one order', () => {
  it('is found by ref_id and by invoice, with the same bytes', () => {
    expect(ask('/api/v1/trx/SPY1770673917X6').body).toBe(ask('/api/v1/trx/TRX-002').body)
    expect(ask('/api/v1/trx/SPYsuccess-7').body).toBe(ask('/api/v1/trx/success-7').body)
  })

  it('has its own references for a scenario', () => {
    expect(detailOf('success-7').data).toMatchObject({ ref_id: 'success-7', invoice: 'SPYsuccess-7' })
  })

  it('has no invoice where the page shows none', () => {
    expect(detailOf('failed-7').data).toMatchObject({ ref_id: 'failed-7' })
    expect(detailOf('failed-7').data).not.toHaveProperty('invoice')
  })

  it('TRX-003 is in progress by default and completed by its case', () => {
    expect(detailOf('TRX-003').smm_results[0].status).toBe('processing')
    expect(detailOf('smm-completed-1').smm_results[0].status).toBe('completed')
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(ask('/api/v1/trx/TRX-002', null, 'DELETE')).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
    })
  })

  it.each(['/api/v1/trx', '/api/v1/trx/', '/v1/trx/TRX-002', '/api/v1/trx/TRX-002/more', '/api/v1/balance'])(
    'as %s are refused in plain text, not as "not found"',
    (path) => {
      const answer = ask(path)
      expect(answer).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
      expect(() => JSON.parse(answer.body)).toThrow()
    },
  )
})
