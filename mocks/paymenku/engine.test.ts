import { describe, expect, it } from 'vitest'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'

function ask(path: string, authorization: string | null = `Bearer ${credentials.apiKey}`, method = 'GET') {
  return createEngine({ now: () => new Date() }).handle({
    method,
    path,
    query: new URLSearchParams(),
    headers: authorization === null ? {} : { authorization },
    body: '',
  })
}

function statusOf(reference: string) {
  return ask(`/api/v1/check-status/${reference}`)
}

describe('the key', () => {
  it.each(['Bearer', 'bearer', 'BEARER '])(
    'is accepted after "%s", because the scheme is case-insensitive',
    (scheme) => {
      expect(ask('/api/v1/check-status/INV-001', `${scheme} ${credentials.apiKey}`).status).toBe(200)
    },
  )

  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['no scheme', credentials.apiKey],
    ['another scheme', `Basic ${credentials.apiKey}`],
    ['another key', 'Bearer sk_live_nobody_knows'],
    ['the key in capitals', `Bearer ${credentials.apiKey.toUpperCase()}`],
    ['the key and more', `Bearer ${credentials.apiKey}x`],
  ])('is refused with %s, also for a scenario', (_what, authorization) => {
    for (const reference of ['INV-001', 'success-001', 'server-error-001', 'nobody-knows']) {
      expect(ask(`/api/v1/check-status/${reference}`, authorization)).toMatchObject({
        status: 401,
        body: '{\n"status": "error",\n"message": "Unauthorized"\n}',
        because: 'the API key is missing or wrong',
      })
    }
  })
})

describe('one transaction', () => {
  it('is found by either ID, with the same bytes', () => {
    expect(statusOf('IDP202602271039768990').body).toBe(statusOf('INV-001').body)
    expect(statusOf('IDPpending-7').body).toBe(statusOf('pending-7').body)
  })

  it('has its own IDs for a scenario', () => {
    const { data } = JSON.parse(statusOf('success-42').body)
    expect(data).toMatchObject({ reference_id: 'success-42', trx_id: 'IDPsuccess-42', status: 'paid' })
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(ask('/api/v1/check-status/INV-001', null, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
      provenance: { kind: 'hostile' },
    })
  })

  it.each(['/api/v1/check-status', '/api/v1/check-status/', '/check-status/INV-001', '/api/v1/transactions'])(
    'as %s are refused in plain text, not as "not found"',
    (path) => {
      const answer = ask(path)
      expect(answer).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
      expect(() => JSON.parse(answer.body)).toThrow()
    },
  )
})
