import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ExplainContext,
  explainInOneLine,
  type SignatureExplanation,
} from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { explain } from './explain.ts'
import { provider } from './provider.ts'
import vectorFile from './vectors.json' with { type: 'json' }

const path = '/v2/transaksi/status'
const engine = provider.createEngine({ now: () => new Date(0) })
const { merchantId, secretKey } = credentials

interface Sent {
  body: string
  method?: string
  query?: string
  headers?: Record<string, string>
}

/** Asks the mock and explains what it said. */
const ask = (
  { body, method = 'POST', query = '', headers = {} }: Sent,
  context: Partial<ExplainContext> = {},
) => {
  const request = { method, path, query: new URLSearchParams(query), headers, body }
  const answer = engine.handle(request)
  const explanation = explain(
    { ...request, receivedPath: path },
    { now: new Date(0), session: null, ...context },
  )
  if (!explanation) throw new Error('Nothing was explained.')
  return { answer, explanation }
}

const bodyOf = (signature: unknown, changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ref_id: 'success-001', merchant_id: merchantId, signature, ...changes })

const first = ({ mistakes }: SignatureExplanation) => {
  const [mistake] = mistakes
  return mistake ? `${mistake.id} ${mistake.certainty}` : 'none'
}

const expectNoSecret = (explanation: SignatureExplanation, ...others: string[]) => {
  const text = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [
    secretKey,
    secretKey.toUpperCase(),
    Buffer.from(secretKey).toString('base64'),
    Buffer.from(secretKey).toString('hex'),
    ...others,
  ]
  expect(spellings.filter((spelling) => text.includes(spelling))).toEqual([])
}

// An own signer: the page's formula, and knobs for every mistake.

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')

const right = `${merchantId}:${secretKey}:success-001`

describe('a request that is signed as the page says', () => {
  it('verifies, stage by stage', () => {
    const { answer, explanation } = ask({ body: bodyOf(md5(right)) })
    expect(JSON.parse(answer.body).status).toBe(1)
    expect(explanation).toMatchObject({
      call: 'cek-status',
      verifies: true,
      mistakes: [],
      summary: 'Merchant and signature are right.',
    })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual(Array(4).fill(true))
    expect(explanation.stages.find(({ name }) => name === 'string to sign')?.expected).toBe(
      `${merchantId}:<secret_key>:success-001`,
    )
    expectNoSecret(explanation)
  })

  it('verifies with the merchant id of its session', () => {
    const own = `${merchantId}-alice`
    const { explanation } = ask(
      { body: bodyOf(md5(`${own}:${secretKey}:success-001`), { merchant_id: own }) },
      { session: 'alice' },
    )
    expect(explanation.verifies).toBe(true)
    const plain = ask({ body: bodyOf(md5(right), { merchant_id: own }) }, { session: 'alice' })
    expect(first(plain.explanation)).toBe('another-merchant-signed proven')
  })

  it('verifies for every reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        const signature = md5(`${merchantId}:${secretKey}:${reference}`)
        const { explanation } = ask({ body: bodyOf(signature, { ref_id: reference }) })
        expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
      }),
      { numRuns: 50 },
    )
  })
})

/** Each row makes one mistake and names the one that has to be found first, proven by the signature itself. */
const provenMistakes: ReadonlyArray<
  readonly [id: string, mistake: string, signature: string, changes?: Record<string, unknown>]
> = [
  ['secret-white-space', 'a line break after the secret', md5(`${merchantId}:${secretKey}\n:success-001`)],
  ['secret-white-space', 'a space after the secret', md5(`${merchantId}:${secretKey} :success-001`)],
  ['secret-quoted', 'a quoted secret', md5(`${merchantId}:"${secretKey}":success-001`)],
  [
    'secret-case-changed',
    'the secret in upper case',
    md5(`${merchantId}:${secretKey.toUpperCase()}:success-001`),
  ],
  ['secret-missing', 'an unset secret', md5(`${merchantId}:undefined:success-001`)],
  [
    'secret-encoded',
    'the secret as base64',
    md5(`${merchantId}:${Buffer.from(secretKey).toString('base64')}:success-001`),
  ],
  ['upper-case-hex', 'upper-case hex', md5(right).toUpperCase()],
  ['base64-instead-of-hex', 'base64', createHash('md5').update(right).digest('base64')],
  ['base64-instead-of-hex', 'base64url', createHash('md5').update(right).digest('base64url')],
  ['base64-of-hex', 'base64 of the hex text', Buffer.from(md5(right)).toString('base64')],
  ['hex-of-hex', 'hex of the hex text', Buffer.from(md5(right)).toString('hex')],
  ['signature-quoted', 'a quoted signature', `"${md5(right)}"`],
  ['signature-white-space', 'a line break after the signature', `${md5(right)}\n`],
  ['signature-prefixed', 'the algorithm before it', `md5:${md5(right)}`],
  ['signature-hex-prefixed', '0x before it', `0x${md5(right)}`],
  ['signature-truncated', 'half a signature', md5(right).slice(0, 16)],
  ['separators-missing', 'parts joined without colons', md5(`${merchantId}${secretKey}success-001`)],
  ['another-separator', 'plus signs', md5(`${merchantId}+${secretKey}+success-001`)],
  ['another-separator', 'bars', md5(`${merchantId}|${secretKey}|success-001`)],
  ['parts-in-another-order', 'the secret first', md5(`${secretKey}:${merchantId}:success-001`)],
  ['parts-in-another-order', 'the reference first', md5(`success-001:${merchantId}:${secretKey}`)],
  ['part-left-out', 'no merchant id', md5(`${secretKey}:success-001`)],
  ['formula-of-another-call', 'the formula of the account call', md5(`${merchantId}:${secretKey}`)],
  ['formula-of-another-call', 'the formula of version 1', md5(`${secretKey}${merchantId}success-001`)],
  ['string-end', 'a line break at the end, as echo adds it', md5(`${right}\n`)],
  ['string-end', 'a colon at the end', md5(`${right}:`)],
  ['string-case', 'everything in lower case', md5(right.toLowerCase())],
  ['reference-case', 'the reference in another case', md5(`${merchantId}:${secretKey}:SUCCESS-001`)],
  [
    'reference-white-space',
    'a reference that was trimmed for signing only',
    md5(`${merchantId}:${secretKey}:INV 1`),
    { ref_id: ' INV 1 ' },
  ],
  ['reference-missing', 'an empty reference', md5(`${merchantId}:${secretKey}:`)],
  [
    'another-reference-signed',
    'the reference of another request',
    md5(`${merchantId}:${secretKey}:failed-001`),
  ],
  [
    'reference-encoded',
    'a URL-encoded reference',
    md5(`${merchantId}:${secretKey}:success-a%20b%2Fc`),
    { ref_id: 'success-a b/c' },
  ],
  [
    'reference-as-number',
    'a reference without its zeros',
    md5(`${merchantId}:${secretKey}:123`),
    { ref_id: '000123' },
  ],
  [
    'another-member-signed',
    'another member of the body',
    md5(`${merchantId}:${secretKey}:T220926`),
    { trx: 'T220926' },
  ],
  [
    'character-set',
    'Latin-1',
    createHash('md5').update(`${merchantId}:${secretKey}:é`, 'latin1').digest('hex'),
    { ref_id: 'é' },
  ],
  ['merchant-missing', 'an unset merchant id', md5(`undefined:${secretKey}:success-001`)],
  ['another-algorithm', 'SHA-256', createHash('sha256').update(right).digest('hex')],
  ['another-algorithm', 'SHA-1', createHash('sha1').update(right).digest('hex')],
  ['hmac-instead-of-md5', 'HMAC-MD5', createHmac('md5', secretKey).update(right).digest('hex')],
  [
    'hmac-instead-of-md5',
    'HMAC-SHA256 over merchant and reference',
    createHmac('sha256', secretKey).update(`${merchantId}:success-001`).digest('hex'),
  ],
  ['hashed-twice', 'MD5 of MD5', md5(md5(right))],
  ['text-of-another-call', 'the reference alone', md5('success-001')],
  [
    'names-in-string',
    'names and values',
    md5(`merchant_id=${merchantId}&ref_id=success-001&secret_key=${secretKey}`),
  ],
  ['another-separator', 'number signs', md5(right.replaceAll(':', '#'))],
]

describe('a mistake in the signature', () => {
  it.each(
    provenMistakes.map(([id, mistake, signature, changes = {}]) => ({ id, mistake, signature, changes })),
  )('is proven: $id, $mistake', ({ id, signature, changes }) => {
    const { answer, explanation } = ask({ body: bodyOf(signature, changes) })
    expect(JSON.parse(answer.body)).toEqual({ error_msg: 'Signature not valid', status: 0 })
    expect(first(explanation)).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    expectNoSecret(explanation, signature)
  })

  it('has well over ten kinds', () => {
    expect(new Set(provenMistakes.map(([id]) => id)).size).toBeGreaterThan(25)
  })

  it.each([
    [['separators-missing', 'upper-case-hex'], md5(`${merchantId}${secretKey}success-001`).toUpperCase()],
    [['parts-in-another-order', 'another-separator'], md5(`success-001|${secretKey}|${merchantId}`)],
    [
      ['secret-white-space', 'string-end', 'base64-instead-of-hex'],
      createHash('md5').update(`${merchantId}:${secretKey}\n:success-001\n`).digest('base64'),
    ],
    [
      ['another-algorithm', 'separators-missing'],
      createHash('sha256').update(right.replaceAll(':', '')).digest('hex'),
    ],
  ])('is found when there are several: %j', (ids, signature) => {
    const { explanation } = ask({ body: bodyOf(signature) })
    expect(explanation.mistakes.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(explanation.summary).toMatch(/^The signature is exactly what comes out when this is done: /)
    expectNoSecret(explanation)
  })

  it('is proven with what the session asked before', () => {
    const signature = md5(`${merchantId}:${secretKey}:INV-77`)
    expect(first(ask({ body: bodyOf(signature) }).explanation)).toBe('another-secret possible')
    expect(first(ask({ body: bodyOf(signature) }, { recentReferences: ['INV-77'] }).explanation)).toBe(
      'another-reference-signed proven',
    )
  })

  it('is called possible where nothing can prove it: another secret', () => {
    const another = 'another-secret-of-another-environment'
    const { explanation } = ask({ body: bodyOf(md5(`${merchantId}:${another}:success-001`)) })
    expect(explanation.mistakes.map(({ id, certainty }) => `${id} ${certainty}`)).toEqual([
      'another-secret possible',
      'another-reference possible',
    ])
    expect(explanation.stages.find(({ name }) => name === 'string to sign')).toMatchObject({
      received: null,
      agrees: null,
    })
    expectNoSecret(explanation, another)
  })

  it('is seen when the secret itself is sent', () => {
    const { explanation } = ask({ body: bodyOf(secretKey) })
    expect(first(explanation)).toBe('secret-sent seen')
    expectNoSecret(explanation)
  })

  it.each([
    ['another-algorithm seen', createHash('sha512').update('y').digest('hex')],
    ['signature-unreadable seen', 'not a signature'],
  ])('is seen in the signature alone: %s', (wanted, signature) => {
    expect(first(ask({ body: bodyOf(signature) }).explanation)).toBe(wanted)
  })
})

describe('a mistake in the request', () => {
  const signature = md5(right)

  it.each<[string, Sent]>([
    ['wrong-merchant-id', { body: bodyOf(md5(`M1:${secretKey}:success-001`), { merchant_id: 'M1' }) }],
    ['member-missing', { body: JSON.stringify({ ref_id: 'success-001', merchant_id: merchantId }) }],
    ['member-empty', { body: bodyOf('') }],
    ['member-not-text', { body: bodyOf(signature, { ref_id: 17 }) }],
    [
      'member-misspelled',
      { body: JSON.stringify({ refId: 'success-001', merchant_id: merchantId, signature }) },
    ],
    [
      'member-misspelled',
      { body: JSON.stringify({ ref_id: 'success-001', merchant_id: merchantId, sign: signature }) },
    ],
    [
      'signature-in-header',
      {
        body: JSON.stringify({ ref_id: 'success-001', merchant_id: merchantId }),
        headers: { 'x-signature': signature },
      },
    ],
    ['body-missing', { body: '' }],
    ['body-unreadable', { body: '[1,2]' }],
    ['body-unreadable', { body: '<xml/>' }],
    ['body-encoded-twice', { body: JSON.stringify(bodyOf(signature)) }],
    ['body-byte-order-mark', { body: `\ufeff${bodyOf(signature)}` }],
    [
      'body-form-encoded',
      { body: new URLSearchParams({ ref_id: 'success-001', merchant_id: merchantId, signature }).toString() },
    ],
    [
      'parameters-in-query',
      {
        method: 'GET',
        body: '',
        query: new URLSearchParams({ ref_id: 'success-001', merchant_id: merchantId, signature }).toString(),
      },
    ],
    ['http-method', { method: 'PUT', body: bodyOf(signature) }],
  ])('is seen: %s', (id, sent) => {
    const { answer, explanation } = ask(sent)
    expect(answer.body).not.toContain('"status": 1')
    expect(first(explanation)).toBe(`${id} seen`)
    expect(explanation.verifies).toBe(false)
    expectNoSecret(explanation)
  })

  it('never stops the explanation, whatever is sent', () => {
    const anyMembers = fc.record(
      {
        ref_id: fc.oneof(fc.string({ unit: 'binary' }), fc.integer()),
        merchant_id: fc.oneof(fc.constant(merchantId), fc.string()),
        signature: fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constant(null)),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          anyMembers.map((members) => JSON.stringify(members)),
        ),
        (body) => {
          const { explanation } = ask({ body })
          expect(explanation.verifies).toBe(false)
          expect(explanation.mistakes.length).toBeGreaterThan(0)
          expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** The mistakes that the published vectors name. Their credentials are not the mock's, so the formula is what is held. */
describe('the published mistakes', () => {
  it.each([
    ['partsJoinedWithoutColons', 'separators-missing', `${merchantId}${secretKey}success-001`],
    ['secretFirst', 'parts-in-another-order', `${secretKey}:${merchantId}:success-001`],
    ['trailingColon', 'string-end', `${right}:`],
    ['joinedWithPlus', 'another-separator', `${merchantId}+${secretKey}+success-001`],
    ['referenceInOtherCase', 'reference-case', `${merchantId}:${secretKey}:SUCCESS-001`],
  ])('%s is recognized as %s', (name, id, text) => {
    const [vector] = vectorFile.vectors.filter((candidate) => 'commonMistakes' in candidate)
    expect(Object.keys(vector?.commonMistakes ?? {})).toContain(name)
    expect(first(ask({ body: bodyOf(md5(text)) }).explanation)).toBe(`${id} proven`)
  })
})

it('explains no other path', () => {
  const request = {
    method: 'POST',
    path: '/v2/transaksi',
    query: new URLSearchParams(),
    headers: {},
    body: '',
  }
  expect(explain({ ...request, receivedPath: request.path }, { now: new Date(0), session: null })).toBeNull()
})
