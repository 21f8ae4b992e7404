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

const path = '/v1/transaction'
const { username, apiKey, developmentKey } = credentials

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
  const answer = provider.createEngine({ now: () => new Date(0) }).handle(request)
  const explanation = explain(
    { ...request, receivedPath: path },
    { now: new Date(0), session: null, ...context },
  )
  if (!explanation) throw new Error('Nothing was explained.')
  return { answer, explanation }
}

const membersOf = (sign: unknown, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  username,
  buyer_sku_code: 'xld10',
  customer_no: '087800001230',
  ref_id: 'success-001',
  sign,
  ...changes,
})

const bodyOf = (sign: unknown, changes?: Record<string, unknown>): string =>
  JSON.stringify(membersOf(sign, changes))

const codeOf = ({ body }: { body: string }): string => JSON.parse(body).data.rc

const first = ({ mistakes }: SignatureExplanation) => {
  const [mistake] = mistakes
  return mistake ? `${mistake.id} ${mistake.certainty}` : 'none'
}

const expectNoSecret = (explanation: SignatureExplanation, ...others: string[]) => {
  const text = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [apiKey, developmentKey].flatMap((key) => [
    key,
    key.toUpperCase(),
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('hex'),
  ])
  expect([...spellings, ...others].filter((spelling) => text.includes(spelling))).toEqual([])
}

// An own signer: the page's formula, and knobs for every mistake.

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')

const right = `${username}${apiKey}success-001`

describe('a request that is signed as the page says', () => {
  it('verifies, stage by stage', () => {
    const { answer, explanation } = ask({ body: bodyOf(md5(right)) })
    expect(codeOf(answer)).toBe('00')
    expect(explanation).toMatchObject({
      call: 'transaction',
      verifies: true,
      mistakes: [],
      summary: 'Username and signature are right.',
    })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual(Array(4).fill(true))
    expect(explanation.stages.find(({ name }) => name === 'string to sign')?.expected).toBe(
      `${username}<apiKey>success-001, with the production key`,
    )
    expectNoSecret(explanation)
  })

  it('verifies with the development key in a test', () => {
    const { answer, explanation } = ask({
      body: bodyOf(md5(`${username}${developmentKey}success-001`), { testing: true }),
    })
    expect(codeOf(answer)).toBe('00')
    expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
    expect(explanation.stages[2]?.expected).toMatch(/, with the development key$/)
  })

  it('verifies with the username of its session', () => {
    const own = `${username}-alice`
    const { explanation } = ask(
      { body: bodyOf(md5(`${own}${apiKey}success-001`), { username: own }) },
      { session: 'alice' },
    )
    expect(explanation.verifies).toBe(true)
    const plain = ask({ body: bodyOf(md5(right), { username: own }) }, { session: 'alice' })
    expect(first(plain.explanation)).toBe('another-username-signed proven')
  })

  it('verifies for every reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        const { explanation } = ask({
          body: bodyOf(md5(`${username}${apiKey}${reference}`), { ref_id: reference }),
        })
        expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
      }),
      { numRuns: 50 },
    )
  })
})

/** Each row makes one mistake and names the one that has to be found first, proven by the signature itself. */
const provenMistakes: ReadonlyArray<
  readonly [id: string, mistake: string, sign: string, changes?: Record<string, unknown>]
> = [
  ['development-key', 'the development key for a real order', md5(`${username}${developmentKey}success-001`)],
  ['production-key', 'the production key in a test', md5(right), { testing: true }],
  ['secret-white-space', 'a line break after the key', md5(`${username}${apiKey}\nsuccess-001`)],
  ['secret-quoted', 'a quoted key', md5(`${username}"${apiKey}"success-001`)],
  ['secret-case-changed', 'the key in upper case', md5(`${username}${apiKey.toUpperCase()}success-001`)],
  ['secret-missing', 'an unset key', md5(`${username}undefinedsuccess-001`)],
  [
    'secret-encoded',
    'the key as base64',
    md5(`${username}${Buffer.from(apiKey).toString('base64')}success-001`),
  ],
  ['secret-truncated', 'a key without its end', md5(`${username}${apiKey.slice(0, -1)}success-001`)],
  ['upper-case-hex', 'upper-case hex', md5(right).toUpperCase()],
  ['base64-instead-of-hex', 'base64', createHash('md5').update(right).digest('base64')],
  ['base64-of-hex', 'base64 of the hex text', Buffer.from(md5(right)).toString('base64')],
  ['signature-quoted', 'a quoted signature', `"${md5(right)}"`],
  ['signature-white-space', 'a line break after the signature', `${md5(right)}\n`],
  ['signature-prefixed', 'the algorithm before it', `md5:${md5(right)}`],
  ['signature-truncated', 'half a signature', md5(right).slice(0, 16)],
  ['another-separator', 'colons', md5(`${username}:${apiKey}:success-001`)],
  ['another-separator', 'bars', md5(`${username}|${apiKey}|success-001`)],
  [
    'another-separator',
    'plus signs, as the formula is written',
    md5(`${username} + ${apiKey} + success-001`),
  ],
  ['parts-in-another-order', 'the key first', md5(`${apiKey}${username}success-001`)],
  ['parts-in-another-order', 'the reference first', md5(`success-001${username}${apiKey}`)],
  ['part-left-out', 'no username', md5(`${apiKey}success-001`)],
  ['formula-of-another-call', 'the word of the balance call', md5(`${username}${apiKey}depo`)],
  ['formula-of-another-call', 'the word of the price list', md5(`${username}${apiKey}pricelist`)],
  ['formula-of-another-call', 'the word of a deposit', md5(`${username}${apiKey}deposit`)],
  ['string-end', 'a line break at the end, as echo adds it', md5(`${right}\n`)],
  ['string-case', 'everything in upper case', md5(right.toUpperCase())],
  ['reference-case', 'the reference in another case', md5(`${username}${apiKey}SUCCESS-001`)],
  [
    'reference-white-space',
    'a reference that was trimmed for signing only',
    md5(`${username}${apiKey}INV 1`),
    { ref_id: ' INV 1 ' },
  ],
  ['reference-encoded', 'a quoted reference', md5(`${username}${apiKey}"success-001"`)],
  [
    'reference-encoded',
    'a URL-encoded reference',
    md5(`${username}${apiKey}success-a%20b%2Fc`),
    { ref_id: 'success-a b/c' },
  ],
  [
    'reference-as-number',
    'a reference without its zeros',
    md5(`${username}${apiKey}123`),
    { ref_id: '000123' },
  ],
  ['another-reference-signed', 'the reference of another request', md5(`${username}${apiKey}failed-001`)],
  [
    'another-member-signed',
    'the number in the place of the reference',
    md5(`${username}${apiKey}087800001230`),
  ],
  ['username-missing', 'an unset username', md5(`undefined${apiKey}success-001`)],
  ['username-case', 'the username in upper case', md5(`${username.toUpperCase()}${apiKey}success-001`)],
  [
    'character-set',
    'Latin-1',
    createHash('md5').update(`${username}${apiKey}é`, 'latin1').digest('hex'),
    { ref_id: 'é' },
  ],
  ['another-algorithm', 'SHA-1', createHash('sha1').update(right).digest('hex')],
  ['another-algorithm', 'SHA-256', createHash('sha256').update(right).digest('hex')],
  ['hmac-instead-of-md5', 'HMAC-MD5', createHmac('md5', apiKey).update(right).digest('hex')],
  [
    'hmac-instead-of-md5',
    'HMAC-SHA1 over username and reference, as of a webhook',
    createHmac('sha1', apiKey).update(`${username}success-001`).digest('hex'),
  ],
  ['hashed-twice', 'MD5 of MD5', md5(md5(right))],
  ['text-of-another-call', 'the reference alone', md5('success-001')],
  ['names-in-string', 'names and values', md5(`username=${username}&apiKey=${apiKey}&ref_id=success-001`)],
]

describe('a mistake in the signature', () => {
  it.each(provenMistakes.map(([id, mistake, sign, changes = {}]) => ({ id, mistake, sign, changes })))(
    'is proven: $id, $mistake',
    ({ id, sign, changes }) => {
      const { answer, explanation } = ask({ body: bodyOf(sign, changes) })
      expect(codeOf(answer)).toBe('41')
      expect(first(explanation)).toBe(`${id} proven`)
      expect(explanation.verifies).toBe(false)
      expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
      expectNoSecret(explanation, sign)
    },
  )

  it.each([
    [['another-separator', 'upper-case-hex'], md5(`${username}:${apiKey}:success-001`).toUpperCase()],
    [['parts-in-another-order', 'another-separator'], md5(`success-001|${apiKey}|${username}`)],
    [['development-key', 'formula-of-another-call'], md5(`${username}${developmentKey}depo`)],
    [
      ['secret-white-space', 'string-end', 'base64-instead-of-hex'],
      createHash('md5').update(`${username}${apiKey}\nsuccess-001\n`).digest('base64'),
    ],
  ])('is found when there are several: %j', (ids, sign) => {
    const { explanation } = ask({ body: bodyOf(sign) })
    expect(explanation.mistakes.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(explanation.summary).toMatch(/^The signature is exactly what comes out when this is done: /)
    expectNoSecret(explanation)
  })

  it('is proven with what the session asked before: a stale reference', () => {
    const sign = md5(`${username}${apiKey}INV-77`)
    expect(first(ask({ body: bodyOf(sign) }).explanation)).toBe('another-secret possible')
    expect(first(ask({ body: bodyOf(sign) }, { recentReferences: ['INV-77'] }).explanation)).toBe(
      'another-reference-signed proven',
    )
  })

  it('is called possible where nothing can prove it: another key', () => {
    const another = 'another-key-of-another-environment'
    const { explanation } = ask({ body: bodyOf(md5(`${username}${another}success-001`)) })
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

  it.each([
    ['the production key', apiKey],
    ['the development key', developmentKey],
  ])('is seen when %s itself is sent', (_name, key) => {
    const { explanation } = ask({ body: bodyOf(key) })
    expect(first(explanation)).toBe('secret-sent seen')
    expectNoSecret(explanation)
  })

  it.each([
    ['another-algorithm seen', createHash('sha512').update('y').digest('hex')],
    ['signature-unreadable seen', 'not a signature'],
  ])('is seen in the signature alone: %s', (wanted, sign) => {
    expect(first(ask({ body: bodyOf(sign) }).explanation)).toBe(wanted)
  })
})

describe('a mistake in the request', () => {
  const sign = md5(right)
  const { sign: _sign, ...unsigned } = membersOf(sign)
  const { ref_id: _refId, ...unnamed } = membersOf(sign)
  const asForm = new URLSearchParams(membersOf(sign) as Record<string, string>).toString()

  it.each<[string, Sent]>([
    ['wrong-username', { body: bodyOf(md5(`nobody${apiKey}success-001`), { username: 'nobody' }) }],
    ['member-missing', { body: JSON.stringify(unsigned) }],
    ['member-empty', { body: bodyOf('') }],
    ['member-not-text', { body: bodyOf(sign, { customer_no: 87800001230 }) }],
    ['member-misspelled', { body: JSON.stringify({ ...unnamed, refId: 'success-001' }) }],
    ['member-misspelled', { body: JSON.stringify({ ...unsigned, signature: sign }) }],
    ['signature-in-header', { body: JSON.stringify(unsigned), headers: { 'x-sign': sign } }],
    ['body-missing', { body: '' }],
    ['body-unreadable', { body: '[1,2]' }],
    ['body-encoded-twice', { body: JSON.stringify(bodyOf(sign)) }],
    ['body-byte-order-mark', { body: `\ufeff${bodyOf(sign)}` }],
    ['body-form-encoded', { body: asForm }],
    ['parameters-in-query', { method: 'GET', body: '', query: asForm }],
    ['http-method', { method: 'PUT', body: bodyOf(sign) }],
  ])('is seen: %s', (id, sent) => {
    const { answer, explanation } = ask(sent)
    expect(answer.effect).toBeUndefined()
    expect(first(explanation)).toBe(`${id} seen`)
    expect(explanation.verifies).toBe(false)
    expectNoSecret(explanation)
  })

  it('never stops the explanation, whatever is sent', () => {
    const anyMembers = fc.record(
      {
        ref_id: fc.oneof(fc.string({ unit: 'binary' }), fc.integer()),
        username: fc.oneof(fc.constant(username), fc.string()),
        testing: fc.oneof(fc.boolean(), fc.string()),
        sign: fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constant(null)),
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

/** The mistakes that the vectors name. Their credentials are not the mock's, so the formula is what is held. */
describe('the named mistakes', () => {
  it.each([
    ['partsJoinedWithColons', 'another-separator', `${username}:${apiKey}:success-001`],
    ['keyFirst', 'parts-in-another-order', `${apiKey}${username}success-001`],
    ['balanceSuffix', 'formula-of-another-call', `${username}${apiKey}depo`],
    ['priceListSuffix', 'formula-of-another-call', `${username}${apiKey}pricelist`],
    ['keyInOtherCase', 'secret-case-changed', `${username}${apiKey.toUpperCase()}success-001`],
    ['withoutReference', 'part-left-out', `${username}${apiKey}`],
  ])('%s is recognized as %s', (name, id, text) => {
    const [vector] = vectorFile.vectors.filter((candidate) => 'commonMistakes' in candidate)
    expect(Object.keys(vector?.commonMistakes ?? {})).toContain(name)
    expect(first(ask({ body: bodyOf(md5(text)) }).explanation)).toBe(`${id} proven`)
  })
})

it('explains no other path', () => {
  const request = {
    method: 'POST',
    path: '/v1/cek-saldo',
    query: new URLSearchParams(),
    headers: {},
    body: '',
  }
  expect(explain({ ...request, receivedPath: request.path }, { now: new Date(0), session: null })).toBeNull()
})
