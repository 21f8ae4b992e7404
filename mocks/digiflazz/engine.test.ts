import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureBody, fixtureOf } from '../src/fixtures.ts'
import type { MockServer } from '../src/server.ts'
import type { MockAnswer } from '../src/types.ts'
import { createMockServer, credentials, fixtures, provider } from './index.ts'

const path = '/v1/transaction'
const dayMs = 86_400_000

/** The page's formula: md5(username + apiKey + ref_id). */
function sign(
  refId: string,
  apiKey: string = credentials.apiKey,
  username: string = credentials.username,
): string {
  return createHash('md5')
    .update(username + apiKey + refId, 'utf8')
    .digest('hex')
}

function bodyFor(refId: string, changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    username: credentials.username,
    buyer_sku_code: 'xld10',
    customer_no: '081234567890',
    ref_id: refId,
    sign: sign(refId),
    ...changes,
  })
}

/** A mock of its own, with a clock that is moved by hand. */
function createMock({ rateLimits = false } = {}) {
  let nowMs = Date.parse('2026-03-01T00:00:00Z')
  const engine = provider.createEngine({
    now: () => new Date(nowMs),
    settings: () => ({ rateLimits, timestampToleranceMs: null }),
  })
  const post = (body: string, method = 'POST', askedPath = path): MockAnswer =>
    engine.handle({ method, path: askedPath, query: new URLSearchParams(), headers: {}, body })
  return {
    post,
    order: (refId: string, changes: Record<string, unknown> = {}) => post(bodyFor(refId, changes)),
    /** With the key that the page wants for it. */
    test: (refId: string, customerNo: string) =>
      post(
        bodyFor(refId, {
          customer_no: customerNo,
          testing: true,
          sign: sign(refId, credentials.developmentKey),
        }),
      ),
    advance(byMs: number) {
      nowMs += byMs
    },
  }
}

function dataOf({ body }: MockAnswer) {
  return JSON.parse(body).data
}

function documentedBody(name: string): string {
  return fixtureBody(fixtureOf(fixtures, name))
}

describe('the samples of the pages', () => {
  it.each([
    ['test1', '087800001230', 'xld10', 'sukses'],
    ['test2', '087800001232', 'xld10', 'gagal'],
    ['test3', '087800001233', 'xld10', 'pending'],
    ['some1d', '087800001233', 'xld25', 'topup-pending'],
  ])('%s for %s is returned byte for byte', (refId, customerNo, productCode, fixtureCase) => {
    const answer = createMock().order(refId, { customer_no: customerNo, buyer_sku_code: productCode })
    expect(answer).toMatchObject({ status: 200, rule: 'documented-reference', effect: 'created-order' })
    expect(answer.body).toBe(documentedBody(fixtureCase))
    expect(answer.provenance.kind).toBe('documented')
  })

  it('are not returned for another order with their reference', () => {
    const answer = createMock().order('test1')
    expect(dataOf(answer)).toMatchObject({ ref_id: 'test1', customer_no: '081234567890', status: 'Pending' })
  })

  it.each([
    ['success-7', 'sukses'],
    ['pending-7', 'pending'],
    ['failed-7', 'gagal'],
    ['rc-54-7', 'rc-54'],
  ])('%s is one with another order in it only', (refId, fixtureCase) => {
    const { body } = createMock().order(refId)
    const sample = JSON.parse(documentedBody(fixtureCase)).data
    expect(JSON.parse(body).data).toEqual({
      ...sample,
      ref_id: refId,
      customer_no: '081234567890',
      buyer_sku_code: 'xld10',
    })
    expect(body.split('\n')).toHaveLength(documentedBody(fixtureCase).split('\n').length)
  })
})

describe('the test numbers', () => {
  it.each([
    ['087800001230', 'Sukses', 'Sukses'],
    ['087800001232', 'Gagal', 'Gagal'],
    ['087800001233', 'Pending', 'Sukses'],
    ['087800001234', 'Pending', 'Gagal'],
  ])('%s is %s first and %s later', (customerNo, first, later) => {
    const mock = createMock()
    expect(dataOf(mock.test('INV-1', customerNo))).toMatchObject({ ref_id: 'INV-1', status: first })
    for (let call = 0; call < 3; call += 1) {
      expect(dataOf(mock.test('INV-1', customerNo))).toMatchObject({
        ref_id: 'INV-1',
        customer_no: customerNo,
        status: later,
      })
    }
  })

  it('continue from the sample of the page', () => {
    const mock = createMock()
    expect(mock.test('test3', '087800001233').body).toBe(documentedBody('pending'))
    expect(dataOf(mock.test('test3', '087800001233'))).toMatchObject({ ref_id: 'test3', status: 'Sukses' })
  })

  it('apply to one product; other orders stay pending', () => {
    const mock = createMock()
    const ask = () => mock.order('INV-1', { customer_no: '087800001230', buyer_sku_code: 'xld25' })
    expect([dataOf(ask()).status, dataOf(ask()).status]).toEqual(['Pending', 'Pending'])
    expect([mock.order('INV-2'), mock.order('INV-2')].map((answer) => dataOf(answer).status)).toEqual([
      'Pending',
      'Pending',
    ])
  })
})

describe('a status check', () => {
  it('places an order for an unknown reference, then repeats it', () => {
    const mock = createMock()
    const first = mock.order('INV-1')
    expect(first).toMatchObject({ status: 200, rule: 'unknown-reference', effect: 'created-order' })
    expect(first.because).toMatch(/^created an order: the ref_id was new; /)
    const second = mock.order('INV-1')
    expect(second.effect).toBe('asked-again')
    expect(second.because).toMatch(/^existing order; /)
    expect(mock.order('INV-2').effect).toBe('created-order')
  })

  it.each([
    ['another number', { customer_no: '081234567891' }],
    ['another product', { buyer_sku_code: 'xld25' }],
  ])('with %s is refused and places no order', (_what, changes) => {
    const mock = createMock()
    mock.order('INV-1')
    const answer = mock.order('INV-1', changes)
    expect(dataOf(answer)).toMatchObject({
      ref_id: 'INV-1',
      rc: '49',
      status: 'Gagal',
      message: 'Ref ID tidak unik',
    })
    expect(answer.effect).toBeUndefined()
    expect(mock.order('INV-1').effect).toBe('asked-again')
  })

  it('repeats the order for 90 days, then places a new one', () => {
    const mock = createMock()
    mock.test('INV-1', '087800001233')
    mock.advance(90 * dayMs)
    expect(mock.test('INV-1', '087800001233')).toMatchObject({ effect: 'asked-again' })
    mock.advance(1)
    const anew = mock.test('INV-1', '087800001233')
    expect(anew.effect).toBe('created-order')
    expect(anew.because).toMatch(/^created an order: the one under this ref_id is more than 90 days old; /)
    expect(dataOf(anew).status).toBe('Pending')
    mock.advance(90 * dayMs)
    expect(mock.test('INV-1', '087800001233').effect).toBe('asked-again')
  })

  it('places a new order after 90 days, also for another number', () => {
    const mock = createMock()
    mock.order('INV-1')
    mock.advance(91 * dayMs)
    expect(mock.order('INV-1', { customer_no: '081234567891' }).effect).toBe('created-order')
  })

  it('separates test orders from real ones', () => {
    const mock = createMock()
    mock.test('INV-1', '087800001230')
    expect(mock.order('INV-1', { customer_no: '087800001230' }).effect).toBe('created-order')
    expect(mock.order('INV-1', { customer_no: '087800001230' }).effect).toBe('asked-again')
  })

  it.each(['rc-43-1', 'rc-44-1', 'rc-45-1', 'rc-68-1', 'unauthorized-1'])(
    'with %s places no order',
    (refId) => {
      const mock = createMock()
      for (const answer of [mock.order(refId), mock.order(refId)]) {
        expect(dataOf(answer)).toMatchObject({ ref_id: refId, status: 'Gagal' })
        expect(answer.effect).toBeUndefined()
      }
    },
  )

  it('places an order for a code that forms a transaction', () => {
    const mock = createMock()
    expect([mock.order('rc-54-1').effect, mock.order('rc-54-1').effect]).toEqual([
      'created-order',
      'asked-again',
    ])
    expect(mock.order('rc-99-1').effect).toBe('created-order')
  })

  it('places an order for a reference that begins with not-found', () => {
    expect(provider.exceptions.map(({ scenario }) => scenario)).toContain('not-found')
    expect(dataOf(createMock().order('not-found-1'))).toMatchObject({
      ref_id: 'not-found-1',
      status: 'Pending',
    })
  })

  it('keeps every character of an order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), (rest, customerNo) => {
        const refId = `success-${rest}`
        const answer = createMock().order(refId, { customer_no: customerNo })
        expect(dataOf(answer)).toMatchObject({ ref_id: refId, customer_no: customerNo, status: 'Sukses' })
      }),
    )
  })

  it('drops the oldest order above the limit', () => {
    const mock = createMock()
    for (let count = 0; count <= 1000; count += 1) mock.order(`INV-${count}`)
    expect(mock.order('INV-1000').effect).toBe('asked-again')
    expect(mock.order('INV-0').effect).toBe('created-order')
  })
})

describe('a status check within a minute', () => {
  it('is accepted without rate limits', () => {
    const mock = createMock()
    mock.order('INV-1')
    expect(dataOf(mock.order('INV-1')).rc).toBe('03')
  })

  it('is refused for the same order only', () => {
    const mock = createMock({ rateLimits: true })
    mock.order('INV-1')
    expect(mock.order('INV-2').effect).toBe('created-order')
    mock.advance(59_999)
    const refusal = mock.order('INV-1')
    expect(refusal).toMatchObject({ rule: 'rate-limit', situation: 'rc-85' })
    expect(refusal.effect).toBeUndefined()
    expect(dataOf(refusal)).toMatchObject({ ref_id: 'INV-1', rc: '85', status: 'Gagal' })
    mock.advance(1)
    expect(mock.order('INV-1').effect).toBe('asked-again')
    mock.advance(59_999)
    expect(mock.order('INV-1').rule).toBe('rate-limit')
  })

  it('is not assumed when the clock is set back', () => {
    const mock = createMock({ rateLimits: true })
    mock.order('INV-1')
    mock.advance(-dayMs)
    expect(mock.order('INV-1').effect).toBe('asked-again')
  })
})

describe('the signature', () => {
  it.each([
    ['another key', { sign: sign('success-1', 'another') }],
    ['another reference', { sign: sign('success-2') }],
    ['upper case', { sign: sign('success-1').toUpperCase() }],
    ['the digest of the page', { sign: '740b00a1b8784e028cc8078edf66d12b' }],
    ['the development key', { sign: sign('success-1', credentials.developmentKey) }],
    ['the production key in a test', { testing: true }],
    ['a session that is not signed', { username: `${credentials.username}-team` }],
    ['white space', { sign: ` ${sign('success-1')}` }],
  ])('with %s is refused and places no order', (_what, changes) => {
    const mock = createMock()
    const answer = mock.order('success-1', changes)
    expect(dataOf(answer)).toMatchObject({
      ref_id: 'success-1',
      rc: '41',
      status: 'Gagal',
      message: 'Signature tidak valid',
    })
    expect(answer.effect).toBeUndefined()
    expect(mock.order('success-1').effect).toBe('created-order')
  })

  it('covers the username with its session', () => {
    const username = `${credentials.username}-team`
    const answer = createMock().order('success-1', {
      username,
      sign: sign('success-1', credentials.apiKey, username),
    })
    expect(dataOf(answer).status).toBe('Sukses')
  })

  it('requires a known username', () => {
    const answer = createMock().order('success-1', {
      username: 'nobody',
      sign: sign('success-1', credentials.apiKey, 'nobody'),
    })
    expect(dataOf(answer)).toMatchObject({ rc: '42', status: 'Gagal', message: 'Gagal memproses API Buyer' })
    expect(answer.effect).toBeUndefined()
  })

  it('requires the development key in a test', () => {
    expect(dataOf(createMock().test('success-1', '087800001230')).status).toBe('Sukses')
    const explicit = createMock().order('success-1', { testing: false })
    expect(dataOf(explicit).status).toBe('Sukses')
  })
})

describe('the request', () => {
  it.each(['', '{', '[]', 'null', '"text"', '1'])('with the body %j is a payload error', (body) => {
    const answer = createMock().post(body)
    expect(dataOf(answer)).toMatchObject({ rc: '40', status: 'Gagal', message: 'Payload Error' })
    expect(answer.effect).toBeUndefined()
  })

  it.each([
    ['no username', { username: undefined }],
    ['no product', { buyer_sku_code: undefined }],
    ['no number', { customer_no: '' }],
    ['a number that is no text', { customer_no: 81234567890 }],
    ['a reference that is no text', { ref_id: 7, sign: sign('7') }],
    ['no reference', { ref_id: null }],
    ['no signature', { sign: undefined }],
    ['a text for testing', { testing: 'true' }],
    ['a text for max_price', { max_price: '10000' }],
    ['a fraction for max_price', { max_price: 0.5 }],
    ['a number for cb_url', { cb_url: 1 }],
    ['a text for allow_dot', { allow_dot: 'yes' }],
  ])('with %s is a payload error', (_what, changes) => {
    const answer = createMock().order('success-1', changes)
    expect(dataOf(answer)).toMatchObject({ rc: '40', status: 'Gagal' })
    expect(answer.effect).toBeUndefined()
  })

  it('may have optional members', () => {
    const answer = createMock().order('success-1', {
      max_price: 11_000,
      cb_url: 'https://shop.example/hook',
      allow_dot: true,
    })
    expect(dataOf(answer).status).toBe('Sukses')
  })

  it.each(['inq-pasca', 'pay-pasca', 'status-pasca', ''])(
    'with the command %j is not supported',
    (commands) => {
      const answer = createMock().order('success-1', { commands })
      expect(answer.status).toBe(501)
      expect(answer.effect).toBeUndefined()
      expect(answer.body).not.toContain('success-1')
    },
  )

  it('must be a POST to the documented path', () => {
    const mock = createMock()
    expect(mock.post(bodyFor('success-1'), 'GET').status).toBe(405)
    expect(mock.post(bodyFor('success-1'), 'POST', '/v1/cek-saldo').status).toBe(404)
    expect(mock.post(bodyFor('success-1'), 'POST', `${path}/`).status).toBe(404)
    expect(mock.order('success-1').effect).toBe('created-order')
  })

  it('never makes the engine throw', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const answer = createMock().post(body)
        expect(answer.status === 501 || dataOf(answer).rc === '40').toBe(true)
      }),
    )
  })
})

describe('fixtures', () => {
  const transactions = fixtures.filter(({ expected }) => 'transaction' in expected)

  it.each(transactions.map((fixture) => [fixture.case, fixture] as const))(
    '%s expects the values of its body',
    (_case, fixture) => {
      const { data } = JSON.parse(fixtureBody(fixture))
      const agrees = fixture.provenance.kind !== 'hostile'
      const reason = data.status === 'Gagal' ? data.message : null
      const price = { value: data.price.toFixed(2), currency: 'IDR' }
      const status = { Sukses: 'success', Gagal: 'failed', Pending: 'pending' }[data.status as string]
      expect(fixture.expected).toMatchObject({
        transaction: {
          kind: 'purchase',
          merchantReference: data.ref_id,
          providerReference: null,
          ...(agrees && { status }),
          providerStatus: data.status,
          reason,
          amount: price,
          lines: [
            {
              target: data.customer_no,
              providerStatus: data.status,
              reason,
              serialNumber: agrees && data.status === 'Sukses' ? data.sn : null,
              amount: price,
            },
          ],
        },
      })
    },
  )
})

describe('over HTTP', () => {
  let server: MockServer

  beforeAll(async () => {
    server = await createMockServer()
  })

  afterAll(() => server.close())

  const send = (body: string, base = server.url, headers: Record<string, string> = {}) =>
    fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

  it('records placed orders in the journal', async () => {
    await send(bodyFor('INV-1'))
    await send(bodyFor('INV-1'))
    await send(bodyFor('INV-1', { sign: 'wrong' }))
    expect(server.journal.entries().map(({ effect }) => effect)).toEqual([
      'created-order',
      'asked-again',
      null,
    ])
    server.journal.expect({ provider: 'digiflazz', reference: 'INV-1', effect: 'created-order', times: 1 })
    expect(server.journal.check({ effect: 'created-order', times: 0 })).toMatchObject({
      met: false,
      message: expect.stringMatching(/of effect "created-order", but there were 1 call/),
    })
    const shown = JSON.stringify(server.journal.entries())
    expect(shown).not.toContain(sign('INV-1'))
  })

  it('keeps an order whose response a fault removed', async () => {
    const session = server.session('cut')
    session.addFault({ fault: { kind: 'reset' }, times: 1 })
    await expect(send(bodyFor('INV-2'), `${server.url}/s/cut`)).rejects.toThrow()
    expect(server.journal.entries({ session: 'cut' }).at(-1)?.effect).toBe('created-order')
    await send(bodyFor('INV-2'), `${server.url}/s/cut`)
    expect(server.journal.entries({ session: 'cut' }).at(-1)?.effect).toBe('asked-again')
  })

  it('places a new order when the session’s clock is 91 days ahead', async () => {
    const url = `${server.url}/s/later`
    const { clock } = server.session('later')
    await send(bodyFor('INV-3'), url)
    clock.advance(89 * dayMs)
    await send(bodyFor('INV-3'), url)
    clock.advance(2 * dayMs)
    await send(bodyFor('INV-3'), url)
    expect(server.journal.entries({ session: 'later' }).map(({ effect }) => effect)).toEqual([
      'created-order',
      'asked-again',
      'created-order',
    ])
  })

  it('places no order during maintenance', async () => {
    await send(bodyFor('INV-4'), server.url, { 'x-mock-situation': 'maintenance' })
    await send(bodyFor('INV-4'), server.url, { 'x-mock-situation': 'rc-44' })
    expect(server.journal.entries({ reference: 'INV-4' }).map(({ effect }) => effect)).toEqual([null, null])
    await send(bodyFor('INV-4'), server.url, { 'x-mock-situation': 'success' })
    expect(server.journal.entries({ reference: 'INV-4' }).at(-1)).toMatchObject({
      effect: 'created-order',
      situation: 'success',
    })
  })

  it('follows a timeline in repeated status checks', async () => {
    const words: string[] = []
    for (let call = 0; call < 3; call += 1) {
      const response = await send(bodyFor('pending-2x-then-failed-9'))
      words.push((await response.json()).data.status)
    }
    expect(words).toEqual(['Pending', 'Pending', 'Gagal'])
  })

  it('keeps a set situation for a test number', async () => {
    const url = `${server.url}/s/held`
    server.session('held').setSituation({ provider: 'digiflazz', situation: 'pending' })
    const body = bodyFor('test3', { customer_no: '087800001233' })
    const words = [await send(body, url), await send(body, url)].map(async (response) => {
      return (await response.json()).data.status
    })
    expect(await Promise.all(words)).toEqual(['Pending', 'Pending'])
  })

  it('has no orders in a new session and after a reset', async () => {
    await send(bodyFor('INV-5'), `${server.url}/s/one`)
    await send(bodyFor('INV-5'), `${server.url}/s/two`)
    expect(server.journal.entries({ session: 'two' }).at(-1)?.effect).toBe('created-order')
    server.session('one').reset()
    await send(bodyFor('INV-5'), `${server.url}/s/one`)
    expect(server.journal.entries({ session: 'one' }).at(-1)?.effect).toBe('created-order')
  })
})
