import { createHash, createHmac } from 'node:crypto'
import { assert, asyncProperty, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBody } from './body-hash.ts'
import { expectRefusal } from './test-errors.ts'
import { badTexts } from './test-inputs.ts'
import { expectedValue, input, vectorNamed } from './test-vectors.ts'
import { signTransaction, transactionStringToSign } from './transaction.ts'

const request = {
  method: 'POST',
  path: '/v1.0/inquiry-status',
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.x-y_z',
  body: '{"orderNo":"A1"}',
  timestamp: '2025-02-25T16:14:05+07:00',
  clientSecret: 'c14befbb5976d969a91db06439d7e0f9',
}

const bodies = string({ unit: 'binary' })
const secrets = string({ minLength: 1, unit: 'grapheme' }).filter(
  (text) => text === text.trim() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text),
)

describe('signTransaction', () => {
  it('equals the formula computed with node:crypto for any body', () => {
    assert(
      property(bodies, secrets, (body, clientSecret) => {
        const hash = createHash('sha256').update(Buffer.from(body, 'utf8')).digest('hex')
        const text = `POST:/v1.0/inquiry-status:${request.accessToken}:${hash}:${request.timestamp}`
        const signature = createHmac('sha512', Buffer.from(clientSecret, 'utf8'))
          .update(text)
          .digest('base64')
        expect(signTransaction({ ...request, body, clientSecret })).toEqual({
          bodyHash: hash,
          stringToSign: text,
          signature,
        })
      }),
    )
  })

  it('equals HMAC-SHA512 of WebCrypto, a second implementation', async () => {
    const encoder = new TextEncoder()
    await assert(
      asyncProperty(
        bodies,
        secrets,
        constantFrom('GET', 'POST', 'PUT', 'DELETE'),
        async (body, clientSecret, method) => {
          const { stringToSign, signature } = signTransaction({ ...request, body, clientSecret, method })
          const algorithm = { name: 'HMAC', hash: 'SHA-512' }
          const key = await crypto.subtle.importKey('raw', encoder.encode(clientSecret), algorithm, false, [
            'sign',
          ])
          const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(stringToSign))
          expect(signature).toBe(Buffer.from(signed).toString('base64'))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('writes the same signature in hex on request', () => {
    const vector = vectorNamed('inquiry-by-orderNo-page-body')
    const { signature } = signTransaction({
      method: input(vector, 'httpMethod'),
      path: input(vector, 'endpointUrl'),
      accessToken: input(vector, 'accessToken'),
      body: '{"tradeType":2,"orderNo":"D_1740470950370"}',
      timestamp: input(vector, 'timestamp'),
      clientSecret: input(vector, 'clientSecret'),
      encoding: 'hex',
    })
    expect(signature).toBe(Buffer.from(expectedValue(vector), 'base64').toString('hex'))
  })

  it('does not minify: other white space is another signature', () => {
    const spaced = signTransaction({ ...request, body: '{"orderNo": "A1"}' })
    expect(spaced.signature).not.toBe(signTransaction(request).signature)
  })

  it('returns its stages and nothing else', () => {
    const result = signTransaction(request)
    expect(Reflect.ownKeys(result)).toEqual(['bodyHash', 'stringToSign', 'signature'])
    expect(JSON.stringify(result)).not.toContain(request.clientSecret)
  })

  it.each(badTexts)('refuses %s', (_, text) => {
    for (const field of ['method', 'path', 'accessToken', 'timestamp', 'clientSecret']) {
      expectRefusal(() => signTransaction({ ...request, [field]: text }), field)
    }
  })

  it.each(['Bearer abc.def', 'bearer abc.def', 'BEARER  abc.def'])(
    'refuses the token %s with its fix, without quoting it',
    (accessToken) => {
      const call = () => signTransaction({ ...request, accessToken })
      expectRefusal(call, 'accessToken', ['abc.def'])
      expect(call).toThrow('must not begin with "Bearer "')
    },
  )

  it('signs a token that only begins with the same letters', () => {
    expect(signTransaction({ ...request, accessToken: 'bearertoken' }).stringToSign).toContain(
      ':bearertoken:',
    )
  })

  it.each(['post', 'Post', 'POST ', 'M-SEARCH', 'POST:'])('refuses the method %s', (method) => {
    expectRefusal(() => signTransaction({ ...request, method }), 'method')
  })

  it.each([
    ['an address', 'https://sandbox-gateway.smilepay.id/v1.0/inquiry-status'],
    ['an address without its scheme', '//sandbox-gateway.smilepay.id/v1.0/inquiry-status'],
    ['no slash at the beginning', 'v1.0/inquiry-status'],
    ['a space', '/v1.0/inquiry status'],
    ['a letter that is sent percent-encoded', '/v1.0/inquiry?name=é'],
    ['a fragment, which is not sent', '/v1.0/inquiry-status#top'],
    ['a backslash, which is sent as a slash', '/v1.0\\inquiry-status'],
  ])('refuses a path with %s', (_, path) => {
    expectRefusal(() => signTransaction({ ...request, path }), 'path')
  })

  it.each(['/', '/v1.0/x?EndDate=2016-09-01&StartDate=2016-09-01', '/v1.0/transfer%20status'])(
    'signs the path %s as it stands',
    (path) => {
      expect(signTransaction({ ...request, path }).stringToSign).toMatch(`POST:${path}:`)
    },
  )

  it('refuses a body that is not text, and another encoding', () => {
    expectRefusal(() => signTransaction({ ...request, body: { orderNo: 'A1' } as never }), 'body')
    expectRefusal(() => signTransaction({ ...request, encoding: 'HEX' as never }), 'encoding')
  })

  it('never shows the secret or the token in an error', () => {
    const secretsOfRequest = [request.clientSecret, request.accessToken]
    for (const field of ['method', 'path', 'timestamp', 'body', 'encoding']) {
      expectRefusal(() => signTransaction({ ...request, [field]: '\ud83d' }), field, secretsOfRequest)
    }
    const clientSecret = `${request.clientSecret}\n`
    expectRefusal(() => signTransaction({ ...request, clientSecret }), 'clientSecret', secretsOfRequest)
  })
})

describe('transactionStringToSign', () => {
  const bodyHash = hashBody(request.body)

  it('joins the five parts', () => {
    expect(transactionStringToSign({ ...request, bodyHash })).toBe(
      `POST:/v1.0/inquiry-status:${request.accessToken}:${bodyHash}:2025-02-25T16:14:05+07:00`,
    )
  })

  it.each([
    ['capital letters', bodyHash.toUpperCase()],
    ['base64', Buffer.from(bodyHash, 'hex').toString('base64')],
    ['the body itself', request.body],
    ['the empty text', ''],
    ['nothing', undefined],
  ])('refuses %s as the body hash', (_, wrong) => {
    expectRefusal(() => transactionStringToSign({ ...request, bodyHash: wrong as string }), 'bodyHash')
  })
})
