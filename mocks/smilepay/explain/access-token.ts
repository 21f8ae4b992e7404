import { createPublicKey, sign } from 'node:crypto'
import type {
  ExplainContext,
  ExplainedRequest,
  LikelyMistake,
  SignatureExplanation,
} from '../../src/explain/explanation.ts'
import { type Dimension, findDeviations } from '../../src/explain/find-deviations.ts'
import { clip, maskSecret, withoutSecrets } from '../../src/explain/mask.ts'
import { createDigestMatcher } from '../../src/explain/match-digest.ts'
import {
  describeSignature,
  readSignature,
  type SignatureReading,
} from '../../src/explain/received-signature.ts'
import {
  digestOf,
  findPssHash,
  type OpenedSignature,
  openRsaSignature,
} from '../../src/explain/rsa-signature.ts'
import {
  explainHeaders,
  headerOf,
  possible,
  seen,
  summarize,
  withoutRepeats,
} from '../../src/explain/stages.ts'
import { tokenPath } from '../read-call.ts'
import { isRsaSignatureValid } from '../verify-signature.ts'
import { buildTokenText, type TokenRecipe, tokenDimensions } from './access-token-deviations.ts'
import { type AcceptedCredentials, hmac } from './inquiry-recipe.ts'
import { isOwnMerchant, merchantIdsOf } from './merchant.ts'
import { explainTimestamp, stageOfTimestamp } from './timestamp.ts'

const mandatoryHeaders = ['Content-Type', 'X-TIMESTAMP', 'X-CLIENT-KEY', 'X-SIGNATURE']

/** Printed in the vendor's pages and demos, so the private halves may be in many copies. */
const publishedKeys = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlWbtlh3eM+bW3n5AFj42wddC4L7tQqbLiCFbTv8K67yng9iwK5mEn+UMXiRhvB2JVWFafCPPxFamsiVG3MjneGjC0BYgmpmw4qXnAnyO3nCdCuPtmZ3ljhKvSTPdWZxrcLi1Xa9V/+Pzb8hrjb5iwMn6SZFNeMmZYgFKiSeueo6TPln2PoTqXCzs1HtsM8eUVe8GAsjJe/3dYl992nyXOpG21GgNu8o5T3WOptPg6GdDTWkTWUu483yRbVVy04Pz4L8DDZTDv+WcsAViDn1rA/jB1Auj/UGKx2ovGcBH/a/hor5TbABbODU6cPTHT54K3sSZtvZNV4eFDB1f/4wdfwIDAQAB',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Hb1zQUi7LDTqLkIwFcO9KhgG5qsu3oMPdYhtzJY6RZ4RVl5PmEDh7NqQbzCt0uimY5C4BltF4JUGEOwFS5r/FJhPLdiJm3CoyDadRwowwujnNk5WqSAiZl9xXmE+Vg/fiRhPtfUMZLtdkqcXfJSUaC9IQI+JU6qGfvTPPoC4ivOgMhvJl8dI0xffoZ1EwfWh36WPj8g4OAHwaUpbfsxkR66vAhKYSKup1aZ1CCPfUa4dc2sWqubEX9PqTvMG3F50sp+RXVux+mkzjER0p37MNXXZP2L32D/Uj0RluEb96ycIRA8G4UjZxRP1uSzJ/2iK43/3wj8LMGFMYJxAhqZ/QIDAQAB',
].map((key) => createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }))

const rule = 'Sign X-CLIENT-KEY|X-TIMESTAMP with SHA256withRSA (PKCS#1 v1.5) and the private key, as base64.'

type Finding = Omit<LikelyMistake, 'certainty'>

interface Proof {
  mistakes: LikelyMistake[]
  /** The text that was signed; `null` where only the key or the algorithm is known. */
  text: string | null
}

const prove = (findings: readonly Finding[], text: string | null): Proof => ({
  mistakes: findings.map(({ id, what, fix }) => ({ id, certainty: 'proven', what, fix })),
  text,
})

interface Facts {
  recipe: TokenRecipe
  dimensions: Dimension<TokenRecipe>[]
  signature: string
  readings: SignatureReading[]
  credentials: AcceptedCredentials
}

const anotherText: Finding = {
  id: 'another-text',
  what: 'The key is the right one, but a text was signed that is not among those tried.',
  fix: 'Print the text before signing; it is X-CLIENT-KEY, a vertical bar and X-TIMESTAMP.',
}

/** A signature of the right key says which hash was used and which digest was signed. */
const proveOpened = (
  { recipe, dimensions }: Facts,
  reading: SignatureReading,
  opened: OpenedSignature,
): Proof => {
  const { hash, content } = opened
  if (hash === null) {
    const holds = (text: string): boolean =>
      [text, digestOf('sha256', text).toString('hex'), digestOf('sha256', text).toString('base64')].some(
        (held) => content.equals(Buffer.from(held)),
      ) || content.equals(digestOf('sha256', text))
    const { found } = findDeviations(recipe, dimensions, (candidate) =>
      holds(buildTokenText(candidate)) ? true : null,
    )
    const encrypted = {
      id: 'encrypted-instead-of-signed',
      what: 'The text or its hash was encrypted with the private key instead of being signed.',
      fix: 'Use the signing function (openssl_sign, Signature, crypto.sign), which adds the name of the hash.',
    }
    return prove(
      [encrypted, ...(found?.deviations ?? []), ...reading.findings],
      found ? buildTokenText(found.recipe) : null,
    )
  }
  const { found } = findDeviations(recipe, dimensions, (candidate) =>
    digestOf(hash, buildTokenText(candidate)).equals(content) ? true : null,
  )
  const algorithm =
    hash === 'sha256'
      ? []
      : [{ id: 'another-algorithm', what: `The text was signed with ${hash} and RSA.`, fix: rule }]
  return prove(
    [...algorithm, ...(found ? found.deviations : [anotherText]), ...reading.findings],
    found ? buildTokenText(found.recipe) : null,
  )
}

const provePss = (facts: Facts, reading: SignatureReading): Proof | null => {
  const { recipe, dimensions, credentials } = facts
  // Verifying costs far more than hashing, so only single deviations are tried.
  const candidates = [
    { findings: [], text: buildTokenText(recipe) },
    ...dimensions
      .flat()
      .filter(({ alone }) => !alone)
      .map((deviation) => ({ findings: [deviation], text: buildTokenText(deviation.apply(recipe)) })),
  ]
  for (const { findings, text } of candidates) {
    const hash = findPssHash(reading.bytes, text, credentials.publicKey)
    if (hash === null) continue
    return prove(
      [
        {
          id: 'pss-instead-of-pkcs1',
          what: `The padding of the signature is PSS (with ${hash}).`,
          fix: rule,
        },
        ...findings,
        ...reading.findings,
      ],
      text,
    )
  }
  return null
}

const proveHmac = ({ recipe, dimensions, signature, credentials }: Facts): Proof | null => {
  const matcher = createDigestMatcher(signature, 'base64')
  for (const hash of ['sha512', 'sha256']) {
    const { found } = findDeviations(recipe, dimensions, (candidate) =>
      matcher(hmac(hash)(credentials.merchantSecret, buildTokenText(candidate))),
    )
    if (!found) continue
    const symmetric = {
      id: 'symmetric-instead-of-asymmetric',
      what: `The token request is signed with HMAC-${hash.toUpperCase()} and the merchant secret.`,
      fix: rule,
    }
    return prove([symmetric, ...found.deviations, ...found.match], buildTokenText(found.recipe))
  }
  return null
}

const proveForeignKey = (reading: SignatureReading): Proof | null =>
  publishedKeys.some((key) => openRsaSignature(reading.bytes, key) !== null)
    ? prove(
        [
          {
            id: 'published-sample-key',
            what: 'The text was signed with a sample key that the vendor once published, not the key of this mock.',
            fix: 'Use the private key that the mock prints or exports.',
          },
        ],
        null,
      )
    : null

/** RSA with this padding signs a text always the same way, so a damaged signature can be told from a foreign one. */
const proveDamage = ({ recipe, signature, credentials }: Facts): Proof | null => {
  if (!credentials.privateKey) return null
  const text = buildTokenText(recipe)
  const right = sign('sha256', Buffer.from(text), credentials.privateKey)
  const findings = createDigestMatcher(signature, 'base64')(right)
  return findings ? prove(findings, text) : null
}

const proveSignature = (facts: Facts): Proof | null => {
  const { readings, credentials } = facts
  const damaged = proveDamage(facts)
  if (damaged) return damaged
  const ofKeySize = readings.find(({ bytes }) => bytes.length === 256)
  if (!ofKeySize) return readings.some(({ bytes }) => bytes.length <= 64) ? proveHmac(facts) : null
  const opened = openRsaSignature(ofKeySize.bytes, credentials.publicKey)
  if (opened) return proveOpened(facts, ofKeySize, opened)
  return proveForeignKey(ofKeySize) ?? provePss(facts, ofKeySize)
}

/** What can be said of a signature that was not made with the right key. */
const suspect = (signature: string, readings: readonly SignatureReading[]): LikelyMistake[] => {
  const spelled = (reading: SignatureReading | undefined): LikelyMistake[] =>
    (reading?.findings ?? []).map(({ id, what, fix }) => seen(id, what, fix))
  const ofKeySize = readings.find(({ bytes }) => bytes.length === 256)
  if (ofKeySize) {
    return [
      ...spelled(ofKeySize),
      seen(
        'another-private-key',
        'The signature does not open with the public key of this mock’s private key: another key, or another padding, made it.',
        'Use the private key that the mock exports; in production, the one whose public half is in the back office.',
      ),
    ]
  }
  const [first] = readings
  if (!first) {
    return [seen('signature-unreadable', `X-SIGNATURE is ${describeSignature(signature)}.`, rule)]
  }
  const size = first.bytes.length
  if ([128, 384, 512].includes(size)) {
    return [
      ...spelled(first),
      seen(
        'another-private-key',
        `The signature was made with an RSA key of ${size * 8} bits; that of this mock has 2048.`,
        'Use the private key that the mock exports.',
      ),
    ]
  }
  if (size >= 68 && size <= 72 && first.bytes[0] === 0x30) {
    return [seen('another-algorithm', 'The signature was made with an elliptic curve key (ECDSA).', rule)]
  }
  const symmetric = size === 64 || size === 32
  return [
    ...spelled(first),
    symmetric
      ? possible(
          'symmetric-instead-of-asymmetric',
          `The signature holds ${size} bytes, as an HMAC gives; RSA with this key gives 256.`,
          rule,
        )
      : seen('another-algorithm', `The signature holds ${size} bytes; RSA with this key gives 256.`, rule),
  ]
}

const clientKeyMistakes = (
  request: ExplainedRequest,
  clientKey: string,
  merchantIds: readonly string[],
): LikelyMistake[] => {
  if (clientKey === '') {
    return headerOf(request, 'X-PARTNER-ID') === ''
      ? []
      : [
          seen(
            'partner-id-instead-of-client-key',
            'The merchant id came as X-PARTNER-ID; the token request wants it as X-CLIENT-KEY.',
            'Send X-CLIENT-KEY.',
          ),
        ]
  }
  return isOwnMerchant(clientKey, merchantIds.at(-1) ?? '')
    ? []
    : [
        seen(
          'wrong-merchant-id',
          'X-CLIENT-KEY is not the merchant of this mock.',
          `Send ${merchantIds.join(' or ')}.`,
        ),
      ]
}

/** Explains the access token request, signed with RSA. The page is https://docs.smilepay.id/token. */
export const explainAccessToken = (
  request: ExplainedRequest,
  context: ExplainContext,
  credentials: AcceptedCredentials,
): SignatureExplanation => {
  const merchantIds = merchantIdsOf(credentials.partnerId, context.session)
  const headers = explainHeaders(request, mandatoryHeaders)
  const clientKey = headerOf(request, 'X-CLIENT-KEY')
  const timestamp = headerOf(request, 'X-TIMESTAMP')
  const signature = headerOf(request, 'X-SIGNATURE')
  const recipe: TokenRecipe = {
    clientKey,
    timestamp,
    isReversed: false,
    separator: '|',
    wrap: (text) => text,
  }
  const expectedText = buildTokenText(recipe)
  const isSigned = isRsaSignatureValid(signature, expectedText, credentials.publicKey)
  const readings = readSignature(signature, 'base64')
  const dimensions = tokenDimensions(request, recipe, merchantIds, credentials.merchantSecret)
  const isUnproven = isSigned || signature === ''
  const proof = isUnproven ? null : proveSignature({ recipe, dimensions, signature, readings, credentials })
  const isMerchant = isOwnMerchant(clientKey, credentials.partnerId)
  const verifies = headers.mistakes.length === 0 && isSigned && isMerchant
  const mistakes = withoutRepeats([
    ...clientKeyMistakes(request, clientKey, merchantIds),
    ...headers.mistakes,
    ...(isUnproven ? [] : (proof?.mistakes ?? suspect(signature, readings))),
    ...explainTimestamp(timestamp, context),
  ])
  return withoutSecrets(
    {
      call: 'access-token',
      verifies,
      summary: summarize(verifies ? [] : mistakes, 'The signature is right.'),
      stages: [
        headers.stage,
        {
          name: 'merchant',
          expected: merchantIds.join(' or '),
          received: clientKey.length > 40 ? maskSecret(clientKey) : clientKey || 'missing',
          agrees: isMerchant,
        },
        stageOfTimestamp(timestamp, context.now),
        {
          name: 'method and path',
          expected: `POST ${tokenPath}`,
          received: `${request.method} ${clip(request.receivedPath, 200)}`,
          agrees: request.method === 'POST' && request.path === tokenPath,
        },
        {
          name: 'string to sign',
          expected: clip(expectedText),
          received: isSigned ? clip(expectedText) : proof?.text == null ? null : clip(proof.text),
          agrees: isSigned ? true : proof?.text == null ? null : proof.text === expectedText,
        },
        {
          name: 'signature',
          expected: 'SHA256withRSA (PKCS#1 v1.5) as base64, 344 characters',
          received:
            signature === '' ? 'missing' : `${describeSignature(signature)}, ${maskSecret(signature)}`,
          agrees: isSigned,
        },
      ],
      mistakes,
    },
    [
      { name: 'merchantSecret', text: credentials.merchantSecret },
      { name: 'X-SIGNATURE', text: signature },
    ],
  )
}
