import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type ExplainContext, explainInOneLine } from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { explain } from './explain.ts'
import { provider } from './provider.ts'
import vectorFile from './vectors.json' with { type: 'json' }

const path = '/v1/transaction'
const { username, apiKey, developmentKey } = credentials

/** Sends the request to the mock and explains its response. */
const send = (body: string, context: Partial<ExplainContext> = {}, method = 'POST') => {
  const request = { method, path, query: new URLSearchParams(), headers: {}, body }
  const answer = provider.createEngine({ now: () => new Date(0) }).handle(request)
  const explanation = explain(
    { ...request, receivedPath: path },
    { now: new Date(0), session: null, ...context },
  )
  if (!explanation) throw new Error('No explanation.')
  const found = explanation.mistakes.map(({ id, certainty }) => `${id} ${certainty}`)
  const shown = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [apiKey, developmentKey].flatMap((key) => [
    key,
    key.toUpperCase(),
    Buffer.from(key).toString('base64'),
  ])
  expect(spellings.filter((spelling) => shown.includes(spelling))).toEqual([])
  return { answer, explanation, found }
}

const bodyOf = (sign: unknown, changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    username,
    buyer_sku_code: 'xld10',
    customer_no: '087800001230',
    ref_id: 'success-001',
    sign,
    ...changes,
  })

const codeOf = ({ body }: { body: string }): string => JSON.parse(body).data.rc

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')

const right = `${username}${apiKey}success-001`

describe('a correctly signed order', () => {
  it('verifies and shows the string to sign without the key', () => {
    const { answer, explanation } = send(bodyOf(md5(right)))
    expect(codeOf(answer)).toBe('00')
    expect(explanation).toMatchObject({ call: 'transaction', verifies: true, mistakes: [] })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual([true, true])
    expect(explanation.stages[0]?.expected).toBe(`${username}<apiKey>success-001`)
    expect(explanation.stages[1]?.expected).toMatch(/, with the production key$/)
  })

  it('verifies with the development key where testing is true', () => {
    const { answer, explanation } = send(
      bodyOf(md5(`${username}${developmentKey}success-001`), { testing: true }),
    )
    expect(codeOf(answer)).toBe('00')
    expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
    expect(explanation.stages[1]?.expected).toMatch(/, with the development key$/)
  })

  it('verifies with the username of its session', () => {
    const own = `${username}-alice`
    const body = bodyOf(md5(`${own}${apiKey}success-001`), { username: own })
    expect(send(body, { session: 'alice' }).explanation.verifies).toBe(true)
    const plain = send(bodyOf(md5(right), { username: own }), { session: 'alice' })
    expect(plain.found[0]).toBe('another-username-signed proven')
  })
})

const withKey = (key: string) => md5(`${username}${key}success-001`)
const withReference = (reference: string) => md5(`${username}${apiKey}${reference}`)

/** A signature made with one mistake, and the id that has to be named. */
const mistakes: ReadonlyArray<readonly [id: string, sign: string, changes?: Record<string, unknown>]> = [
  ['development-key', withKey(developmentKey)],
  ['production-key', md5(right), { testing: true }],
  ['word-of-another-call', withReference('depo')],
  ['word-of-another-call', withReference('pricelist')],
  ['word-of-another-call', withReference('deposit')],
  ['secret-white-space', withKey(`${apiKey}\n`)],
  ['secret-quoted', withKey(`"${apiKey}"`)],
  ['secret-case', withKey(apiKey.toUpperCase())],
  ['secret-missing', withKey('undefined')],
  ['secret-cut', withKey(apiKey.slice(0, -1))],
  ['secret-sent', apiKey],
  ['another-separator', md5(`${username}:${apiKey}:success-001`)],
  ['another-separator', md5(`${username}|${apiKey}|success-001`)],
  ['another-separator', md5(`${username} + ${apiKey} + success-001`)],
  ['parts-in-another-order', md5(`${apiKey}${username}success-001`)],
  ['parts-in-another-order', md5(`success-001${username}${apiKey}`)],
  ['part-missing', md5(`${apiKey}success-001`)],
  ['part-missing', md5('success-001')],
  ['part-empty', md5(`undefined${apiKey}success-001`)],
  ['part-case', withReference('SUCCESS-001')],
  ['part-case', md5(`${username.toUpperCase()}${apiKey}success-001`)],
  ['part-white-space', withReference('INV 1'), { ref_id: ' INV 1 ' }],
  ['text-end', md5(`${right}\n`)],
  ['reference-encoded', withReference('"success-001"')],
  ['reference-encoded', withReference('success-a%20b%2Fc'), { ref_id: 'success-a b/c' }],
  ['reference-as-number', withReference('123'), { ref_id: '000123' }],
  ['another-reference-signed', withReference('failed-001')],
  ['another-reference-signed', withReference('087800001230')],
  ['upper-case-hex', md5(right).toUpperCase()],
  ['base64-instead-of-hex', createHash('md5').update(right).digest('base64')],
  ['encoded-twice', Buffer.from(md5(right)).toString('base64')],
  ['signature-quoted', `"${md5(right)}"`],
  ['signature-white-space', `${md5(right)}\n`],
  ['signature-cut', md5(right).slice(0, 16)],
  ['another-algorithm', createHash('sha1').update(right).digest('hex')],
  ['hmac-instead-of-hash', createHmac('md5', apiKey).update(right).digest('hex')],
  ['hmac-instead-of-hash', createHmac('sha1', apiKey).update(`${username}success-001`).digest('hex')],
  ['hashed-twice', md5(md5(right))],
  ['character-set', md5(Buffer.from(`${username}${apiKey}é`, 'latin1')), { ref_id: 'é' }],
]

describe('a wrong signature', () => {
  const rows = mistakes.map(([id, sign, changes]) => ({ id, sign, changes }))

  it.each(rows)('is explained as $id: $sign', ({ id, sign, changes }) => {
    const { answer, explanation, found } = send(bodyOf(sign, changes))
    expect(codeOf(answer)).toBe('41')
    expect(found[0]).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    expect(JSON.stringify(explanation)).not.toContain(sign)
  })

  it('is explained with a reference that the session requested before', () => {
    const body = bodyOf(withReference('INV-77'))
    expect(send(body).found).toEqual(['another-secret possible'])
    expect(send(body, { recentReferences: ['INV-77'] }).found).toEqual(['another-reference-signed proven'])
  })

  it('is left unexplained where no known mistake reproduces it', () => {
    const { explanation, found } = send(bodyOf(withKey('another-key-of-another-environment')))
    expect(found).toEqual(['another-secret possible'])
    expect(explanation.stages[0]).toMatchObject({ received: null, agrees: null })
  })
})

describe('a malformed order', () => {
  const sign = md5(right)

  it.each<[string, string, string?]>([
    ['wrong-username', bodyOf(md5(`nobody${apiKey}success-001`), { username: 'nobody' })],
    ['member-missing', bodyOf(undefined)],
    ['member-empty', bodyOf('')],
    ['member-not-text', bodyOf(sign, { customer_no: 87800001230 })],
    ['member-misspelled', bodyOf(sign, { ref_id: undefined, refId: 'success-001' })],
    ['member-misspelled', bodyOf(undefined, { signature: sign })],
    ['http-method', bodyOf(sign), 'PUT'],
  ])('is explained as %s', (id, body, method) => {
    const { answer, explanation, found } = send(body, {}, method)
    expect(answer.effect).toBeUndefined()
    expect(found[0]).toBe(`${id} seen`)
    expect(explanation.verifies).toBe(false)
  })
})

/** Their credentials are not the mock's, so the formula is compared. */
describe('the mistakes of the vectors', () => {
  it.each([
    ['partsJoinedWithColons', 'another-separator', `${username}:${apiKey}:success-001`],
    ['keyFirst', 'parts-in-another-order', `${apiKey}${username}success-001`],
    ['balanceSuffix', 'word-of-another-call', `${username}${apiKey}depo`],
    ['priceListSuffix', 'word-of-another-call', `${username}${apiKey}pricelist`],
    ['keyInOtherCase', 'secret-case', `${username}${apiKey.toUpperCase()}success-001`],
    ['withoutReference', 'part-missing', `${username}${apiKey}`],
  ])('%s is explained as %s', (name, id, text) => {
    const [vector] = vectorFile.vectors.filter((candidate) => 'commonMistakes' in candidate)
    expect(Object.keys(vector?.commonMistakes ?? {})).toContain(name)
    expect(send(bodyOf(md5(text))).found[0]).toBe(`${id} proven`)
  })
})
