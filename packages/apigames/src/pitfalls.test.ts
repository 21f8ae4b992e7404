import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import {
  type ApigamesQuery,
  buildStatusRequest,
  createApigames,
  parseStatusResponse,
  statusSignature,
} from './index.ts'
import { productDetail, suksesBody } from './test-bodies.ts'

const query = { merchantReference: 'sdfsdx2' }
const credentials = { merchantId: 'M000000TESTXX0001', secretKey: 'not-a-real-secret-0123456789abcdef' }

function read(changes: Record<string, unknown> = {}, asked: ApigamesQuery = query) {
  return parseBody(suksesBody(changes), 200, asked)
}

function parseBody(body: string, status = 200, asked: ApigamesQuery = query) {
  return parseStatusResponse({ status, headers: {}, body }, asked)
}

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
  }
  throw new Error('no error of ours')
}

function refusal(error_msg: string, status = 200) {
  return errorOf(() => parseBody(JSON.stringify({ error_msg, status: 0 }), status))
}

/** Asks once with a fetch of the test's own and returns the error, or what was sent. */
async function ask(send: typeof fetch, options: { timeoutMs?: number } = {}) {
  const sent: { url: string; method: string; body: string }[] = []
  const recording: typeof fetch = (url, init) => {
    sent.push({ url: String(url), method: init?.method ?? '', body: String(init?.body) })
    return send(url, init)
  }
  const asking = createApigames({ ...credentials, fetch: recording, ...options }).getTransactionStatus(query)
  const outcome: unknown = await asking.catch((error: unknown) => error)
  return { sent, outcome }
}

const answering = (body: string) => async () => new Response(body)

describe('pitfalls of https://docs.apigames.id/docs/v2/cek-status/cek-status-post', () => {
  it('takes envelope status 1 for no status of the purchase', () => {
    expect(read({ status: 'Gagal' })).toMatchObject({ status: 'failed', advice: 'release' })
    expect(read({ status: undefined })).toMatchObject({ status: 'unknown', final: false, advice: 'review' })
  })

  it('reads sn as the reason of a failure and as the serial number of a delivery', () => {
    const failed = read({ status: 'Gagal', sn: 'error_require_login' })
    expect(failed.reason).toBe('error_require_login')
    expect(failed.lines).toMatchObject([{ reason: 'error_require_login', serialNumber: null }])
    expect(read().lines).toMatchObject([
      { reason: null, serialNumber: 'BSK.AFULP. RefId : 12067803053055289057' },
    ])
  })

  it('ignores sn beside every other word', () => {
    for (const status of [
      'Pending',
      'Proses',
      'Sukses Sebagian',
      'Validasi Provider',
      'Selesai',
      undefined,
    ]) {
      const transaction = read({ status })
      expect([transaction.reason, transaction.lines[0]?.reason]).toEqual([null, null])
      expect(transaction.lines[0]?.serialNumber).toBeNull()
    }
  })

  it('accepts an empty sn without a warning', () => {
    expect(read({ status: 'Pending', sn: '' })).toMatchObject({ status: 'pending', warnings: [] })
    expect(read({ sn: '' })).toMatchObject({ status: 'success', advice: 'fulfill', warnings: [] })
    expect(read({ sn: '' }).lines).toMatchObject([{ serialNumber: null }])
    expect(read({ sn: 'MR~~05~@. RefId : 1/2' }).lines).toMatchObject([
      { serialNumber: 'MR~~05~@. RefId : 1/2' },
    ])
  })

  it('reads whole words from data.status alone', () => {
    const words = ['Sukses Sebagian', 'Tidak Sukses', 'Sukses!', 'Gagal Sukses']
    expect(words.map((status) => read({ status }).status)).toEqual([
      'partial',
      'unknown',
      'unknown',
      'unknown',
    ])
    const message = 'R#sdfsdx2 ff5.4645, status SUKSES. SN/Ref: 1. Sisa saldo 1'
    expect(read({ status: 'Gagal', message, sn: 'Sukses' }).status).toBe('failed')
    expect(read({ status: undefined, message }).status).toBe('unknown')
  })

  it('reads words in any case and keeps the original text', () =>
    expect(read({ status: 'SUKSES' })).toMatchObject({ status: 'success', providerStatus: 'SUKSES' }))

  it('returns unknown for Validasi Provider', () =>
    expect(read({ status: 'Validasi Provider' })).toMatchObject({
      status: 'unknown',
      final: false,
      advice: 'review',
      providerStatus: 'Validasi Provider',
      warnings: [],
    }))

  it('sends the status call only, never the purchase', async () => {
    const { sent } = await ask(answering(suksesBody({ status: 'Pending' })))
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://v1.apigames.id/v2/transaksi/status',
    ])
    expect(Object.keys(JSON.parse(sent[0]?.body ?? ''))).toEqual(['ref_id', 'merchant_id', 'signature'])
  })

  it('ignores the balance and keeps amounts as exact decimal text', () => {
    for (const last_balance of ['99049000', 99049000, '', null]) {
      expect(read({ last_balance })).toMatchObject({ status: 'success', warnings: [] })
    }
    const exact = { ...productDetail, price_rp: '123456789012345.1' }
    expect(read({ product_detail: exact }).amount).toEqual({ value: '123456789012345.10', currency: 'IDR' })
  })

  it('reads the amount from price_rp, never from the supplier’s price', () => {
    const { amount, lines, raw } = read()
    expect([amount, lines[0]?.amount]).toEqual(Array(2).fill({ value: '750.00', currency: 'IDR' }))
    expect(raw.data.product_detail).toMatchObject({ price: 3, price_unit: 'garena shell', rate: 250 })
    expect(read({ product_detail: { ...productDetail, price_rp: undefined } }).amount).toBeNull()
  })

  it('rejects a response for a query by trx_id, because ref_id differs', () => {
    const asked = { merchantReference: 'T220926XXXXX00003' }
    expect(errorOf(() => read({}, asked)).code).toBe('RESPONSE_MISMATCH')
  })

  it('signs and sends the reference without URL encoding', () => {
    const { body } = buildStatusRequest({ merchantReference: 'spasi dan/é' }, credentials)
    expect(JSON.parse(body ?? '')).toMatchObject({
      ref_id: 'spasi dan/é',
      signature: '6c3860182800206aecd2e1403fc0053f',
    })
  })

  it('rejects an envelope without data', () => {
    for (const body of ['{"status":1}', '{"status":1,"data":null}', '{"status":1,"data":[]}']) {
      expect(errorOf(() => parseBody(body)).code).toBe('RESPONSE_INVALID')
    }
  })

  it('sends one request per call and marks final statuses', async () => {
    for (const status of ['Pending', 'Proses', 'Validasi Provider']) {
      const { sent, outcome } = await ask(answering(suksesBody({ status })))
      expect([sent.length, outcome]).toMatchObject([1, { final: false }])
    }
    expect((await ask(answering('{"status":0}'))).sent.length).toBe(1)
    for (const status of ['Sukses', 'Gagal', 'Sukses Sebagian']) expect(read({ status }).final).toBe(true)
  })

  it('rejects a response for another order', () =>
    expect(errorOf(() => read({ ref_id: 'SDFSDX2' })).code).toBe('RESPONSE_MISMATCH'))
})

describe('pitfalls of https://docs.apigames.id/docs/v2/pendahuluan', () => {
  it('takes envelope status 0 for an error of the request, never for a failed purchase', () => {
    expect(refusal('Signature not valid').code).toBe('AUTHENTICATION')
    expect(refusal('Transaksi tidak ditemukan').code).toBe('REJECTED')
    expect(refusal('Transaction not found', 404).code).toBe('REJECTED')
  })

  it('marks published signatures as not verifying and derived ones as verifying', () => {
    const file = readFileSync(new URL('../vectors/apigames.json', import.meta.url), 'utf8')
    const { vectors } = JSON.parse(file) as { vectors: { origin: string; verifies: boolean }[] }
    const kinds = new Set(vectors.map(({ origin, verifies }) => `${origin} ${verifies}`))
    expect([...kinds].sort()).toEqual(['derived true', 'published false'])
  })

  it('signs the status call with its own formula, not with that of another call', () => {
    const signature = statusSignature('TRX0007', credentials)
    expect(signature).toBe('61833995f65911e9cb1ceab8942fc573')
    // The account call with and without colon, and the purchase of the first version.
    expect([
      '589cc6ba3bce848fd6e7e2a8916bf636',
      'a7620f6f31a28f046943967dbf320984',
      '54bade5a635c085db2593f085b3434df',
    ]).not.toContain(signature)
  })

  it('classifies the text of a refusal in any case', () => {
    const texts = [
      'Signature Not Valid',
      'SIGNATURE NOT VALID',
      'merchant not found',
      'MERCHANT CONFIG NOT FOUND',
    ]
    expect(texts.map((text) => refusal(text).code)).toEqual(Array(4).fill('AUTHENTICATION'))
  })

  it('reads the text of a refusal from error_msg, else from message', () => {
    expect(refusal('Signature not valid').providerMessage).toBe('Signature not valid')
    const other = errorOf(() => parseBody('{"status":0,"message":"Signature not valid"}'))
    expect([other.code, other.providerMessage]).toEqual(['AUTHENTICATION', 'Signature not valid'])
  })
})

describe('pitfalls of https://docs.apigames.id/docs/v2/transaksi/transaksi-post', () => {
  it('keeps the signature, which also buys, out of errors that echo the request', async () => {
    const { outcome, sent } = await ask(async (_url, init) => {
      return new Response(JSON.stringify({ status: 0, error_msg: `refused ${String(init?.body)}` }))
    })
    const { signature } = JSON.parse(sent[0]?.body ?? '')
    expect(signature).toMatch(/^[0-9a-f]{32}$/)
    expect(outcome).toMatchObject({
      providerMessage: expect.stringContaining('refused {"ref_id":"sdfsdx2"'),
    })
    expect(inspect(outcome, { showHidden: true, depth: 9 })).not.toContain(signature)
  })
})

describe('pitfalls of https://docs.apigames.id/docs/v2/webhook/webhook-get', () => {
  it('rejects the body of a webhook, which has no envelope', () => {
    const { data } = JSON.parse(suksesBody())
    expect(errorOf(() => parseBody(JSON.stringify(data))).code).toBe('RESPONSE_INVALID')
  })
})
