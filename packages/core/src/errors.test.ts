import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  CekStatusError,
  configurationError,
  type ErrorCode,
  type ErrorInfo,
  errorCodes,
  errorInfo,
  isCekStatusError,
} from './errors.ts'

const retryable: Record<ErrorCode, boolean> = {
  CONFIGURATION: false,
  NETWORK: true,
  TIMEOUT: true,
  ABORTED: false,
  RATE_LIMITED: true,
  PROVIDER_UNAVAILABLE: true,
  AUTHENTICATION: false,
  NOT_FOUND: false,
  REJECTED: false,
  RESPONSE_INVALID: false,
  RESPONSE_MISMATCH: false,
  AMBIGUOUS: false,
}

describe('errorInfo', () => {
  it.each(Object.entries(retryable))('decides whether %s is retryable: %s', (code, expected) => {
    expect(errorInfo[code as ErrorCode]).toEqual({
      retryable: expected,
      meaning: expect.stringMatching(/^\S.+\S$/),
    })
    expect(new CekStatusError({ code: code as ErrorCode, message: 'x' }).retryable).toBe(expected)
  })

  it('has a row for every code and no other', () => {
    expect(errorCodes).toEqual(Object.keys(retryable))
    expect(Object.isFrozen(errorCodes)).toBe(true)
    expectTypeOf<keyof typeof errorInfo>().toEqualTypeOf<ErrorCode>()
  })

  it('does not compile without a row for one of them', () => {
    const { ABORTED: _aborted, ...incomplete } = errorInfo
    // @ts-expect-error the row of `ABORTED` is missing
    const rows = incomplete satisfies Record<ErrorCode, ErrorInfo>
    expect(rows).not.toHaveProperty('ABORTED')
  })
})

describe('CekStatusError', () => {
  it('carries what is known and null for the rest', () => {
    const error = new CekStatusError({ code: 'NETWORK', message: 'no complete answer' })
    expect({ ...error }).toEqual({
      name: 'CekStatusError',
      code: 'NETWORK',
      provider: null,
      retryable: true,
      field: null,
      httpStatus: null,
      contentType: null,
      providerCode: null,
      providerMessage: null,
      hint: null,
      attempts: 0,
      retryAfterMs: null,
      limitedBy: null,
      providerReferences: [],
    })
    expect(error).toBeInstanceOf(Error)
    expect(error.message).toBe('no complete answer')
    expect('cause' in error).toBe(false)
  })

  it('keeps every detail', () => {
    const details = {
      provider: 'acme',
      field: 'apiKey',
      httpStatus: 429,
      contentType: 'application/json',
      providerCode: 'E1',
      providerMessage: 'slow down',
      hint: 'wait',
      attempts: 2,
      retryAfterMs: 1000,
      limitedBy: 'provider' as const,
    }
    const cause = new Error('why')
    const error = new CekStatusError({ code: 'RATE_LIMITED', message: 'x', cause, ...details })
    expect(error).toMatchObject(details)
    expect(error.cause).toBe(cause)
  })

  it('is told from its stack and from JSON', () => {
    const error = new CekStatusError({
      code: 'NOT_FOUND',
      message: 'acme found no transaction with this reference',
    })
    expect(String(error)).toBe('CekStatusError: acme found no transaction with this reference')
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: 'CekStatusError', code: 'NOT_FOUND' })
    expect(inspect(error)).toContain('acme found no transaction with this reference')
  })
})

describe('isCekStatusError', () => {
  it('knows the errors of a second copy of the module, which instanceof does not', async () => {
    const specifier = `${new URL('./errors.ts', import.meta.url).href}?copy`
    const copy = (await import(specifier)) as typeof import('./errors.ts')
    const foreign = new copy.CekStatusError({ code: 'TIMEOUT', message: 'x' })
    expect(copy.CekStatusError).not.toBe(CekStatusError)
    expect(foreign).not.toBeInstanceOf(CekStatusError)
    expect(isCekStatusError(foreign)).toBe(true)
    expect(copy.isCekStatusError(new CekStatusError({ code: 'TIMEOUT', message: 'x' }))).toBe(true)
  })

  it.each([
    undefined,
    null,
    'CekStatusError',
    7,
    {},
    new Error('x'),
    { name: 'CekStatusError', code: 'TIMEOUT' },
  ])('is false for %s', (value) => {
    expect(isCekStatusError(value)).toBe(false)
  })
})

describe('configurationError', () => {
  it('has the message and the field that it was given, and no hint of its own', () => {
    const error = configurationError('acme', 'apiKey', 'apiKey must be a string')
    expect(error).toMatchObject({
      code: 'CONFIGURATION',
      provider: 'acme',
      field: 'apiKey',
      hint: null,
      message: 'apiKey must be a string',
      attempts: 0,
    })
  })
})
