import { credentials } from '@cekstatus/mocks/smilepay'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, type SmilepayQuery, type SmilepayRequestContext } from './request.ts'
import { errorOf } from './test-errors.ts'

const query: SmilepayQuery = { merchantReference: 'INV-001', kind: 'payment' }

const build = (context: unknown) => buildStatusRequest(query, credentials, context as SmilepayRequestContext)

describe('buildStatusRequest', () => {
  it.each([
    undefined,
    null,
    '',
    7,
    'Bearer token',
    'two words',
    ' token',
    'tökén',
    'line\r\nfeed',
    'x'.repeat(9000),
  ])('refuses the access token %j and does not quote it', (accessToken) => {
    const error = errorOf(() => build({ accessToken }))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', 'accessToken'])
    if (typeof accessToken === 'string' && accessToken !== '') {
      expect(error.message).not.toContain(accessToken)
    }
  })

  it('refuses a context that is absent', () => {
    expect(errorOf(() => build(undefined)).field).toBe('accessToken')
  })

  it.each([
    { context: { environment: 'live' }, field: 'environment' },
    { context: { baseUrl: 'ftp://127.0.0.1' }, field: 'baseUrl' },
    { context: { baseUrl: 'http://127.0.0.1/v1.0/access-token/b2b' }, field: 'baseUrl' },
    { context: { now: () => new Date(Number.NaN) }, field: 'now' },
    { context: { now: () => '2026-01-26T03:00:00Z' }, field: 'now' },
    { context: { now: 5 }, field: 'now' },
    { context: { createExternalId: () => undefined }, field: 'createExternalId' },
    { context: { createExternalId: 5 }, field: 'createExternalId' },
  ])('refuses the context $context', ({ context, field }) => {
    const error = errorOf(() => build({ accessToken: 'token', ...context }))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', field])
    expect(error.message).toBe(`${field}: ${error.hint}`)
    expect(error.hint).not.toMatch(/^\w+: /)
  })

  it('takes the clock and the id source of its context, and nothing else that changes', () => {
    const context = {
      accessToken: 'token',
      now: () => new Date(0),
      createExternalId: () => '0'.repeat(36),
    }
    expect(build(context)).toEqual(build(context))
    expect(build(context).headers).toMatchObject({
      'x-timestamp': '1970-01-01T07:00:00+07:00',
      'x-external-id': '0'.repeat(36),
    })
  })
})
