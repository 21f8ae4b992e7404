import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../errors.ts'
import { acme, acmeBody } from '../test-provider.ts'
import { classifyRefusal, invalidResponse } from './classify.ts'
import { isSuccessful, parseHttpResponse, type StatusResponse } from './http-response.ts'

const observedAt = new Date('2026-01-26T03:00:00.000Z')
const received = (status: number, body: string, headers: StatusResponse['headers'] = {}) =>
  parseHttpResponse({ status, headers, body }, observedAt)

describe('parseHttpResponse', () => {
  /** The Headers of another fetch package: the same methods, another class. */
  class OtherHeaders {
    get(name: string): string | null {
      return { 'content-type': 'text/html', 'retry-after': '7' }[name.toLowerCase()] ?? null
    }
  }

  it.each([
    { name: 'lower case', headers: { 'content-type': 'text/html', 'retry-after': '7' } },
    { name: 'mixed case', headers: { 'Content-Type': 'text/html', 'RETRY-AFTER': '7' } },
    { name: 'lists', headers: { 'content-type': ['text/html'], 'retry-after': ['7'] } },
    { name: 'Headers', headers: new Headers({ 'Content-Type': 'text/html', 'Retry-After': '7' }) },
    { name: 'other Headers', headers: new OtherHeaders() as unknown as Headers },
    {
      name: 'no prototype',
      headers: Object.assign(Object.create(null), { 'Content-Type': 'text/html', 'Retry-After': '7' }),
    },
  ])('reads headers: $name', ({ headers }) => {
    expect(received(200, '{}', headers)).toMatchObject({ contentType: 'text/html', retryAfterMs: 7000 })
  })

  it('takes missing and unreadable headers as absent', () => {
    const headers = { 'content-type': undefined, 'retry-after': 7 } as unknown as StatusResponse['headers']
    expect(received(200, '{}', headers)).toEqual({
      httpStatus: 200,
      contentType: null,
      retryAfterMs: null,
      json: {},
      numbers: {},
      raw: {},
    })
    expect(received(200, '{}', { get: 'x' })).toMatchObject({ contentType: null })
  })

  it.each<[string, number | null]>([
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['999999999', 999_999_999_000],
    ['Mon, 26 Jan 2026 03:01:30 GMT', 90_000],
    ['Mon, 26 Jan 2026 02:00:00 GMT', 0],
    ['Monday, 26-Jan-26 03:01:30 GMT', 90_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Mon Jan 26 03:01:30 2026', 90_000],
    ['Sun Nov  6 08:49:37 1994', 0],
    ['Monday, 26-Foo-26 03:01:30 GMT', null],
    ['Monday, 26-Jan-26 03:01:30 WIB', null],
    ['Mon Foo 26 03:01:30 2026', null],
    ['Mon Jan 26 03:01:30', null],
    ['', null],
    ['1.5', null],
    ['-1', null],
    ['+1', null],
    ['1e3', null],
    ['0x10', null],
    ['5, 10', null],
    ['1000000000', 999_999_999_000],
    ['9'.repeat(400), 999_999_999_000],
    ['1'.repeat(20).concat(' s'), null],
    ['soon', null],
    ['2026-01-26T03:01:30Z', null],
    ['Mon, 26 Jan 2026 03:01:30', null],
    ['Mon, 26 Jan 2026 03:01:30 WIB', null],
    ['Mon, 26 Foo 2026 03:01:30 GMT', null],
  ])('reads Retry-After %j as %j', (value, expected) => {
    expect(received(429, '', { 'retry-after': value }).retryAfterMs).toBe(expected)
  })

  it('parses the body whatever its content type', () => {
    expect(received(200, '\uFEFF{"a":1}', { 'content-type': 'text/html' }).json).toEqual({ a: 1 })
    expect(received(200, '<html>', { 'content-type': 'application/json' }).json).toBeUndefined()
  })
})

describe('isSuccessful', () => {
  it('is true for HTTP 2xx', () => {
    const statuses = [100, 199, 200, 201, 204, 299, 300, 301, 404, 500]
    expect(statuses.filter((status) => isSuccessful(received(status, '{}')))).toEqual([200, 201, 204, 299])
  })
})

const documented = (code: string) => JSON.stringify({ ok: false, code, message: 'a message' })
const foreign = '{"foreign":true}'

/** In the order of precedence: body, HTTP status, code. */
const precedence: [body: string, statuses: number[], code: ErrorCode][] = [
  [documented('BUSY'), [200, 302, 400, 401, 404, 418, 429, 500], 'PROVIDER_UNAVAILABLE'],
  [documented('SLOW_DOWN'), [200, 302, 400, 401, 403, 404, 500], 'RATE_LIMITED'],
  [documented('BAD_KEY'), [200, 302, 400, 404, 429, 500, 503], 'AUTHENTICATION'],
  [documented('OLD_VERSION'), [200, 302, 400, 401, 403, 404, 429, 500], 'REJECTED'],
  [documented('NO_SUCH_ID'), [429], 'RATE_LIMITED'],
  [documented('NO_SUCH_ID'), [500, 503, 599], 'PROVIDER_UNAVAILABLE'],
  [documented('NO_SUCH_ID'), [401, 403], 'AUTHENTICATION'],
  [documented('NO_SUCH_ID'), [200, 400, 404, 410], 'NOT_FOUND'],
  ...[foreign, '{}', acmeBody()].flatMap<[string, number[], ErrorCode]>((body) => [
    [body, [429], 'RATE_LIMITED'],
    [body, [500, 502, 503, 504, 599], 'PROVIDER_UNAVAILABLE'],
    [body, [401, 403], 'AUTHENTICATION'],
    [body, [400, 402, 404, 405, 409, 410, 418, 422, 499], 'REJECTED'],
    [body, [204, 301, 302, 304, 307, 308], 'RESPONSE_INVALID'],
  ]),
  ...['', '<html></html>', '{"ok":true', 'OK', '[]', 'null', '"text"', '1'].flatMap<
    [string, number[], ErrorCode]
  >((body) => [
    [body, [429], 'RATE_LIMITED'],
    [body, [500, 502, 503, 504, 599], 'PROVIDER_UNAVAILABLE'],
    [body, [200, 204, 301, 400, 401, 403, 404, 422], 'RESPONSE_INVALID'],
  ]),
]

describe('classifyRefusal', () => {
  const rows = precedence.flatMap(([body, statuses, code]) =>
    statuses.map((status) => ({ body, status, code })),
  )
  it.each(rows)('turns HTTP $status with $body into $code', ({ body, status, code }) => {
    expect(classifyRefusal(received(status, body), acme)).toMatchObject({
      code,
      httpStatus: status,
      provider: 'acme',
    })
  })

  it('keeps the provider’s code and message on one line', () => {
    const body = JSON.stringify({ code: 'BAD_KEY', message: ` key\n${'x'.repeat(600)}` })
    const error = classifyRefusal(received(401, body, { 'content-type': 'text/plain' }), acme)
    expect(error).toMatchObject({ providerCode: 'BAD_KEY', contentType: 'text/plain', attempts: 1 })
    expect(error.providerMessage).toMatch(/^key x+…$/)
    expect(error.providerMessage?.length).toBe(201)
    expect(error.message).toBe('acme rejected the credentials (HTTP 401)')
  })

  it('does not pass on the phone number or the pay link that a refusal quotes', () => {
    const message = 'Nomor 081234567890 belum bayar: https://pay.example/inv/abc?key=1'
    const error = classifyRefusal(received(400, JSON.stringify({ message })), acme)
    expect(error.providerMessage).toBe('Nomor *** belum bayar: https://pay.example/***')
  })

  it('prefers the hint of the refusal to that of the code', () => {
    expect(classifyRefusal(received(400, documented('BAD_KEY')), acme).hint).toBe('the key is wrong')
    expect(classifyRefusal(received(401, foreign), acme).hint).toBe('look at the key')
    expect(classifyRefusal(received(400, foreign), acme).hint).toBeNull()
  })

  it('prefers the delay of the response to that of the refusal', () => {
    const slowDown = documented('SLOW_DOWN')
    expect(classifyRefusal(received(429, slowDown, { 'retry-after': '7' }), acme).retryAfterMs).toBe(7000)
    expect(classifyRefusal(received(429, slowDown), acme).retryAfterMs).toBe(60_000)
    expect(classifyRefusal(received(429, ''), acme).retryAfterMs).toBeNull()
    expect(classifyRefusal(received(503, '', { 'retry-after': '7' }), acme).retryAfterMs).toBe(7000)
  })

  it('says who limits', () => {
    expect(classifyRefusal(received(429, ''), acme).limitedBy).toBe('provider')
    expect(classifyRefusal(received(503, ''), acme).limitedBy).toBeNull()
  })

  it.each([
    [404, '<html>canary</html>', 'baseUrl may point to another server or path'],
    [302, '', 'baseUrl may point to another server or path'],
    [304, '', 'the page may have changed'],
    [200, '<html>canary</html>', 'the page may have changed'],
  ])('hints at the cause of an unusable HTTP %i', (status, body, hint) => {
    const error = classifyRefusal(received(status, body), acme)
    expect(error).toMatchObject({ code: 'RESPONSE_INVALID', hint })
    expect(String(error) + JSON.stringify(error)).not.toContain('canary')
  })
})

describe('an answer with HTTP 3xx', () => {
  it.each([
    [301, 'redirects are not followed'],
    [304, 'HTTP 304 refers to a cached response, and no response is cached'],
    [308, 'redirects are not followed'],
  ])('%i is told apart', (status, why) => {
    expect(classifyRefusal(received(status, ''), acme).message).toContain(why)
  })
})

describe('invalidResponse', () => {
  it('says what is wrong', () => {
    const error = invalidResponse(received(200, '{}'), acme, 'it lacks its data')
    expect(error.message).toBe('unusable response from acme: it lacks its data (HTTP 200)')
  })
})
