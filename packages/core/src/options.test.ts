import { describe, expect, it } from 'vitest'
import type { CallOptions, CommonOptions } from './client.ts'
import { checkCredential, checkHeaderCredential } from './credentials.ts'
import { type CekStatusError, isCekStatusError } from './errors.ts'
import { checkCallOptions, checkCommonOptions, checkExpectation } from './options.ts'
import { checkEnvironment, resolveBaseUrl } from './request-context.ts'

/** The refusal of an option; null when it was accepted. */
function refusal(check: () => unknown): CekStatusError | null {
  try {
    check()
    return null
  } catch (error) {
    if (isCekStatusError(error) && error.code === 'CONFIGURATION' && error.provider === 'acme') return error
    throw error
  }
}

const fieldOf = (check: () => unknown) => refusal(check)?.field ?? null
const each = (values: readonly unknown[]) => values.map((value) => ({ value }))

describe('checkCredential', () => {
  it.each(['a', 'sk_live_1', 'with inner space', 'é', '"quoted"'])('takes %j', (value) => {
    expect(checkCredential('acme', 'apiKey', value)).toBe(value)
  })

  it.each(
    each([
      undefined,
      null,
      '',
      ' ',
      ' a',
      'a ',
      'a\n',
      'a\nb',
      'a\u0000b',
      'a\u007Fb',
      'a\uD800',
      7,
      {},
      true,
    ]),
  )('refuses $value', ({ value }) => {
    expect(fieldOf(() => checkCredential('acme', 'apiKey', value))).toBe('apiKey')
  })

  it.each([
    [undefined, 'apiKey is required'],
    ['', 'apiKey is required'],
    [7, 'apiKey must be a string'],
    [' a', 'apiKey must not begin or end with white space'],
    ['a\tb', 'apiKey must not contain control characters'],
    ['a\uD800', 'apiKey must be well-formed Unicode'],
  ])('says which rule %j breaks', (value, message) => {
    expect(refusal(() => checkCredential('acme', 'apiKey', value))).toMatchObject({ message, hint: null })
  })

  it('never quotes the value', () => {
    const error = refusal(() => checkCredential('acme', 'apiKey', 'canary\u0000'))
    expect(JSON.stringify(error) + String(error)).not.toContain('canary')
  })
})

describe('checkHeaderCredential', () => {
  it.each(['a', '!~', 'sk_live_+/=', 'x'.repeat(8192)])(
    'takes visible ASCII up to 8192 characters',
    (value) => {
      expect(checkHeaderCredential('acme', 'apiKey', value)).toBe(value)
    },
  )

  it.each(each(['a b', 'é', '\u{1F600}', 'x'.repeat(8193), '', undefined, 7]))(
    'refuses $value',
    ({ value }) => {
      expect(fieldOf(() => checkHeaderCredential('acme', 'apiKey', value))).toBe('apiKey')
    },
  )
})

describe('checkEnvironment', () => {
  it('is production unless said', () => {
    expect(checkEnvironment('acme', undefined)).toBe('production')
    expect(checkEnvironment('acme', 'production')).toBe('production')
    expect(checkEnvironment('acme', 'sandbox')).toBe('sandbox')
  })

  it.each(each(['live', 'Production', '', null, 1, {}]))('refuses $value', ({ value }) => {
    expect(fieldOf(() => checkEnvironment('acme', value))).toBe('environment')
  })
})

describe('resolveBaseUrl', () => {
  const settings = {
    environment: 'production' as const,
    origins: { production: 'https://acme.example', sandbox: null },
    ownPath: '/api/v1/check-status',
  }
  const resolve = (baseUrl: unknown, changed = {}) =>
    resolveBaseUrl('acme', { ...settings, baseUrl, ...changed })

  it('is the documented host unless said', () => {
    expect(resolve(undefined)).toBe('https://acme.example')
  })

  it('asks for a base URL where no host is documented', () => {
    expect(fieldOf(() => resolve(undefined, { environment: 'sandbox' }))).toBe('environment')
    expect(resolve('http://127.0.0.1:4101', { environment: 'sandbox' })).toBe('http://127.0.0.1:4101')
  })

  it.each([
    ['http://127.0.0.1:4101', 'http://127.0.0.1:4101'],
    ['http://127.0.0.1:4101/', 'http://127.0.0.1:4101'],
    ['https://proxy.example/egress/acme', 'https://proxy.example/egress/acme'],
    ['https://proxy.example/egress/acme//', 'https://proxy.example/egress/acme'],
    ['https://proxy.example/api', 'https://proxy.example/api'],
    ['https://proxy.example/check-status', 'https://proxy.example/check-status'],
    ['https://proxy.example/api/v1/x', 'https://proxy.example/api/v1/x'],
    ['https://proxy.example/myapi/v1', 'https://proxy.example/myapi/v1'],
    ['http://[::1]:4101/s/a', 'http://[::1]:4101/s/a'],
    ['HTTPS://ACME.EXAMPLE', 'https://acme.example'],
  ])('takes %s', (baseUrl, expected) => {
    expect(resolve(baseUrl)).toBe(expected)
  })

  it.each([
    'http://localhost:4101',
    'http://shop.localhost',
    'http://127.255.0.9:80/x',
    'http://127.1',
    'http://2130706433',
    'http://[0:0:0:0:0:0:0:1]',
  ])('takes %s, whose host is loopback', (baseUrl) => {
    expect(resolve(baseUrl)).toBe(new URL(baseUrl).href.replace(/\/$/, ''))
  })

  it.each([
    'http://acme.example',
    'http://10.0.0.1',
    'http://localhost.example',
    'http://notlocalhost',
    'http://127.0.0.1.example',
    'http://128.0.0.1',
    'http://[::2]',
    'HTTP://ACME.EXAMPLE',
  ])('refuses %s unless allowInsecureHttp is true', (baseUrl) => {
    expect(fieldOf(() => resolve(baseUrl))).toBe('baseUrl')
    expect(fieldOf(() => resolve(baseUrl, { allowInsecureHttp: false }))).toBe('baseUrl')
    expect(resolve(baseUrl, { allowInsecureHttp: true })).toBe(new URL(baseUrl).origin)
  })

  it.each([
    'https://acme.example/api',
    'https://acme.example/api/v1',
    'https://acme.example/api/v1/',
    'https://acme.example/api/v1/check-status',
    'https://proxy.example/api/v1',
    'https://proxy.example/egress/api/v1//',
    'https://proxy.example/egress/api/v1/check-status',
  ])('refuses %s, which ends in the path that is appended', (baseUrl) => {
    const error = refusal(() => resolve(baseUrl))
    expect(error?.field).toBe('baseUrl')
    expect(error?.message).toContain('/api/v1/check-status')
  })

  it('refuses the whole path of a provider without a version on any host, and no part of it', () => {
    const ownPath = '/webapi/status'
    expect(fieldOf(() => resolve('https://proxy.example/webapi/status/', { ownPath }))).toBe('baseUrl')
    expect(resolve('https://proxy.example/webapi', { ownPath })).toBe('https://proxy.example/webapi')
  })

  it.each(
    each([
      '',
      'acme.example',
      '/api',
      '//acme.example',
      'ftp://acme.example',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://user@acme.example',
      'https://user:canary@acme.example',
      'https://acme.example/?a=1',
      'https://acme.example/#a',
      'https://',
      7,
      null,
      {},
      new URL('https://acme.example'),
    ]),
  )('refuses $value', ({ value }) => {
    const error = refusal(() => resolve(value))
    expect(error?.field).toBe('baseUrl')
    expect(String(error)).not.toContain('canary')
  })
})

const notAsked = () => Promise.reject(new Error('asked'))
const rateLimiter = { acquire: notAsked, pause: () => undefined }
const noDurations = [0, -1, 0.5, 1.5, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY, '5', null, 5n, {}, true]

describe('checkCommonOptions', () => {
  const checkAll = (options: unknown): void =>
    checkCommonOptions('acme', options as CommonOptions, ['apiKey'])
  const check = (options: unknown) => fieldOf(() => checkAll(options))

  it('takes no options and good ones', () => {
    expect(check({})).toBeNull()
    const good: Required<Omit<CommonOptions, 'transport'>> & { apiKey: string } = {
      apiKey: 'key-1',
      environment: 'sandbox',
      baseUrl: 'https://acme.example',
      allowInsecureHttp: false,
      fetch: globalThis.fetch,
      now: () => new Date(),
      timeoutMs: 1,
      deadlineMs: 2 ** 31 - 1,
      retry: { maxAttempts: 100, baseDelayMs: 1, maxDelayMs: 1, random: () => 0 },
      rateLimiter,
      maxQueueMs: 0,
      maxBodyBytes: 268_435_456,
      onEvent: () => undefined,
    }
    expect(check(good)).toBeNull()
    expect(check({ retry: false, rateLimiter: false, transport: notAsked, timeOutMs: undefined })).toBeNull()
  })

  it.each(each(noDurations))('refuses $value as a time', ({ value }) => {
    for (const field of ['timeoutMs', 'deadlineMs']) expect(check({ [field]: value })).toBe(field)
    for (const field of ['baseDelayMs', 'maxDelayMs'])
      expect(check({ retry: { [field]: value } })).toBe(`retry.${field}`)
    if (value !== 0) expect(check({ maxQueueMs: value })).toBe('maxQueueMs')
  })

  it.each([
    { options: { fetch: 'fetch' }, field: 'fetch' },
    { options: { fetch: null }, field: 'fetch' },
    { options: { transport: {} }, field: 'transport' },
    { options: { transport: notAsked, fetch: globalThis.fetch }, field: 'transport' },
    { options: { now: new Date(0) }, field: 'now' },
    { options: { now: 0 }, field: 'now' },
    { options: { environment: 'live' }, field: 'environment' },
    { options: { retry: true }, field: 'retry' },
    { options: { retry: null }, field: 'retry' },
    { options: { retry: 3 }, field: 'retry' },
    { options: { retry: { attempts: 3 } }, field: 'retry' },
    { options: { retry: { maxAttempts: 0 } }, field: 'retry.maxAttempts' },
    { options: { retry: { maxAttempts: 101 } }, field: 'retry.maxAttempts' },
    { options: { retry: { baseDelayMs: 5, maxDelayMs: 4 } }, field: 'retry.maxDelayMs' },
    { options: { retry: { random: 0.5 } }, field: 'retry.random' },
    { options: { rateLimiter: true }, field: 'rateLimiter' },
    { options: { rateLimiter: null }, field: 'rateLimiter' },
    { options: { rateLimiter: { acquire: notAsked } }, field: 'rateLimiter' },
    { options: { maxBodyBytes: 0 }, field: 'maxBodyBytes' },
    { options: { maxBodyBytes: 268_435_457 }, field: 'maxBodyBytes' },
    { options: { onEvent: 'log' }, field: 'onEvent' },
    { options: { timeOutMs: 5 }, field: 'options' },
    { options: { apikey: 'key-1' }, field: 'options' },
  ])('refuses $options', ({ options, field }) => {
    expect(check(options)).toBe(field)
  })

  it.each([
    { options: { apikey: 'canary' }, message: 'unknown option "apikey" (did you mean "apiKey"?)' },
    { options: { timeoutMS: 5 }, message: 'unknown option "timeoutMS" (did you mean "timeoutMs"?)' },
    { options: { base_url: 'canary' }, message: 'unknown option "base_url" (did you mean "baseUrl"?)' },
    { options: { timeout: 5 }, message: 'unknown option "timeout" (did you mean "timeoutMs"?)' },
    { options: { onEvnet: 5 }, message: 'unknown option "onEvnet" (did you mean "onEvent"?)' },
    {
      options: { retry: { maxattempt: 3 } },
      message: 'unknown option "retry.maxattempt" (did you mean "retry.maxAttempts"?)',
    },
    { options: { colour: 'canary' }, message: 'unknown option "colour"' },
    { options: { [`${'x'.repeat(40)}canary`]: 1 }, message: `unknown option "${'x'.repeat(40)}…"` },
  ])('names an unknown option, the nearest name and no value: $message', ({ options, message }) => {
    const error = refusal(() => checkAll(options))
    expect(error?.message).toBe(message)
    expect(String(error)).not.toContain('canary')
  })

  it('lists the known options in the hint where none is near', () => {
    expect(refusal(() => checkAll({ colour: 1 }))?.hint).toContain('apiKey, timeoutMs, deadlineMs')
    expect(refusal(() => checkAll({ timeoutMS: 1 }))?.hint).toBeNull()
  })

  it.each([
    {
      options: { timeoutMs: 0 },
      message: 'timeoutMs must be an integer from 1 to 2147483647 (milliseconds)',
    },
    { options: { onEvent: 1 }, message: 'onEvent must be a function' },
    {
      options: { retry: { baseDelayMs: 5, maxDelayMs: 4 } },
      message: 'retry.maxDelayMs must be at least baseDelayMs',
    },
    {
      options: { fetch: notAsked, transport: notAsked },
      message: 'pass either fetch or transport, not both',
    },
  ])('says which rule is broken: $message', ({ options, message }) => {
    expect(refusal(() => checkAll(options))).toMatchObject({ message, hint: null })
  })
})

describe('checkCallOptions', () => {
  const check = (options: unknown) => fieldOf(() => checkCallOptions('acme', options as CallOptions))

  it('takes no options and good ones', () => {
    expect(check({})).toBeNull()
    const good: Required<CallOptions> = {
      signal: AbortSignal.abort(),
      timeoutMs: 1,
      deadlineMs: 1,
      maxQueueMs: 0,
      expect: { kind: 'payment' },
    }
    expect(check(good)).toBeNull()
  })

  it.each(each(noDurations))('refuses $value as a time', ({ value }) => {
    for (const field of ['timeoutMs', 'deadlineMs']) expect(check({ [field]: value })).toBe(field)
    if (value !== 0) expect(check({ maxQueueMs: value })).toBe('maxQueueMs')
  })

  it.each([
    { options: null, field: 'options' },
    { options: 5000, field: 'options' },
    { options: { signal: 'stop' }, field: 'signal' },
    { options: { signal: null }, field: 'signal' },
    { options: { signal: new AbortController() }, field: 'signal' },
    { options: { signal: new EventTarget() }, field: 'signal' },
    { options: { expect: null }, field: 'expect' },
    { options: { timeoutMS: 5 }, field: 'options' },
    { options: { retry: false }, field: 'options' },
  ])('refuses $options', ({ options, field }) => {
    expect(check(options)).toBe(field)
  })
})

describe('checkExpectation', () => {
  it.each(
    each([
      undefined,
      {},
      { amount: '104000' },
      { amount: '104000.00', netAmount: '100000.5', kind: 'payment' },
      { amount: { value: '104000', currency: 'IDR' } },
      { netAmount: { value: '1.5', currency: 'USD' }, kind: 'purchase' },
      { amount: undefined, netAmount: undefined, kind: undefined },
    ]),
  )('takes $value', ({ value }) => {
    expect(fieldOf(() => checkExpectation('acme', value as never))).toBeNull()
  })

  it.each([
    { expected: null, field: 'expect' },
    { expected: '104000', field: 'expect' },
    { expected: [], field: 'expect' },
    { expected: { ammount: '104000' }, field: 'expect' },
    { expected: { amount: '104000', currency: 'IDR' }, field: 'expect' },
    { expected: { amount: 104000 }, field: 'expect.amount' },
    { expected: { amount: 104000n }, field: 'expect.amount' },
    { expected: { amount: '104.000' }, field: 'expect.amount' },
    { expected: { amount: '' }, field: 'expect.amount' },
    { expected: { amount: null }, field: 'expect.amount' },
    { expected: { amount: { value: '1' } }, field: 'expect.amount' },
    { expected: { amount: { value: 1, currency: 'IDR' } }, field: 'expect.amount' },
    { expected: { amount: { value: '1', currency: 'idr' } }, field: 'expect.amount' },
    { expected: { amount: { value: '1', currency: '' } }, field: 'expect.amount' },
    { expected: { netAmount: '-1' }, field: 'expect.netAmount' },
    { expected: { netAmount: { value: '1.234', currency: 'IDR' } }, field: 'expect.netAmount' },
    { expected: { kind: 'gift' }, field: 'expect.kind' },
    { expected: { kind: 'unknown' }, field: 'expect.kind' },
    { expected: { kind: null }, field: 'expect.kind' },
  ])('refuses $expected', ({ expected, field }) => {
    expect(fieldOf(() => checkExpectation('acme', expected as never))).toBe(field)
  })
})
