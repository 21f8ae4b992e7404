import { createHash, createHmac } from 'node:crypto'
import { credentials } from '@cekstatus/mocks/smilepay'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, type SmilepayQuery, type SmilepayRequestContext } from './index.ts'
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

  it('refuses a query without its kind', () => {
    const withoutKind = { merchantReference: 'INV-001' } as SmilepayQuery
    const error = errorOf(() => buildStatusRequest(withoutKind, credentials, { accessToken: 'token' }))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', 'kind'])
  })

  it('names merchant, channel and domain as they were given', () => {
    const given = { ...credentials, channelId: '95051', origin: 'www.toko.id' }
    expect(buildStatusRequest(query, given, { accessToken: 'token' }).headers).toMatchObject({
      'x-partner-id': credentials.partnerId,
      'channel-id': '95051',
      origin: 'www.toko.id',
    })
    const { headers } = build({ accessToken: 'token' })
    expect([headers['channel-id'], Object.hasOwn(headers, 'origin')]).toEqual(['95221', false])
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
    expect(error.message).toMatch(field)
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

  it('reads the clock once, so that the time sent is the time signed', () => {
    let reads = 0
    const now = () => new Date(1_000 * reads++)
    const { headers, body } = build({ accessToken: 'token', now })
    const bodyHash = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    const signature = createHmac('sha512', credentials.merchantSecret)
      .update(`POST:/v1.0/inquiry-status:token:${bodyHash}:${headers['x-timestamp']}`)
      .digest('base64')
    expect([reads, headers['x-signature']]).toEqual([1, signature])
  })
})
