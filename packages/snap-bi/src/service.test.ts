import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBody } from './body-hash.ts'
import { parsePrivateKey, parsePublicKey } from './keys.ts'
import { serviceStringToSign, signService } from './service.ts'
import { expectRefusal } from './test-errors.ts'
import { badTexts } from './test-inputs.ts'
import { samplePrivateKey, samplePublicKey } from './test-vectors.ts'
import { verifySignature } from './verify.ts'

const privateKey = parsePrivateKey(samplePrivateKey)
const publicKey = parsePublicKey(samplePublicKey)
const request = {
  method: 'POST',
  path: '/v1.0/debit/notify',
  body: '{"latestTransactionStatus":"00"}',
  timestamp: '2024-05-02T14:43:08+07:00',
}

describe('signService', () => {
  it('joins four parts, without a token', () => {
    expect(signService({ ...request, privateKey }).stringToSign).toBe(
      `POST:/v1.0/debit/notify:${hashBody(request.body)}:2024-05-02T14:43:08+07:00`,
    )
  })

  it('verifies with the public half for any body, and not for another body', () => {
    assert(
      property(string({ unit: 'binary' }), (body) => {
        const { stringToSign, signature } = signService({ ...request, body, privateKey })
        expect(verifySignature({ stringToSign, signature, publicKey })).toBe(true)
        const other = serviceStringToSign({ ...request, bodyHash: hashBody(`${body} `) })
        expect(verifySignature({ stringToSign: other, signature, publicKey })).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  it('writes the same signature in hex on request', () => {
    const { stringToSign, signature } = signService({ ...request, privateKey, encoding: 'hex' })
    expect(signature).toMatch(/^[0-9a-f]{512}$/)
    expect(verifySignature({ stringToSign, signature, publicKey, encoding: 'hex' })).toBe(true)
  })

  it('returns its stages and nothing else', () => {
    const result = signService({ ...request, privateKey: samplePrivateKey })
    expect(Reflect.ownKeys(result)).toEqual(['bodyHash', 'stringToSign', 'signature'])
  })

  it.each(badTexts)('refuses %s', (_, text) => {
    for (const field of ['method', 'path', 'timestamp']) {
      expectRefusal(() => signService({ ...request, privateKey, [field]: text }), field)
    }
  })

  it('refuses a body hash in capital letters', () => {
    const bodyHash = hashBody(request.body).toUpperCase()
    expectRefusal(() => serviceStringToSign({ ...request, bodyHash }), 'bodyHash')
  })
})
