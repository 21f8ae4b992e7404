import { isCekStatusError } from '@cekstatus/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { DigiflazzParseQuery } from './index.ts'
import { type DigiflazzResponse, parseStatusResponse } from './index.ts'
import { credentialCodes, formedCodes, limitCodes, refusalCodes } from './response-codes.ts'
import { errorResponseSchema, statusResponseSchema } from './schemas.ts'
import { now, order, suksesBody } from './test-bodies.ts'

const read = (changes: Record<string, unknown> = {}, query: DigiflazzParseQuery = order, status = 200) =>
  parseStatusResponse({ status, headers: {}, body: suksesBody(changes) }, query, { now })

const codesOf = (changes: Record<string, unknown>) =>
  read(changes).warnings.map(({ code, field }) => `${code} ${field}`)

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}

describe('DigiflazzResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof statusResponseSchema>>().toEqualTypeOf<DigiflazzResponse>()
  })
})

describe('the codes', () => {
  const all = [...formedCodes.keys(), ...limitCodes.keys(), ...credentialCodes.keys(), ...refusalCodes]

  it('are those of the page, each in one group', () => {
    const page =
      '00 01 02 03 40 41 42 43 44 45 47 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 80 81 82 83 84 85 86 87 88 99'
    expect(all.sort()).toEqual(page.split(' '))
  })

  it.each([...formedCodes].map(([code, { word }]) => ({ code, word })))(
    'read $word with $code',
    ({ code, word }) => {
      const plain = { Sukses: 'success', Pending: 'pending', Gagal: 'failed' } as const
      expect(read({ status: word, rc: code }).status).toBe(plain[word])
    },
  )

  it.each([...credentialCodes.keys()])('refuse whoever asks with %s', (rc) => {
    const error = errorOf(() => read({ status: 'Gagal', rc }))
    expect([error.code, error.providerCode]).toEqual(['AUTHENTICATION', rc])
    expect(error.hint).toBe(credentialCodes.get(rc))
  })

  it.each([
    ['83', 300_000],
    ['85', 60_000],
    ['86', null],
  ])('speak of asking too often with %s', (rc, retryAfterMs) => {
    const error = errorOf(() => read({ status: 'Gagal', rc }))
    expect([error.code, error.limitedBy, error.retryAfterMs]).toEqual([
      'RATE_LIMITED',
      'provider',
      retryAfterMs,
    ])
  })

  it.each([...refusalCodes])('never say that the order failed with %s', (rc) => {
    const error = errorOf(() => read({ status: 'Gagal', rc }))
    expect(error.code).toBe('REJECTED')
    expect(error.hint).toContain('not even that it failed')
  })

  it.each([400, 404, 422, 500])('refuse under HTTP %i, too', (status) => {
    expect(errorOf(() => read({ status: 'Gagal', rc: '45' }, order, status)).code).toBe('AUTHENTICATION')
  })

  it('are quoted with their message, which that of an order never is', () => {
    const message = 'to 087800001230, SN 1234567890'
    const refused = errorOf(() => read({ status: 'Gagal', rc: '45', message: 'IP Anda tidak kami kenali' }))
    expect([refused.providerCode, refused.providerMessage]).toEqual(['45', 'IP Anda tidak kami kenali'])
    const failed = errorOf(() => read({ status: 'Gagal', rc: '54', message }, order, 400))
    expect([failed.code, failed.providerCode, failed.providerMessage]).toEqual(['REJECTED', '54', null])
    const gateway = { status: 403, headers: {}, body: '{"message":"Forbidden"}' }
    expect(errorOf(() => parseStatusResponse(gateway, order)).providerMessage).toBe('Forbidden')
  })

  it('tell a refusal even where the word is missing', () => {
    expect(errorOf(() => read({ status: undefined, rc: '41' })).code).toBe('AUTHENTICATION')
    expect(errorOf(() => read({ status: ' ', rc: '49' })).code).toBe('REJECTED')
  })
})

describe('a word', () => {
  it.each([
    ['Sukses', '02'],
    ['Sukses', '03'],
    ['Sukses', '41'],
    ['Sukses', '49'],
    ['Sukses', '85'],
    ['Sukses', '77'],
    ['Pending', '00'],
    ['Pending', '02'],
    ['Pending', '45'],
    ['Gagal', '00'],
    ['Gagal', '03'],
    ['Gagal', '99'],
    ['Gagal', '77'],
    ['Gagal', '2'],
    ['Gagal', ' 02'],
    ['Gagal', ''],
    ['Gagal', undefined],
    ['Sukses', undefined],
    ['Sukses', null],
  ])('%s beside the code %j is unknown, and nobody is told to act', (status, rc) => {
    const transaction = read({ status, rc })
    expect([transaction.status, transaction.advice, transaction.providerStatus]).toEqual([
      'unknown',
      'review',
      status,
    ])
    expect(codesOf({ status, rc })).toEqual(['STATUS_CONTRADICTION data.rc'])
    expect(transaction.lines[0]?.serialNumber).toBeNull()
  })

  it('is a success or a failure beside its own codes only, whatever the code', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Sukses', 'Pending', 'Gagal'),
        fc.string({ maxLength: 4 }),
        (status, rc) => {
          let told = 'an error'
          try {
            told = read({ status, rc }).status
          } catch (error) {
            if (!isCekStatusError(error)) throw error
          }
          if (told === 'success') expect([status, rc]).toEqual(['Sukses', '00'])
          if (told === 'failed') expect([status, formedCodes.get(rc)?.word]).toEqual(['Gagal', 'Gagal'])
        },
      ),
    )
  })

  it('that nobody documents is unknown', () => {
    expect(codesOf({ status: 'Success' })).toEqual(['STATUS_UNDOCUMENTED data.status'])
    expect(codesOf({ status: 'Sukses Sebagian' })).toEqual(['STATUS_UNDOCUMENTED data.status'])
    expect(codesOf({ status: undefined })).toEqual(['STATUS_MISSING data.status'])
  })

  it.each([
    { status: 1 },
    { status: ['Sukses'] },
    { rc: 0 },
    { rc: ['00'] },
    { ref_id: {} },
    { customer_no: true },
    { buyer_sku_code: 1.5 },
  ])('is not read where %j has another type', (changes) => {
    expect(errorOf(() => read(changes)).code).toBe('RESPONSE_INVALID')
  })
})

describe('the message', () => {
  it.each(['Transaksi Sukses', 'Transaksi Gagal', 'Signature tidak valid', '', null, 7, {}])(
    'decides nothing: %j',
    (message) => {
      for (const [status, rc, wanted] of [
        ['Sukses', '00', 'success'],
        ['Pending', '03', 'pending'],
        ['Gagal', '02', 'failed'],
      ]) {
        expect(read({ status, rc, message }).status).toBe(wanted)
      }
    },
  )

  it('is the reason of a failure, and of nothing else', () => {
    const failed = read({ status: 'Gagal', rc: '54', message: 'Nomor Tujuan Salah', sn: '' })
    expect(failed).toMatchObject({ advice: 'release', reason: 'Nomor Tujuan Salah' })
    expect(failed.lines).toMatchObject([{ reason: 'Nomor Tujuan Salah', serialNumber: null }])
    expect(read({}).reason).toBeNull()
    expect(read({ status: 'Pending', rc: '03' }).reason).toBeNull()
  })
})

describe('the serial number', () => {
  it.each([
    ['Sukses', '00', '1234567890'],
    ['Pending', '03', null],
    ['Gagal', '02', null],
    ['Gagal', '74', null],
    ['Sukses', '02', null],
  ])('of %s with %s is %j', (status, rc, serialNumber) => {
    expect(read({ status, rc }).lines).toMatchObject([{ serialNumber }])
  })

  it('may be missing from a success', () => {
    expect(read({ sn: '' })).toMatchObject({
      status: 'success',
      advice: 'fulfill',
      lines: [{ serialNumber: null }],
    })
    expect(codesOf({ sn: 7 })).toEqual(['FIELD_INVALID data.sn'])
  })
})

describe('a failure', () => {
  it.each([...formedCodes].filter(([, { word }]) => word === 'Gagal').map(([rc]) => rc))(
    'with the code %s closes an order by itself, unless the page says refund or not found',
    (rc) => {
      const { status, final, advice } = read({ status: 'Gagal', rc })
      expect([status, final, advice]).toEqual([
        'failed',
        true,
        rc === '50' || rc === '74' ? 'review' : 'release',
      ])
    },
  )
})

describe('the price', () => {
  it('is what the order takes from the balance', () => {
    expect(read({ price: 25000 }).amount).toEqual({ value: '25000.00', currency: 'IDR' })
    expect(read({ price: undefined }).amount).toBeNull()
  })

  it.each(['10.000', -1, 1e21, true, ''])('that cannot be read is a warning and a review: %j', (price) => {
    expect(codesOf({ price })).toEqual(['AMOUNT_INVALID data.price'])
    expect(read({ price })).toMatchObject({ status: 'success', amount: null, advice: 'review' })
  })

  it('is compared with what was expected', () => {
    const asked = (amount: string) =>
      parseStatusResponse({ status: 200, headers: {}, body: suksesBody() }, order, {
        now,
        expect: { amount },
      })
    expect([asked('10000').advice, asked('9999').advice]).toEqual(['fulfill', 'review'])
  })
})

describe('identity', () => {
  it.each([
    [{ ref_id: 'TEST1' }, 'data.ref_id'],
    [{ buyer_sku_code: 'xld100' }, 'data.buyer_sku_code'],
    [{ customer_no: '087800001231' }, 'data.customer_no'],
    [{ customer_no: '87800001230' }, 'data.customer_no'],
  ])('of an answer with %j differs', (changes, field) => {
    expect(errorOf(() => read(changes))).toMatchObject({ code: 'RESPONSE_MISMATCH', field })
  })

  it.each([
    [{ ref_id: undefined }, 'data.ref_id'],
    [{ buyer_sku_code: null }, 'data.buyer_sku_code'],
    [{ customer_no: '' }, 'data.customer_no'],
  ])('is doubted where the answer has %j', (changes, field) => {
    expect(codesOf(changes)).toEqual([`REFERENCE_MISSING ${field}`])
    expect(read(changes)).toMatchObject({ status: 'success', advice: 'review' })
  })

  it('needs only the reference where a stored answer is read, of any age', () => {
    const query = { merchantReference: 'test1' }
    expect(read({}, query).advice).toBe('fulfill')
    expect(read({}, { ...query, orderedAt: '2001-01-01T00:00:00Z' }).advice).toBe('fulfill')
    expect(errorOf(() => read({}, { ...query, orderedAt: 'yesterday' })).field).toBe('orderedAt')
  })

  it('takes no query that could not have been sent', () => {
    const query = { providerReference: 'T1' } as never
    expect(
      errorOf(() => parseStatusResponse({ status: 200, headers: {}, body: suksesBody() }, query)).field,
    ).toBe('merchantReference')
  })

  it('keeps every digit of a number that comes without quotation marks', () => {
    const body = suksesBody({ customer_no: 'DIGITS' }).replace('"DIGITS"', '20260227103976899012')
    const query = { merchantReference: 'test1', target: '20260227103976899012' }
    expect(parseStatusResponse({ status: 200, headers: {}, body }, query).lines[0]?.target).toBe(query.target)
  })
})

describe('the schemas', () => {
  it.each([
    [suksesBody(), true, true],
    [suksesBody({ rc: undefined }), true, false],
    ['{"data":{}}', true, false],
    ['{"data":[]}', false, false],
    ['{"data":null}', false, false],
    ['{}', false, false],
  ])('take %s', (body, answer, error) => {
    expect(statusResponseSchema.safeParse(JSON.parse(body)).success).toBe(answer)
    expect(errorResponseSchema.safeParse(JSON.parse(body)).success).toBe(error)
  })

  it('take no answer of other calls for one about an order', () => {
    const balance = JSON.stringify({ data: { deposit: 500000 } })
    const transaction = parseStatusResponse({ status: 200, headers: {}, body: balance }, order, { now })
    expect([transaction.status, transaction.advice]).toEqual(['unknown', 'review'])
    const list = JSON.stringify({ data: [{ buyer_sku_code: 'X100' }] })
    expect(errorOf(() => parseStatusResponse({ status: 200, headers: {}, body: list }, order)).code).toBe(
      'RESPONSE_INVALID',
    )
  })
})
