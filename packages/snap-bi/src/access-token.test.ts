import { describe, expect, it } from 'vitest'
import { accessTokenStringToSign, signAccessToken } from './access-token.ts'
import { parsePrivateKey } from './keys.ts'
import { expectRefusal } from './test-errors.ts'
import { badTexts } from './test-inputs.ts'
import { samplePrivateKey } from './test-vectors.ts'

const fields = { clientKey: 'sandbox-10001', timestamp: '2025-02-25T16:14:05+07:00' }
const privateKey = parsePrivateKey(samplePrivateKey)

describe('signAccessToken', () => {
  it('signs the timestamp as the characters given', () => {
    expect(accessTokenStringToSign({ ...fields, timestamp: '2024-03-01T08:27:49.024Z' })).toBe(
      'sandbox-10001|2024-03-01T08:27:49.024Z',
    )
  })

  it('writes the same signature in hex on request', () => {
    const base64 = signAccessToken({ ...fields, privateKey }).signature
    const hex = signAccessToken({ ...fields, privateKey, encoding: 'hex' }).signature
    expect(hex).toBe(Buffer.from(base64, 'base64').toString('hex'))
    expect(hex).toMatch(/^[0-9a-f]{512}$/)
  })

  it('equals RSASSA-PKCS1-v1_5 of WebCrypto, a second implementation', async () => {
    const der = Buffer.from(samplePrivateKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
    for (const clientKey of ['sandbox-10001', '962489e9-de5d-4eb7-92a4-b07d44d64bf4', 'toko-é']) {
      const { stringToSign, signature } = signAccessToken({ ...fields, clientKey, privateKey })
      const signed = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(stringToSign))
      expect(signature).toBe(Buffer.from(signed).toString('base64'))
    }
  })

  it('returns its stages and nothing else', () => {
    const result = signAccessToken({ ...fields, privateKey: samplePrivateKey })
    expect(Reflect.ownKeys(result)).toEqual(['stringToSign', 'signature'])
  })

  it.each(badTexts)('refuses %s', (_, text) => {
    for (const field of ['clientKey', 'timestamp']) {
      expectRefusal(() => signAccessToken({ ...fields, privateKey, [field]: text }), field)
    }
  })

  it('refuses another encoding', () => {
    const encoding = 'base64url' as never
    expectRefusal(() => signAccessToken({ ...fields, privateKey, encoding }), 'encoding')
  })
})
