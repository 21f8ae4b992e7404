import { createPublicKey, verify } from 'node:crypto'
import { credentials } from '@cekstatus/mocks/smilepay'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import {
  buildAccessTokenRequest,
  parseAccessTokenResponse,
  type SmilepayAccessTokenResponse,
} from './index.ts'
import type { accessTokenResponseSchema } from './schemas.ts'
import { refusalBody, sampleToken, tokenBody, tokenWithClaims } from './test-bodies.ts'
import { errorOf } from './test-errors.ts'

const now = (): Date => new Date('2026-01-26T03:00:00.000Z')

const parse = (body: string, status = 200, headers = {}) =>
  parseAccessTokenResponse({ status, headers, body }, { now })

const lifetimeOf = (changes: Record<string, unknown>) => parse(tokenBody(changes)).lifetimeMs

describe('SmilepayAccessTokenResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof accessTokenResponseSchema>>().toEqualTypeOf<SmilepayAccessTokenResponse>()
  })
})

describe('buildAccessTokenRequest', () => {
  it('is signed with the private key over the sent id and time, behind any base URL', () => {
    const { url, headers, body } = buildAccessTokenRequest(credentials, {
      now,
      baseUrl: 'http://127.0.0.1:4102/s/rina',
    })
    expect(url).toBe('http://127.0.0.1:4102/s/rina/v1.0/access-token/b2b')
    expect(body).toBe('{"grantType":"client_credentials"}')
    expect(headers['x-timestamp']).toBe('2026-01-26T10:00:00+07:00')
    const signed = Buffer.from(`${headers['x-client-key']}|${headers['x-timestamp']}`)
    const signature = Buffer.from(headers['x-signature'], 'base64')
    expect(verify('sha256', signed, createPublicKey(credentials.privateKey), signature)).toBe(true)
  })

  it('goes to the documented host of the environment', () => {
    const hosts = (['production', 'sandbox'] as const).map(
      (environment) => new URL(buildAccessTokenRequest(credentials, { environment }).url).host,
    )
    expect(hosts).toEqual(['gateway.smilepay.id', 'sandbox-gateway.smilepay.id'])
  })

  it('names a clock that is none', () => {
    const error = errorOf(() => buildAccessTokenRequest(credentials, { now: () => new Date(Number.NaN) }))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', 'now'])
  })
})

describe('parseAccessTokenResponse', () => {
  it('reads token and lifetime, counted from receipt', () => {
    expect(parse(tokenBody())).toEqual({
      accessToken: sampleToken,
      lifetimeMs: 900_000,
      expiresAt: '2026-01-26T03:15:00.000Z',
    })
  })

  it.each([
    { stated: '300', own: 900, lifetimeMs: 300_000 },
    { stated: 300, own: 900, lifetimeMs: 300_000 },
    { stated: 900_000, own: 900, lifetimeMs: 900_000 },
    { stated: '900', own: 120, lifetimeMs: 120_000 },
    { stated: undefined, own: 120, lifetimeMs: 120_000 },
    { stated: 'fifteen minutes', own: 120, lifetimeMs: 120_000 },
    { stated: '', own: 120, lifetimeMs: 120_000 },
    { stated: -5, own: 120, lifetimeMs: 120_000 },
    { stated: 1.5, own: 120, lifetimeMs: 120_000 },
    { stated: '900', own: 0, lifetimeMs: 0 },
    { stated: '900', own: -5, lifetimeMs: 0 },
    { stated: '0', own: 900, lifetimeMs: 0 },
    { stated: '900', own: 120.9, lifetimeMs: 120_000 },
    { stated: '9'.repeat(30), own: 900, lifetimeMs: 900_000 },
    { stated: '9'.repeat(30), own: 1e300, lifetimeMs: 86_400_000 },
    { stated: 1e21, own: 86_401, lifetimeMs: 86_400_000 },
    { stated: '1e3', own: 120, lifetimeMs: 120_000 },
    { stated: 'NaN', own: 120, lifetimeMs: 120_000 },
    { stated: 'Infinity', own: 120, lifetimeMs: 120_000 },
    { stated: [900], own: 120, lifetimeMs: 120_000 },
    { stated: { seconds: 900 }, own: 120, lifetimeMs: 120_000 },
    { stated: true, own: 120, lifetimeMs: 120_000 },
  ])('takes the shorter of $stated and its own $own seconds', ({ stated, own, lifetimeMs }) => {
    const accessToken = tokenWithClaims({ iat: 1_740_470_472, exp: 1_740_470_472 + own })
    expect(lifetimeOf({ accessToken, expiresIn: stated })).toBe(lifetimeMs)
  })

  it.each([
    'opaque',
    'a.b.c',
    'a.%.c',
    'a..c',
    tokenWithClaims({ exp: 1_740_471_372 }),
    tokenWithClaims({ iat: '1', exp: '2' }),
    `a.${Buffer.from('[1]').toString('base64url')}.c`,
    `a.${Buffer.from('null').toString('base64url')}.c`,
  ])('believes the answer about %j, which states no lifetime of its own', (accessToken) => {
    expect(lifetimeOf({ accessToken, expiresIn: '900' })).toBe(900_000)
    expect(lifetimeOf({ accessToken, expiresIn: undefined })).toBe(0)
  })

  it.each(['1e400', '-1e400', '"NaN"'])(
    'believes the answer about an iat of %s, which no number holds',
    (iat) => {
      const claims = `{"exp":1e400,"iat":${iat}}`
      const accessToken = `a.${Buffer.from(claims).toString('base64url')}.c`
      expect(lifetimeOf({ accessToken, expiresIn: '900' })).toBe(900_000)
    },
  )

  it.each([-3_600, 3_600, 1e9])('does not compare exp with a clock that is %d seconds off', (offSeconds) => {
    const iat = now().getTime() / 1000 + offSeconds
    const accessToken = tokenWithClaims({ iat, exp: iat + 900 })
    expect(parse(tokenBody({ accessToken })).expiresAt).toBe('2026-01-26T03:15:00.000Z')
  })

  it('reads claims in base64url with letters of any script', () => {
    const accessToken = tokenWithClaims({ MERCHANT_ID: 'ÿ?>測試~~', iat: 10, exp: 70 })
    expect(accessToken).toMatch(/[-_]/)
    expect(lifetimeOf({ accessToken })).toBe(60_000)
  })

  it('never fails on the form of a token', () => {
    const token = fc.stringMatching(/^[\x21-\x7e]{1,80}$/)
    fc.assert(
      fc.property(token, (accessToken) => {
        expect(parse(tokenBody({ accessToken })).accessToken).toBe(accessToken)
      }),
    )
  })

  it.each([
    { body: tokenBody({ accessToken: undefined }) },
    { body: tokenBody({ accessToken: '' }) },
    { body: tokenBody({ accessToken: null }) },
    { body: tokenBody({ accessToken: 7 }) },
    { body: tokenBody({ accessToken: `Bearer ${sampleToken}` }) },
    { body: tokenBody({ accessToken: 'a\r\nx-evil: 1' }) },
    { body: tokenBody({ accessToken: 'é' }) },
    { body: tokenBody({ responseCode: undefined }) },
    { body: tokenBody({ responseCode: 2007300 }) },
    { body: tokenBody({ responseCode: '200' }) },
    { body: '<html></html>' },
    { body: '' },
    { body: '[]' },
    { body: tokenBody().slice(0, -5) },
  ])('refuses $body and does not quote it', ({ body }) => {
    const error = errorOf(() => parse(body))
    expect(error.code).toBe('RESPONSE_INVALID')
    expect(error.hint).toContain('access token')
    expect(error.message).not.toContain('eyJ')
  })

  it.each([
    { status: 401, responseCode: '4017300', code: 'AUTHENTICATION' },
    { status: 401, responseCode: '4017301', code: 'AUTHENTICATION' },
    { status: 403, responseCode: '4037319', code: 'AUTHENTICATION' },
    { status: 403, responseCode: '4037304', code: 'RATE_LIMITED' },
    { status: 429, responseCode: '4297300', code: 'RATE_LIMITED' },
    { status: 404, responseCode: '4047301', code: 'REJECTED' },
    { status: 404, responseCode: '4047316', code: 'AUTHENTICATION' },
    { status: 400, responseCode: '4007302', code: 'REJECTED' },
    { status: 409, responseCode: '4097300', code: 'REJECTED' },
    { status: 202, responseCode: '2027300', code: 'PROVIDER_UNAVAILABLE' },
    { status: 504, responseCode: '5047300', code: 'PROVIDER_UNAVAILABLE' },
    { status: 200, responseCode: '4017300', code: 'AUTHENTICATION' },
    { status: 200, responseCode: '2009200', code: 'REJECTED' },
    { status: 500, responseCode: '2007300', code: 'PROVIDER_UNAVAILABLE' },
    { status: 404, responseCode: '2007300', code: 'REJECTED' },
  ])('turns $responseCode under HTTP $status into $code', ({ status, responseCode, code }) => {
    const error = errorOf(() => parse(refusalBody(responseCode), status))
    expect([error.code, error.providerCode]).toEqual([code, responseCode])
  })

  it('names the key among the likely causes of a refusal', () => {
    expect(errorOf(() => parse(refusalBody('4017300'), 401)).hint).toContain('privateKey')
    expect(errorOf(() => parse(refusalBody('4037319'), 403)).hint).toContain('IP address')
    expect(errorOf(() => parse(refusalBody('4007302'), 400)).hint).toContain('access token')
  })

  it('names a clock that is none', () => {
    const response = { status: 200, headers: {}, body: tokenBody() }
    const error = errorOf(() => parseAccessTokenResponse(response, { now: () => new Date(Number.NaN) }))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', 'now'])
  })
})
