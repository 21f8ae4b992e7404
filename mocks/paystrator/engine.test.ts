import { describe, expect, it } from 'vitest'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'

const bearer = `Bearer ${credentials.accessToken}`

interface Asked {
  query?: Record<string, string>
  headers?: Record<string, string>
  path?: string
  method?: string
}

function ask({
  query = {},
  headers = { publicaccesstoken: bearer },
  path = '/v1/get-status',
  method = 'GET',
}: Asked) {
  return createEngine().handle({ method, path, query: new URLSearchParams(query), headers, body: '' })
}

function dataOf(id: string) {
  return JSON.parse(ask({ query: { id } }).body).data
}

describe('the token', () => {
  it.each([
    ['publicAccessToken', { publicaccesstoken: bearer }],
    ['Authorization', { authorization: bearer }],
    [
      'Authorization, with another case of the scheme',
      { authorization: `bearer ${credentials.accessToken}` },
    ],
    ['either, beside something else', { authorization: 'Basic eDp5', publicaccesstoken: bearer }],
  ])('is accepted in %s, because the pages disagree', (_where, headers) => {
    expect(ask({ query: { id: 'QR_xxx' }, headers }).status).toBe(200)
  })

  it.each<Record<string, string>>([
    {},
    { publicaccesstoken: '' },
    { publicaccesstoken: `Basic ${credentials.accessToken}` },
    { authorization: `Token ${credentials.accessToken}` },
    { publicaccesstoken: credentials.accessToken },
    { authorization: 'Bearer issued-by-nobody' },
    { authorization: `${bearer}x` },
    { 'x-apikey': bearer },
  ])('is refused in %j, also for a scenario', (headers) => {
    for (const id of ['QR_xxx', 'QR_success-001', 'QR_not-found-001']) {
      const answer = ask({ query: { id }, headers })
      expect(answer).toMatchObject({ status: 401, because: 'the access token is missing or wrong' })
      expect(JSON.parse(answer.body)).toMatchObject({ status: 401, error: { message: 'Unauthorized' } })
    }
  })
})

describe('the id', () => {
  it('is read from id and from transaction_id, because the pages disagree', () => {
    expect(ask({ query: { transaction_id: 'EW_xxx' } }).body).toBe(ask({ query: { id: 'EW_xxx' } }).body)
  })

  it('is read from id when both are set', () => {
    expect(ask({ query: { transaction_id: 'EW_xxx', id: 'VA_xxx' } }).body).toContain('"VA_xxx"')
  })

  it.each<Record<string, string>>([{}, { id: '' }, { externalId: 'QR_xxx' }, { id: 'QR_4711' }])(
    'is unknown for %j',
    (query) => {
      const answer = ask({ query })
      expect(answer.status).toBe(404)
      expect(JSON.parse(answer.body)).toMatchObject({
        status: 404,
        error: { message: 'Transaction not found' },
      })
    },
  )
})

describe('a scenario', () => {
  it.each([
    ['QR_success-7', 'PAID', 'qrData'],
    ['EW_success-7', 'PAID', 'deeplink'],
    ['VA_success-7', 'PAID', 'va_number'],
    ['success-7', 'COMPLETED', 'bankAccountNo'],
    ['QR_expired-7', 'EXPIRED', 'nmid'],
    ['failed-7', 'FAILED', 'bankName'],
  ])('behind the prefix of its product: %s is %s and has %s', (id, status, attribute) => {
    const data = dataOf(id)
    expect(data).toMatchObject({ id, status })
    expect(data.attributes).toHaveProperty(attribute)
  })

  it('of QRIS only is unknown for other products', () => {
    expect(dataOf('QR_unknown-1').status).toBe('SETTLING')
    expect(ask({ query: { id: 'EW_unknown-1' } }).status).toBe(404)
  })

  it.each(['QR_', 'EW_', 'VA_', ''])('of a refusal answers behind "%s"', (prefix) => {
    expect(ask({ query: { id: `${prefix}server-error-1` } }).status).toBe(500)
    expect(ask({ query: { id: `${prefix}unauthorized-1` } }).status).toBe(401)
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(ask({ method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  it.each(['/', '/v1/get-status/', '/v1/get-status/QR_xxx', '/get-status'])(
    'as %s are not supported',
    (path) => {
      const answer = ask({ path, query: { id: 'QR_xxx' } })
      expect(answer).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
      expect(() => JSON.parse(answer.body)).toThrow()
    },
  )
})
