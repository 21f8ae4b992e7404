import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { signAccessToken } from './access-token.ts'
import { parsePrivateKey, parsePublicKey } from './keys.ts'
import { expectRefusal } from './test-errors.ts'
import { expectedValue, input, samplePrivateKey, samplePublicKey, vectorNamed } from './test-vectors.ts'
import { verifySignature } from './verify.ts'

const vector = vectorNamed('midtrans-access-token-asymmetric')
const fields = { clientKey: input(vector, 'clientKey'), timestamp: input(vector, 'timestamp') }

function base64Of(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '')
}

function lines(base64: string): string {
  return base64.match(/.{1,64}/g)?.join('\n') ?? ''
}

function pem(key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string {
  return key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString()
}

function spki(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

const pkcs8 = samplePrivateKey
const pkcs1 = pem(createPrivateKey(samplePrivateKey), 'pkcs1')

const privateForms = [
  ['PKCS#8 PEM', pkcs8],
  ['PKCS#1 PEM', pkcs1],
  ['bare PKCS#8 base64', base64Of(pkcs8)],
  ['bare PKCS#1 base64', base64Of(pkcs1)],
  ['bare base64 with line breaks', lines(base64Of(pkcs8))],
  ['PEM with Windows line ends', pkcs8.replaceAll('\n', '\r\n')],
  ['PEM with \\n as two characters, as in an environment variable', pkcs8.replaceAll('\n', '\\n')],
  ['PEM with \\r\\n as four characters', pkcs8.replaceAll('\n', '\\r\\n')],
  ['PEM in one line, line breaks turned into spaces', pkcs8.replaceAll('\n', ' ')],
  ['PEM without any line break', pkcs8.replaceAll('\n', '')],
  ['PEM with white space around it', `\n  ${pkcs8}\n\n`],
  ['PEM behind a byte order mark', `\ufeff${pkcs8}`],
  ['PEM below the attributes that openssl pkcs12 writes', `Bag Attributes\n    friendlyName: snap\n${pkcs8}`],
  [
    'PKCS#8 between PKCS#1 lines',
    `-----BEGIN RSA PRIVATE KEY-----\n${base64Of(pkcs8)}\n-----END RSA PRIVATE KEY-----`,
  ],
] as const

describe('parsePrivateKey', () => {
  it.each(privateForms)('%s gives the published signature, parsed or as text', (_, text) => {
    expect(signAccessToken({ ...fields, privateKey: text }).signature).toBe(expectedValue(vector))
    const privateKey = parsePrivateKey(text)
    expect(signAccessToken({ ...fields, privateKey }).signature).toBe(expectedValue(vector))
  })

  it('shows nothing of the key when printed or serialized', () => {
    const privateKey = parsePrivateKey(pkcs8)
    expect(JSON.stringify({ privateKey })).toBe('{"privateKey":{}}')
    const shown = inspect(privateKey, { showHidden: true, depth: null, getters: true })
    expect(shown).not.toMatch(/[A-Za-z0-9+/]{64}/)
    expect(String(privateKey)).toBe('[object KeyObject]')
  })

  it('accepts 2048 bits and refuses less', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    expectRefusal(() => parsePrivateKey(pem(privateKey, 'pkcs8')), 'privateKey')
    expect(createPrivateKey(pkcs8).asymmetricKeyDetails?.modulusLength).toBe(2048)
  })

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  const sample = createPrivateKey(pkcs8)
  const locked = { cipher: 'aes-256-cbc', passphrase: 'secret', format: 'pem' } as const
  const lockedPkcs8 = sample.export({ ...locked, type: 'pkcs8' }).toString()

  it.each([
    ['a public key', samplePublicKey, /public key/],
    ['a bare public key', base64Of(samplePublicKey), /public key/],
    [
      'a PKCS#1 public key',
      createPublicKey(pkcs8).export({ type: 'pkcs1', format: 'pem' }).toString(),
      /public key/,
    ],
    ['an EC key', pem(ec.privateKey, 'pkcs8'), /RSA/],
    ['an EC key in its own form', pem(ec.privateKey, 'sec1'), /RSA/],
    ['a bare EC key', base64Of(pem(ec.privateKey, 'pkcs8')), /RSA/],
    ['an Ed25519 key', pem(generateKeyPairSync('ed25519').privateKey, 'pkcs8'), /RSA/],
    ['an RSA-PSS key, whose padding is another', pem(pss.privateKey, 'pkcs8'), /RSA-PSS/],
    ['a locked PKCS#8 key', lockedPkcs8, /passphrase/],
    ['a locked bare PKCS#8 key', base64Of(lockedPkcs8), /passphrase/],
    ['a locked PKCS#1 key', sample.export({ ...locked, type: 'pkcs1' }).toString(), /passphrase/],
    ['two keys', `${pkcs8}\n${pkcs8}`, /exactly one key/],
    ['a key without its END line', pkcs8.replace('-----END PRIVATE KEY-----', ''), /END line/],
    ['a key that was cut', base64Of(pkcs8).slice(0, 800), /cannot be read/],
    ['base64 that was cut in the middle of a group', base64Of(pkcs8).slice(0, 801), /base64/],
    ['base64 with a foreign character', base64Of(pkcs8).replace('q', '*'), /base64/],
    ['a key with a wrong modulus', withFlippedByte(pkcs8, 100), /damaged/],
    ['a key whose modulus became even', withFlippedByte(pkcs8, 293), /damaged/],
    ['a path instead of a key', './keys/private.pem', /base64/],
    ['the empty text', '', /must be a string/],
    ['white space', ' \n ', /must be a string/],
    ['nothing', undefined, /must be a string/],
    ['a buffer', Buffer.from(pkcs8), /must be a string/],
  ])('refuses %s', (_, text, fix) => {
    const call = () => parsePrivateKey(text as string)
    expectRefusal(call, 'privateKey', fragments(String(text)))
    expect(call).toThrow(fix)
    expect(() => signAccessToken({ ...fields, privateKey: text as string })).toThrow(/^privateKey /)
  })

  it('refuses what was not parsed here', () => {
    for (const privateKey of [{}, createPublicKey(pkcs8), ec.privateKey, null]) {
      expectRefusal(() => signAccessToken({ ...fields, privateKey: privateKey as never }), 'privateKey')
    }
  })
})

describe('parsePublicKey', () => {
  const stringToSign = `${fields.clientKey}|${fields.timestamp}`
  const signature = expectedValue(vector)

  it.each([
    ['SPKI PEM', samplePublicKey],
    ['bare base64', base64Of(samplePublicKey)],
    ['bare base64 with line breaks', lines(base64Of(samplePublicKey))],
    ['PEM with \\n as two characters', samplePublicKey.replaceAll('\n', '\\n')],
  ])('%s verifies the published signature, parsed or as text', (_, text) => {
    expect(verifySignature({ stringToSign, signature, publicKey: text })).toBe(true)
    expect(verifySignature({ stringToSign, signature, publicKey: parsePublicKey(text) })).toBe(true)
  })

  it.each([
    ['a private key', pkcs8],
    ['a bare private key', base64Of(pkcs8)],
    ['an EC key', spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)],
    ['an RSA-PSS key', spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey)],
    ['a key below 2048 bits', spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
    ['a key that was cut', base64Of(samplePublicKey).slice(0, 200)],
    ['nothing', undefined],
  ])('refuses %s', (_, text) => {
    expectRefusal(() => parsePublicKey(text as string), 'publicKey', fragments(String(text)))
  })

  it('refuses a parsed private key', () => {
    const publicKey = parsePrivateKey(pkcs8) as never
    expectRefusal(() => verifySignature({ stringToSign, signature, publicKey }), 'publicKey')
  })
})

/** Pieces of a key text that an error must not show. */
function fragments(text: string): string[] {
  return (base64Of(text).match(/[A-Za-z0-9+/]{24}/g) ?? []).slice(0, 40)
}

function withFlippedByte(privateKeyPem: string, position: number): string {
  const der = Buffer.from(base64Of(privateKeyPem), 'base64')
  der.writeUInt8(der.readUInt8(position) ^ 1, position)
  return der.toString('base64')
}
