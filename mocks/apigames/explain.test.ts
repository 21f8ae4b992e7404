import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExplainContext, explainInOneLine } from '../src/explain/explanation.ts'
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

/** Sends the request to the mock and explains its response. */
const send = (
  { body, method = 'POST', query = '', headers = {} }: Sent,
  context: Partial<ExplainContext> = {},
) => {
  const request = { method, path, query: new URLSearchParams(query), headers, body }
  const answer = engine.handle(request)
  const explanation = explain(
    { ...request, receivedPath: path },
    { now: new Date(0), session: null, ...context },
  )
  if (!explanation) throw new Error('No explanation.')
  const found = explanation.mistakes.map(({ id, certainty }) => `${id} ${certainty}`)
  const shown = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [secretKey, secretKey.toUpperCase(), Buffer.from(secretKey).toString('base64')]
  expect(spellings.filter((spelling) => shown.includes(spelling))).toEqual([])
  return { answer, explanation, found }
}

const bodyOf = (signature: unknown, changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ref_id: 'success-001', merchant_id: merchantId, signature, ...changes })

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')

const right = `${merchantId}:${secretKey}:success-001`

describe('a correctly signed request', () => {
  it('verifies and shows the string to sign without the secret', () => {
    const { answer, explanation } = send({ body: bodyOf(md5(right)) })
    expect(JSON.parse(answer.body).status).toBe(1)
    expect(explanation).toMatchObject({ call: 'cek-status', verifies: true, mistakes: [] })
    expect(explanation.summary).toBe('The signature is right.')
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual([true, true])
    expect(explanation.stages[0]?.expected).toBe(`${merchantId}:<secret_key>:success-001`)
  })

  it('verifies with the merchant id of its session', () => {
    const own = `${merchantId}-alice`
    const body = bodyOf(md5(`${own}:${secretKey}:success-001`), { merchant_id: own })
    expect(send({ body }, { session: 'alice' }).explanation.verifies).toBe(true)
    const plain = send({ body: bodyOf(md5(right), { merchant_id: own }) }, { session: 'alice' })
    expect(plain.found[0]).toBe('another-merchant-signed proven')
  })

  it('verifies for every reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        const signature = md5(`${merchantId}:${secretKey}:${reference}`)
        const { explanation } = send({ body: bodyOf(signature, { ref_id: reference }) })
        expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
      }),
      { numRuns: 50 },
    )
  })
})

const withSecret = (secret: string) => md5(`${merchantId}:${secret}:success-001`)
const withReference = (reference: string) => md5(`${merchantId}:${secretKey}:${reference}`)

/** A signature made with one mistake, and the id that has to be named. */
const mistakes: ReadonlyArray<readonly [id: string, signature: string, changes?: Record<string, unknown>]> = [
  ['secret-white-space', withSecret(`${secretKey}\n`)],
  ['secret-white-space', withSecret(`${secretKey} `)],
  ['secret-quoted', withSecret(`"${secretKey}"`)],
  ['secret-case', withSecret(secretKey.toUpperCase())],
  ['secret-missing', withSecret('undefined')],
  ['secret-cut', withSecret(secretKey.slice(0, 20))],
  ['secret-sent', secretKey],
  ['separators-missing', md5(right.replaceAll(':', ''))],
  ['another-separator', md5(right.replaceAll(':', '+'))],
  ['another-separator', md5(right.replaceAll(':', '|'))],
  ['parts-in-another-order', md5(`${secretKey}:${merchantId}:success-001`)],
  ['parts-in-another-order', md5(`success-001:${merchantId}:${secretKey}`)],
  ['part-missing', md5(`${secretKey}:success-001`)],
  ['part-missing', md5(`${merchantId}:${secretKey}`)],
  ['part-missing', md5('success-001')],
  ['part-empty', withReference('')],
  ['part-empty', md5(`undefined:${secretKey}:success-001`)],
  ['part-case', withReference('SUCCESS-001')],
  ['part-white-space', withReference('INV 1'), { ref_id: ' INV 1 ' }],
  ['text-end', md5(`${right}\n`)],
  ['text-end', md5(`${right}:`)],
  ['reference-encoded', withReference('success-a%20b%2Fc'), { ref_id: 'success-a b/c' }],
  ['reference-as-number', withReference('123'), { ref_id: '000123' }],
  ['another-reference-signed', withReference('failed-001')],
  ['another-reference-signed', withReference('T220926'), { trx: 'T220926' }],
  ['formula-of-version-1', md5(`${secretKey}${merchantId}success-001`)],
  ['upper-case-hex', md5(right).toUpperCase()],
  ['base64-instead-of-hex', createHash('md5').update(right).digest('base64')],
  ['encoded-twice', Buffer.from(md5(right)).toString('base64')],
  ['encoded-twice', Buffer.from(md5(right)).toString('hex')],
  ['signature-quoted', `"${md5(right)}"`],
  ['signature-white-space', `${md5(right)}\n`],
  ['signature-cut', md5(right).slice(0, 16)],
  ['another-algorithm', createHash('sha256').update(right).digest('hex')],
  ['another-algorithm', createHash('sha1').update(right).digest('hex')],
  ['hmac-instead-of-hash', createHmac('md5', secretKey).update(right).digest('hex')],
  ['hmac-instead-of-hash', createHmac('sha256', secretKey).update(`${merchantId}:success-001`).digest('hex')],
  ['hashed-twice', md5(md5(right))],
  ['character-set', md5(Buffer.from(`${merchantId}:${secretKey}:é`, 'latin1')), { ref_id: 'é' }],
]

describe('a wrong signature', () => {
  const rows = mistakes.map(([id, signature, changes]) => ({ id, signature, changes }))

  it.each(rows)('is explained as $id: $signature', ({ id, signature, changes }) => {
    const { answer, explanation, found } = send({ body: bodyOf(signature, changes) })
    expect(JSON.parse(answer.body)).toEqual({ error_msg: 'Signature not valid', status: 0 })
    expect(found[0]).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expect(explanation.summary).toMatch(/^Proven by signing again: /)
    expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    expect(JSON.stringify(explanation)).not.toContain(signature)
  })

  it('is explained with a reference that the session requested before', () => {
    const body = bodyOf(withReference('INV-77'))
    expect(send({ body }).found).toEqual(['another-secret possible'])
    expect(send({ body }, { recentReferences: ['INV-77'] }).found).toEqual([
      'another-reference-signed proven',
    ])
  })

  it('is left unexplained where no known mistake reproduces it', () => {
    const { explanation, found } = send({ body: bodyOf(withSecret('another-secret-of-another-environment')) })
    expect(found).toEqual(['another-secret possible'])
    expect(explanation.summary).toBe(
      'None of the known mistakes reproduces this signature; it was most likely made with another secret_key, or the signed text has a part that does not belong.',
    )
    expect(explanation.stages[0]).toMatchObject({ received: null, agrees: null })
  })

  it.each([createHash('sha512').update('y').digest('hex'), 'not a signature'])(
    'is not compared where its length is wrong: %s',
    (signature) => {
      expect(send({ body: bodyOf(signature) }).found).toEqual(['signature-form seen'])
    },
  )
})

describe('a malformed request', () => {
  const signature = md5(right)
  const { signature: _signature, ...unsigned } = JSON.parse(bodyOf(''))
  const form = new URLSearchParams({ ...unsigned, signature }).toString()

  it.each<[string, Sent]>([
    ['wrong-merchant-id', { body: bodyOf(md5(`M1:${secretKey}:success-001`), { merchant_id: 'M1' }) }],
    ['member-missing', { body: JSON.stringify(unsigned) }],
    ['member-empty', { body: bodyOf('') }],
    ['member-not-text', { body: bodyOf(signature, { ref_id: 17 }) }],
    ['member-misspelled', { body: bodyOf(signature, { ref_id: undefined, refId: 'success-001' }) }],
    ['member-misspelled', { body: bodyOf(undefined, { sign: signature }) }],
    ['signature-in-header', { body: JSON.stringify(unsigned), headers: { 'x-signature': signature } }],
    ['body-missing', { body: '' }],
    ['body-unreadable', { body: '[1,2]' }],
    ['body-encoded-twice', { body: JSON.stringify(bodyOf(signature)) }],
    ['body-byte-order-mark', { body: `\ufeff${bodyOf(signature)}` }],
    ['body-form-encoded', { body: form }],
    ['parameters-in-query', { method: 'GET', body: '', query: form }],
    ['http-method', { method: 'PUT', body: bodyOf(signature) }],
  ])('is explained as %s', (id, sent) => {
    const { answer, explanation, found } = send(sent)
    expect(answer.body).not.toContain('"status": 1')
    expect(found[0]).toBe(`${id} seen`)
    expect(explanation.verifies).toBe(false)
  })

  it('differs from the explanation of a wrong signature', () => {
    const { explanation } = send({ body: bodyOf(md5(`M1:${secretKey}:success-001`), { merchant_id: 'M1' }) })
    expect(explanation.summary).toBe(
      `The signature is right; refused because merchant_id is not of this mock; send ${merchantId}.`,
    )
  })
})

/** Their credentials are not the mock's, so the formula is compared. */
describe('the mistakes of the published vectors', () => {
  it.each([
    ['partsJoinedWithoutColons', 'separators-missing', right.replaceAll(':', '')],
    ['secretFirst', 'parts-in-another-order', `${secretKey}:${merchantId}:success-001`],
    ['trailingColon', 'text-end', `${right}:`],
    ['joinedWithPlus', 'another-separator', right.replaceAll(':', '+')],
    ['referenceInOtherCase', 'part-case', `${merchantId}:${secretKey}:SUCCESS-001`],
  ])('%s is explained as %s', (name, id, text) => {
    const [vector] = vectorFile.vectors.filter((candidate) => 'commonMistakes' in candidate)
    expect(Object.keys(vector?.commonMistakes ?? {})).toContain(name)
    expect(send({ body: bodyOf(md5(text)) }).found[0]).toBe(`${id} proven`)
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
