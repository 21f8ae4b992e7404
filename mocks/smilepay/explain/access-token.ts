import {
  constants,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  sign,
  verify,
} from 'node:crypto'
import { explainSignature } from '../../src/explain/explain-signature.ts'
import {
  type ExplainContext,
  type ExplainedRequest,
  headerOf,
  type LikelyMistake,
  possible,
  seen,
} from '../../src/explain/explanation.ts'
import {
  digest,
  encodingMistakes,
  hmac,
  otherText,
  otherValue,
  textMistakes,
} from '../../src/explain/mistakes.ts'
import { type Mistake, mistake, type Recipe, recipe, replacing } from '../../src/explain/recipe.ts'
import { timestampMistakes } from '../../src/explain/timestamp-mistakes.ts'
import { isRsaSignatureValid } from '../verify-signature.ts'
import { type AcceptedCredentials, explainHeaders, merchantIdsOf } from './snap-request.ts'

/** Printed in the vendor's pages and demos, so the private halves may be in many copies. */
const publishedKeys = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlWbtlh3eM+bW3n5AFj42wddC4L7tQqbLiCFbTv8K67yng9iwK5mEn+UMXiRhvB2JVWFafCPPxFamsiVG3MjneGjC0BYgmpmw4qXnAnyO3nCdCuPtmZ3ljhKvSTPdWZxrcLi1Xa9V/+Pzb8hrjb5iwMn6SZFNeMmZYgFKiSeueo6TPln2PoTqXCzs1HtsM8eUVe8GAsjJe/3dYl992nyXOpG21GgNu8o5T3WOptPg6GdDTWkTWUu483yRbVVy04Pz4L8DDZTDv+WcsAViDn1rA/jB1Auj/UGKx2ovGcBH/a/hor5TbABbODU6cPTHT54K3sSZtvZNV4eFDB1f/4wdfwIDAQAB',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Hb1zQUi7LDTqLkIwFcO9KhgG5qsu3oMPdYhtzJY6RZ4RVl5PmEDh7NqQbzCt0uimY5C4BltF4JUGEOwFS5r/FJhPLdiJm3CoyDadRwowwujnNk5WqSAiZl9xXmE+Vg/fiRhPtfUMZLtdkqcXfJSUaC9IQI+JU6qGfvTPPoC4ivOgMhvJl8dI0xffoZ1EwfWh36WPj8g4OAHwaUpbfsxkR66vAhKYSKup1aZ1CCPfUa4dc2sWqubEX9PqTvMG3F50sp+RXVux+mkzjER0p37MNXXZP2L32D/Uj0RluEb96ycIRA8G4UjZxRP1uSzJ/2iK43/3wj8LMGFMYJxAhqZ/QIDAQAB',
].map((key) => createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }))

/** In bytes, for a key of 2048 bits with the padding of PKCS#1. */
const longestEncrypted = 245

const formula = 'X-CLIENT-KEY|X-TIMESTAMP'
const rule = `${formula} signed with SHA256withRSA (PKCS#1 v1.5), as base64`

function verifies(hash: string, key: KeyObject, options = {}): Recipe['matches'] {
  return (text, received) =>
    verify(hash, Buffer.from(text), { key, ...options }, Buffer.from(received, 'base64'))
}

function rsaMistakes({ privateKey, merchantSecret }: AcceptedCredentials): Mistake[] {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  const row = (id: string, what: string, changes: () => Array<Partial<Recipe>>) =>
    mistake(id, `${what}; send ${rule}`, changes)
  const signing = (sign: (text: string) => Buffer): Partial<Recipe> => ({
    sign: (text) => sign(String(text)),
    matches: null,
  })
  const encrypt = (content: Buffer) => privateEncrypt(privateKey, content.subarray(0, longestEncrypted))
  return [
    row('another-algorithm', 'RSA was used with another hash', () =>
      ['sha1', 'sha384', 'sha512', 'md5'].map((hash) => ({ matches: verifies(hash, privateKey) })),
    ),
    row('pss-instead-of-pkcs1', 'the padding of the signature is PSS', () =>
      ['sha256', 'sha512'].map((hash) => ({ matches: verifies(hash, privateKey, pss) })),
    ),
    row('symmetric-instead-of-asymmetric', 'an HMAC with the merchant secret was used', () =>
      ['sha512', 'sha256'].map((hash) => signing((text) => hmac(hash)(text, merchantSecret))),
    ),
    row('encrypted-instead-of-signed', 'the text or its hash was encrypted, not signed', () => [
      signing((text) => encrypt(Buffer.from(text))),
      signing((text) => encrypt(digest('sha256', text))),
    ]),
    row('text-hashed-first', 'the text was hashed before signing, which hashes it again', () =>
      (['hex', 'base64'] as const).map((form) => ({
        finish: (text) => digest('sha256', text).toString(form),
      })),
    ),
    row('published-sample-key', 'a sample key that the vendor published was used', () =>
      publishedKeys.map((key) => ({ matches: verifies('sha256', key) })),
    ),
  ]
}

function explainForeign(received: string, key: KeyObject): LikelyMistake {
  try {
    publicDecrypt(key, Buffer.from(received, 'base64'))
    return seen('another-text', `the private key is right, but another text was signed; sign ${formula}`)
  } catch {
    const fix =
      'none of the known mistakes reproduces this signature; most likely another private key was used'
    return possible('another-private-key', fix)
  }
}

/** Explains the access token request. The page is https://docs.smilepay.id/token. */
export function explainAccessToken(
  request: ExplainedRequest,
  context: ExplainContext,
  accepted: AcceptedCredentials,
) {
  const { partnerId, merchantSecret, privateKey } = accepted
  const clientKey = headerOf(request, 'X-CLIENT-KEY')
  const received = headerOf(request, 'X-SIGNATURE')
  const problems = explainHeaders(request, context, partnerId, 'X-CLIENT-KEY', [])
  if (clientKey === '' && headerOf(request, 'X-PARTNER-ID') !== '') {
    const fix = 'the merchant id is in X-PARTNER-ID; send it as X-CLIENT-KEY'
    problems.unshift(seen('partner-id-instead-of-client-key', fix))
  }
  const otherIds = [...merchantIdsOf(partnerId, context.session), clientKey.replace(/^sandbox-/, '')]
  const secretSigned = replacing('X-CLIENT-KEY', () => [merchantSecret])
  return explainSignature({
    call: 'access-token',
    problems,
    recipe: recipe({
      parts: { 'X-CLIENT-KEY': clientKey, 'X-TIMESTAMP': headerOf(request, 'X-TIMESTAMP') },
      order: ['X-CLIENT-KEY', 'X-TIMESTAMP'],
      separator: '|',
      secret: '',
      sign: (text) => sign('sha256', Buffer.from(text), privateKey),
      encode: (bytes) => bytes.toString('base64'),
      matches: (text, signature) => isRsaSignatureValid(signature, text, privateKey),
    }),
    rule,
    secretName: 'private key',
    received,
    mistakes: [
      ...timestampMistakes('X-TIMESTAMP'),
      ...textMistakes(formula),
      otherValue('another-client-key-signed', 'sign the X-CLIENT-KEY that is sent', 'X-CLIENT-KEY', otherIds),
      mistake('secret-in-text', `the merchant secret was signed; sign ${formula}`, secretSigned),
      otherText('body-signed', `the body was signed; sign ${formula}`, () => request.body),
      ...encodingMistakes('base64'),
      ...rsaMistakes(accepted),
    ],
    secrets: [{ name: 'merchantSecret', text: merchantSecret }],
    unexplained: explainForeign(received, privateKey),
  })
}
