import { assert, asyncProperty, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBody } from './body-hash.ts'
import { expectRefusal } from './test-errors.ts'

describe('hashBody', () => {
  it('hashes the empty string for a request without a body', () => {
    expect(hashBody('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('minifies nothing', () => {
    expect(hashBody('{"a": 1}')).not.toBe(hashBody('{"a":1}'))
  })

  it('equals the SHA-256 of WebCrypto over the UTF-8 bytes, a second implementation', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary' }), async (body) => {
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
        expect(hashBody(body)).toBe(Buffer.from(digest).toString('hex'))
      }),
    )
  })

  it('is 64 lower-case hex digits', () => {
    assert(
      property(string(), (body) => {
        expect(hashBody(body)).toMatch(/^[0-9a-f]{64}$/)
      }),
    )
  })

  it.each([
    ['a lone high surrogate', '{"buyer":"Sulastri \ud83d"}'],
    ['a lone low surrogate', '\ude00'],
    ['an object that was not serialized', { buyer: 'Sulastri' }],
    ['nothing', undefined],
    ['bytes', new Uint8Array([123, 125])],
  ])('refuses %s', (_, body) => {
    expectRefusal(() => hashBody(body as string), 'body', ['Sulastri'])
  })
})
