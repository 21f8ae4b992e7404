import { constants, createSign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parsePublicKey } from './keys.ts'
import { expectRefusal } from './test-errors.ts'
import {
  expectedValue,
  input,
  samplePrivateKey,
  samplePublicKey,
  stage,
  vectorNamed,
} from './test-vectors.ts'
import { verifySignature } from './verify.ts'

const vector = vectorNamed('midtrans-notification-asymmetric-verify')
const stringToSign = stage(vector, 'stringToSign')
const signature = expectedValue(vector)
const publicKey = parsePublicKey(samplePublicKey)
const good = { stringToSign, signature, publicKey }

describe('verifySignature', () => {
  it('accepts the published signature in base64 and in hex of either case', () => {
    expect(verifySignature(good)).toBe(true)
    const hex = Buffer.from(signature, 'base64').toString('hex')
    expect(verifySignature({ ...good, signature: hex, encoding: 'hex' })).toBe(true)
    expect(verifySignature({ ...good, signature: hex.toUpperCase(), encoding: 'hex' })).toBe(true)
  })

  it.each([
    ['one character changed', signature.replace('R', 'S')],
    ['one character missing', signature.slice(1)],
    ['its padding missing', signature.replaceAll('=', '')],
    ['a line break in it', `${signature.slice(0, 76)}\n${signature.slice(76)}`],
    ['foreign characters in it', `*${signature}`],
    ['base64url letters', signature.replaceAll('+', '-').replaceAll('/', '_')],
    ['something behind it', `${signature}AAAA`],
    ['hex where base64 is expected', Buffer.from(signature, 'base64').toString('hex')],
    ['the empty text', ''],
  ])('says false for a signature with %s', (_, wrong) => {
    expect(verifySignature({ ...good, signature: wrong })).toBe(false)
  })

  it.each([undefined, null, 42, [signature]])('says false for %s, which is no text', (wrong) => {
    expect(verifySignature({ ...good, signature: wrong as unknown as string })).toBe(false)
  })

  it('says false for another text and for another key', () => {
    expect(verifySignature({ ...good, stringToSign: stringToSign.replace('POST', 'GET') })).toBe(false)
    const otherKey = input(vectorNamed('docs-signature-page-public-key'), 'publicKeySpkiBase64')
    expect(verifySignature({ ...good, publicKey: otherKey })).toBe(false)
  })

  it('says false for the other padding (PSS) and for the older digest (SHA-1)', () => {
    const pss = { key: samplePrivateKey, padding: constants.RSA_PKCS1_PSS_PADDING }
    const withPss = createSign('RSA-SHA256').update(stringToSign).sign(pss, 'base64')
    const withSha1 = createSign('RSA-SHA1').update(stringToSign).sign(samplePrivateKey, 'base64')
    expect(verifySignature({ ...good, signature: withPss })).toBe(false)
    expect(verifySignature({ ...good, signature: withSha1 })).toBe(false)
  })

  it('refuses a bad key, encoding or string to sign', () => {
    expectRefusal(() => verifySignature({ ...good, publicKey: 'none' }), 'publicKey')
    expectRefusal(() => verifySignature({ ...good, encoding: 'latin1' as never }), 'encoding')
    expectRefusal(() => verifySignature({ ...good, stringToSign: undefined as never }), 'stringToSign')
  })
})
