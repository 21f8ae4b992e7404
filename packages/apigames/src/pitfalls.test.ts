import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describePitfalls } from '@cekstatus/conformance'
import { isCekStatusError } from '@cekstatus/core'
import { expect } from 'vitest'
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

const webhookOnly = 'it is about webhooks, which this package does not read'

describePitfalls('apigames', 28, [
  {
    trap: 1,
    observable: 'the envelope 1 comes with every word and decides none',
    test: () => {
      expect(read({ status: 'Gagal' })).toMatchObject({ status: 'failed', advice: 'release' })
      expect(read({ status: undefined })).toMatchObject({ status: 'unknown', final: false, advice: 'review' })
    },
  },
  {
    trap: 2,
    observable: 'the envelope 0 is an error about the request, never a failed purchase',
    test: () => {
      expect(refusal('Signature not valid').code).toBe('AUTHENTICATION')
      expect(refusal('Transaksi tidak ditemukan').code).toBe('REJECTED')
      expect(refusal('Transaction not found', 404).code).toBe('REJECTED')
    },
  },
  {
    trap: 3,
    observable: 'sn is the reason of a failure and the serial number of a delivery',
    test: () => {
      const failed = read({ status: 'Gagal', sn: 'error_require_login' })
      expect(failed.reason).toBe('error_require_login')
      expect(failed.lines).toMatchObject([{ reason: 'error_require_login', serialNumber: null }])
      expect(read().lines).toMatchObject([
        { reason: null, serialNumber: 'BSK.AFULP. RefId : 12067803053055289057' },
      ])
    },
  },
  {
    trap: 4,
    observable: 'sn proves nothing under the other words',
    test: () => {
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
    },
  },
  {
    trap: 5,
    observable: 'sn is free text and may be empty without a warning',
    test: () => {
      expect(read({ status: 'Pending', sn: '' })).toMatchObject({ status: 'pending', warnings: [] })
      expect(read({ sn: '' })).toMatchObject({ status: 'success', advice: 'fulfill', warnings: [] })
      expect(read({ sn: '' }).lines).toMatchObject([{ serialNumber: null }])
      expect(read({ sn: 'MR~~05~@. RefId : 1/2' }).lines).toMatchObject([
        { serialNumber: 'MR~~05~@. RefId : 1/2' },
      ])
    },
  },
  {
    trap: 6,
    observable: 'words are read whole, and from data.status alone',
    test: () => {
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
    },
  },
  {
    trap: 7,
    observable: 'words are read in any case and kept as they came',
    test: () =>
      expect(read({ status: 'SUKSES' })).toMatchObject({ status: 'success', providerStatus: 'SUKSES' }),
  },
  {
    trap: 8,
    observable: 'Validasi Provider is neither success nor failure',
    test: () =>
      expect(read({ status: 'Validasi Provider' })).toMatchObject({
        status: 'unknown',
        final: false,
        advice: 'review',
        providerStatus: 'Validasi Provider',
        warnings: [],
      }),
  },
  {
    trap: 9,
    observable: 'Sukses Sebagian is its own status, for a person to decide',
    test: () =>
      expect(read({ status: 'Sukses Sebagian' })).toMatchObject({ status: 'partial', advice: 'review' }),
  },
  {
    trap: 10,
    observable: 'an HTTP error or a timeout is an error, retryable where asking again may help',
    test: async () => {
      const page = '<html></html>'
      expect(errorOf(() => parseBody(page, 502))).toMatchObject({
        code: 'PROVIDER_UNAVAILABLE',
        retryable: true,
      })
      expect(refusal('Signature not valid', 500).code).toBe('PROVIDER_UNAVAILABLE')
      expect(errorOf(() => parseBody(page, 404)).code).toBe('RESPONSE_INVALID')
      const { outcome: late } = await ask(() => new Promise(() => undefined), { timeoutMs: 1 })
      expect(late).toMatchObject({ code: 'TIMEOUT', retryable: true })
      const { outcome: broken } = await ask(() => Promise.reject(new Error('reset')))
      expect(broken).toMatchObject({ code: 'NETWORK', retryable: true })
    },
  },
  {
    trap: 11,
    observable: 'only the status call is sent, never the purchase',
    test: async () => {
      const { sent } = await ask(answering(suksesBody({ status: 'Pending' })))
      expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
        'POST https://v1.apigames.id/v2/transaksi/status',
      ])
      expect(Object.keys(JSON.parse(sent[0]?.body ?? ''))).toEqual(['ref_id', 'merchant_id', 'signature'])
    },
  },
  {
    trap: 12,
    observable: 'the balance decides nothing, whatever its type, and amounts are exact decimal text',
    test: () => {
      for (const last_balance of ['99049000', 99049000, '', null]) {
        expect(read({ last_balance })).toMatchObject({ status: 'success', warnings: [] })
      }
      const exact = { ...productDetail, price_rp: '123456789012345.1' }
      expect(read({ product_detail: exact }).amount).toEqual({ value: '123456789012345.10', currency: 'IDR' })
    },
  },
  {
    trap: 13,
    observable: 'the amount is price_rp; price in the unit of the supplier stays in raw',
    test: () => {
      const { amount, lines, raw } = read()
      expect([amount, lines[0]?.amount]).toEqual(Array(2).fill({ value: '750.00', currency: 'IDR' }))
      expect(raw.data.product_detail).toMatchObject({ price: 3, price_unit: 'garena shell', rate: 250 })
      expect(read({ product_detail: { ...productDetail, price_rp: undefined } }).amount).toBeNull()
    },
  },
  {
    trap: 14,
    observable: 'asking by the trx_id of an answer is noticed, because ref_id is compared',
    test: () => {
      const asked = { merchantReference: 'T220926XXXXX00003' }
      expect(errorOf(() => read({}, asked)).code).toBe('RESPONSE_MISMATCH')
    },
  },
  {
    trap: 15,
    observable: 'the vectors that must hold are computed ones; printed signatures are marked',
    test: () => {
      const file = readFileSync(new URL('../vectors/apigames.json', import.meta.url), 'utf8')
      const { vectors } = JSON.parse(file) as { vectors: { origin: string; verifies: boolean }[] }
      const kinds = new Set(vectors.map(({ origin, verifies }) => `${origin} ${verifies}`))
      expect([...kinds].sort()).toEqual(['derived true', 'published false'])
    },
  },
  {
    trap: 16,
    observable: 'the status call is signed with its own formula, not with a neighbour’s',
    test: () => {
      const signature = statusSignature('TRX0007', credentials)
      expect(signature).toBe('61833995f65911e9cb1ceab8942fc573')
      // The account call with and without colon, and the purchase of the first version.
      expect([
        '589cc6ba3bce848fd6e7e2a8916bf636',
        'a7620f6f31a28f046943967dbf320984',
        '54bade5a635c085db2593f085b3434df',
      ]).not.toContain(signature)
    },
  },
  {
    trap: 17,
    observable: 'a signature, which also buys, is in no error though the provider prints it back',
    test: async () => {
      const { outcome, sent } = await ask(async (_url, init) => {
        return new Response(JSON.stringify({ status: 0, error_msg: `refused ${String(init?.body)}` }))
      })
      const { signature } = JSON.parse(sent[0]?.body ?? '')
      expect(signature).toMatch(/^[0-9a-f]{32}$/)
      expect(outcome).toMatchObject({
        providerMessage: expect.stringContaining('refused {"ref_id":"sdfsdx2"'),
      })
      expect(inspect(outcome, { showHidden: true, depth: 9 })).not.toContain(signature)
    },
  },
  {
    trap: 18,
    observable: 'nothing secret is in the address',
    test: () => {
      const { method, url, headers } = buildStatusRequest(query, credentials)
      expect([method, url]).toEqual(['POST', 'https://v1.apigames.id/v2/transaksi/status'])
      expect(headers).toEqual({ accept: 'application/json', 'content-type': 'application/json' })
    },
  },
  {
    trap: 19,
    observable: 'the reference is signed and sent raw, without any URL encoding',
    test: () => {
      const { body } = buildStatusRequest({ merchantReference: 'spasi dan/é' }, credentials)
      expect(JSON.parse(body ?? '')).toMatchObject({
        ref_id: 'spasi dan/é',
        signature: '6c3860182800206aecd2e1403fc0053f',
      })
    },
  },
  {
    trap: 20,
    observable: 'the body of a webhook, which has no envelope, is not an answer',
    test: () => {
      const { data } = JSON.parse(suksesBody())
      expect(errorOf(() => parseBody(JSON.stringify(data))).code).toBe('RESPONSE_INVALID')
    },
  },
  { trap: 21, doesNotApply: webhookOnly },
  {
    trap: 22,
    observable: 'the first version, which asks without a signature, is not used',
    test: () => {
      const { url, body } = buildStatusRequest(query, credentials)
      expect(new URL(url).pathname).toBe('/v2/transaksi/status')
      expect(JSON.parse(body ?? '').signature).toBe('1579e8145f7e9870dea394f054020a4d')
    },
  },
  {
    trap: 23,
    observable: 'the text of a refusal is classified in any case',
    test: () => {
      const texts = [
        'Signature Not Valid',
        'SIGNATURE NOT VALID',
        'merchant not found',
        'MERCHANT CONFIG NOT FOUND',
      ]
      expect(texts.map((text) => refusal(text).code)).toEqual(Array(4).fill('AUTHENTICATION'))
    },
  },
  {
    trap: 24,
    observable: 'the text of a refusal is error_msg, else message',
    test: () => {
      expect(refusal('Signature not valid').providerMessage).toBe('Signature not valid')
      const other = errorOf(() => parseBody('{"status":0,"message":"Signature not valid"}'))
      expect([other.code, other.providerMessage]).toEqual(['AUTHENTICATION', 'Signature not valid'])
    },
  },
  {
    trap: 25,
    observable: 'an envelope without data is refused before anything is read from it',
    test: () => {
      for (const body of ['{"status":1}', '{"status":1,"data":null}', '{"status":1,"data":[]}']) {
        expect(errorOf(() => parseBody(body)).code).toBe('RESPONSE_INVALID')
      }
    },
  },
  {
    trap: 26,
    observable: 'a call asks once, whatever the answer, and says which answers end the asking',
    test: async () => {
      for (const status of ['Pending', 'Proses', 'Validasi Provider']) {
        const { sent, outcome } = await ask(answering(suksesBody({ status })))
        expect([sent.length, outcome]).toMatchObject([1, { final: false }])
      }
      expect((await ask(answering('{"status":0}'))).sent.length).toBe(1)
      for (const status of ['Sukses', 'Gagal', 'Sukses Sebagian']) expect(read({ status }).final).toBe(true)
    },
  },
  {
    trap: 27,
    observable: 'an answer for another order is refused',
    test: () => expect(errorOf(() => read({ ref_id: 'SDFSDX2' })).code).toBe('RESPONSE_MISMATCH'),
  },
  {
    trap: 28,
    doesNotApply: 'it is about the page of a report to other software, from which nothing is taken',
  },
])
