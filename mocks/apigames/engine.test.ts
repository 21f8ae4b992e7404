import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureBody, fixtureOf } from '../src/fixtures.ts'
import type { MockServer } from '../src/server.ts'
import type { MockAnswer } from '../src/types.ts'
import { createMockServer, credentials, fixtures, provider } from './index.ts'

const path = '/v2/transaksi/status'
const engine = provider.createEngine({ now: () => new Date(0) })

/** The page's formula: md5(merchant_id:secret_key:ref_id). */
function sign(
  refId: string,
  secretKey: string = credentials.secretKey,
  merchantId: string = credentials.merchantId,
): string {
  return createHash('md5').update(`${merchantId}:${secretKey}:${refId}`, 'utf8').digest('hex')
}

function bodyFor(refId: string, changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    ref_id: refId,
    merchant_id: credentials.merchantId,
    signature: sign(refId),
    ...changes,
  })
}

function post(body: string, method = 'POST', askedPath = path): MockAnswer {
  return engine.handle({ method, path: askedPath, query: new URLSearchParams(), headers: {}, body })
}

function askFor(refId: string): MockAnswer {
  return post(bodyFor(refId))
}

function documentedBody(name: string): string {
  return fixtureBody(fixtureOf(fixtures, name))
}

const refusal = documentedBody('invalid-signature')

describe('the documented reference', () => {
  it('returns the Sukses sample byte for byte', () => {
    const answer = askFor('sdfsdx2')
    expect(answer.body).toBe(documentedBody('sukses'))
    expect(answer.status).toBe(200)
    expect(answer.provenance.kind).toBe('documented')
  })

  it.each([
    ['success', 'sukses', 'Sukses'],
    ['partial', 'sukses-sebagian', 'Sukses Sebagian'],
    ['pending', 'pending', 'Pending'],
    ['processing', 'proses', 'Proses'],
    ['failed', 'gagal', 'Gagal'],
    ['unknown', 'validasi-provider', 'Validasi Provider'],
  ])('%s is the sample with another reference in ref_id and message only', (scenario, fixtureCase, word) => {
    const answer = askFor(`${scenario}-7`)
    expect(answer.body.replaceAll(`${scenario}-7`, 'sdfsdx2')).toBe(documentedBody(fixtureCase))
    expect(answer.provenance).toMatchObject({
      kind: 'documented, reference replaced',
      note: 'ref_id is replaced, and with it its mention after R# in message.',
    })
    const { data, status } = JSON.parse(answer.body)
    expect(status).toBe(1)
    expect(data.status).toBe(word)
    expect(data.ref_id).toBe(`${scenario}-7`)
    expect(data.message).toMatch(new RegExp(`^R#${scenario}-7 ff5\\.4645, status ${word.toUpperCase()}\\. `))
  })
})

describe('other references', () => {
  it('are refused in the documented form, never as failed', () => {
    const answer = askFor('TRX0007')
    expect(JSON.parse(answer.body)).toEqual({ error_msg: 'Transaksi tidak ditemukan', status: 0 })
    expect(answer.provenance.kind).toBe('inferred')
  })

  it.each(provider.exceptions)('have no scenario $scenario', ({ scenario, reason }) => {
    const answer = askFor(`${scenario}-1`)
    expect(answer.body).toBe(documentedBody('unknown-reference'))
    expect(answer.because).toContain(reason)
  })

  it('keep every character of a reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const refId = `success-${rest}`
        const { data } = JSON.parse(askFor(refId).body)
        expect(data.ref_id).toBe(refId)
        expect(data.message.startsWith(`R#${refId} ff5.4645, status SUKSES. `)).toBe(true)
      }),
    )
  })
})

describe('the signature', () => {
  it.each([
    ['another secret', { signature: sign('success-1', 'another') }],
    ['another reference', { signature: sign('success-2') }],
    ['upper case', { signature: sign('success-1').toUpperCase() }],
    ['the digest of the page', { signature: 'fa375f4e30dbe2cdcf5d1ee0e9d678ad' }],
    ['no text', { signature: 1 }],
    ['nothing', { signature: undefined }],
    ['another merchant', { merchant_id: 'M000000NOBODY' }],
    [
      'another merchant, rightly signed',
      { merchant_id: 'M000000NOBODY', signature: sign('success-1', credentials.secretKey, 'M000000NOBODY') },
    ],
    ['a session that is not signed', { merchant_id: `${credentials.merchantId}-team` }],
    ['no merchant', { merchant_id: undefined }],
    ['a reference that is no text', { ref_id: 7 }],
    ['a reference that is no text, rightly signed', { ref_id: 7, signature: sign('7') }],
    ['no reference', { ref_id: null }],
  ])('with %s is refused as the page shows', (_what, changes) => {
    const answer = post(bodyFor('success-1', changes))
    expect(answer.body).toBe(refusal)
    expect(answer.status).toBe(200)
    expect(answer.provenance.kind).toBe('documented')
  })

  it('covers the merchant with its session', () => {
    const merchantId = `${credentials.merchantId}-team`
    const signature = sign('success-1', credentials.secretKey, merchantId)
    const answer = post(bodyFor('success-1', { merchant_id: merchantId, signature }))
    expect(JSON.parse(answer.body).data.status).toBe('Sukses')
  })

  it('is checked before the situation, also for an unknown reference', () => {
    expect(post(bodyFor('ORDER-4711', { signature: '' })).body).toBe(refusal)
  })
})

describe('the request', () => {
  it.each(['', '{', '[]', 'null', '"text"', '1'])('with the body %j is unreadable', (body) => {
    const answer = post(body)
    expect(JSON.parse(answer.body)).toEqual({ error_msg: 'Data JSON tidak valid', status: 0 })
    expect(answer.provenance.kind).toBe('inferred')
  })

  it('must be a POST to the documented path', () => {
    expect(post(bodyFor('success-1'), 'GET').status).toBe(405)
    expect(post(bodyFor('success-1'), 'POST', '/v2/transaksi').status).toBe(404)
    expect(post(bodyFor('success-1'), 'POST', `${path}/`).status).toBe(404)
  })

  it('never makes the engine throw', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(JSON.parse(post(body).body).status).toBe(0)
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
      expect(data.product_detail.price_rp).toBe(data.product_detail.price * data.product_detail.rate)
      const delivered = data.status === 'Sukses'
      const reason = data.status === 'Gagal' ? data.sn : null
      const price = { value: data.product_detail.price_rp.toFixed(2), currency: 'IDR' }
      expect(fixture.expected).toMatchObject({
        transaction: {
          merchantReference: data.ref_id,
          providerReference: data.trx_id,
          providerStatus: data.status,
          reason,
          amount: price,
          lines: [
            {
              name: data.product_detail.name,
              target: data.destination,
              providerStatus: data.status,
              reason,
              serialNumber: delivered ? data.sn : null,
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
    server = await createMockServer({ now: () => new Date(0) })
  })

  afterAll(() => server.close())

  const send = (body: string) =>
    fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

  it('returns the documented body with its provenance', async () => {
    const response = await send(bodyFor('sdfsdx2'))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-mock-provenance')).toBe(
      'documented; https://docs.apigames.id/docs/v2/cek-status/cek-status-post',
    )
    expect(await response.text()).toBe(documentedBody('sukses'))
  })

  it('refuses a wrong signature with HTTP 200', async () => {
    const response = await send(bodyFor('sdfsdx2', { signature: sign('sdfsdx2', 'another') }))
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(refusal)
  })
})
