import type { Status } from '@cekstatus/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  autoBody,
  autoItem,
  cartBody,
  failedH2hResult,
  h2hBody,
  h2hItem,
  h2hResult,
  smmBody,
  smmDelivered,
  smmItem,
  smmResult,
} from './test-bodies.ts'
import { read, warningsOf } from './test-reading.ts'

const deliveredSmm = {
  item: { ...smmItem, ...smmDelivered.item },
  result: { ...smmResult, ...smmDelivered.result },
}

describe('a completed order', () => {
  it.each<[string, Status, Parameters<typeof cartBody>[0]]>([
    ['all delivered', 'success', { items: [autoItem, h2hItem], h2hResults: [h2hResult] }],
    [
      'one of each kind',
      'success',
      {
        items: [autoItem, h2hItem, deliveredSmm.item],
        h2hResults: [h2hResult],
        smmResults: [deliveredSmm.result],
      },
    ],
    ['one failed', 'partial', { items: [autoItem, h2hItem], h2hResults: [failedH2hResult] }],
    [
      'one partial',
      'partial',
      {
        items: [autoItem, { ...smmItem, status: 'partial' }],
        smmResults: [{ ...smmResult, status: 'partial' }],
      },
    ],
    ['one under way', 'processing', { items: [autoItem, smmItem], smmResults: [smmResult] }],
    [
      'one under way and one failed',
      'processing',
      { items: [h2hItem, smmItem], h2hResults: [failedH2hResult], smmResults: [smmResult] },
    ],
    [
      'one waiting',
      'processing',
      { items: [{ ...smmItem, status: 'pending' }], smmResults: [{ ...smmResult, status: 'pending' }] },
    ],
    ['one undecided and one under way', 'unknown', { items: [h2hItem, smmItem], smmResults: [smmResult] }],
  ])('with %s is %s', (_what, status, cart) => {
    expect(read(cartBody(cart)).status).toBe(status)
  })

  it.each(['Completed', 'COMPLETED', ' completed '])('may be written as %j', (status) => {
    expect(read(cartBody({ status, items: [autoItem] })).status).toBe('success')
  })

  it.each([undefined, null, []])('is unknown with the items %j', (items) => {
    const body = autoBody({ order: { items } })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review', lines: [] })
    expect(warningsOf(body)).toEqual(['LINE_RESULT_MISSING data.items'])
  })

  it('is unknown when every line failed', () => {
    const body = h2hBody({ result: failedH2hResult })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review', reason: null })
    expect(warningsOf(body)).toEqual(['STATUS_CONTRADICTION data.status'])
  })
})

describe.each(['failed', 'canceled', 'cancelled'])('an order that is %s', (word) => {
  const expected = word === 'failed' ? 'failed' : 'canceled'

  it('passes its state on to lines without a result', () => {
    for (const item of [
      autoItem,
      h2hItem,
      smmItem,
      { ...autoItem, order_process: 'manual' },
      { variant_id: 1 },
    ]) {
      const body = cartBody({ status: word, items: [{ ...item, product_license: null, status: undefined }] })
      expect(read(body)).toMatchObject({ status: expected, advice: 'release', lines: [{ status: expected }] })
      expect(warningsOf(body)).toEqual([])
    }
  })

  it('needs no items', () => {
    expect(read(cartBody({ status: word, items: [] }))).toMatchObject({ status: expected, advice: 'release' })
  })

  it('gives the reason of the first failed line that has one', () => {
    const items = [{ ...h2hItem, variant_id: 100 }, h2hItem]
    const silent = { ...failedH2hResult, variant_id: 100, sn: null }
    const body = cartBody({ status: word, items, h2hResults: [silent, failedH2hResult] })
    expect(read(body)).toMatchObject({ status: expected, reason: 'Nomor tidak valid', advice: 'release' })
  })

  it.each([
    ['an H2H line that succeeded', { items: [h2hItem], h2hResults: [h2hResult] }],
    ['an SMM line that waits', { items: [smmItem], smmResults: [{ ...smmResult, status: 'pending' }] }],
    ['an SMM line under way', { items: [smmItem], smmResults: [smmResult] }],
    ['an SMM line done in part', { items: [smmItem], smmResults: [{ ...smmResult, status: 'Partial' }] }],
    ['an SMM line that is done', { items: [deliveredSmm.item], smmResults: [deliveredSmm.result] }],
    ['a license', { items: [autoItem] }],
    ['a license of another process', { items: [{ ...autoItem, order_process: 'vip' }] }],
    ['one of two lines delivered', { items: [h2hItem, autoItem], h2hResults: [failedH2hResult] }],
    [
      'a success that belongs to no item',
      { items: [h2hItem], h2hResults: [{ ...h2hResult, variant_id: 9 }] },
    ],
    [
      'one success among results that cannot be told apart',
      {
        items: [h2hItem, h2hItem],
        h2hResults: [failedH2hResult, h2hResult],
      },
    ],
  ])('is unknown beside %s', (_what, cart) => {
    const transaction = read(cartBody({ status: word, ...cart }))
    expect(transaction).toMatchObject({ status: 'unknown', final: false, advice: 'review', reason: null })
    expect(transaction.warnings).toContainEqual(
      expect.objectContaining({ code: 'STATUS_CONTRADICTION', field: 'data.status' }),
    )
    const licensed = transaction.lines.filter(({ license }) => license !== null)
    expect(licensed.map((line) => line.status)).toEqual(licensed.map(() => 'unknown'))
  })
})

describe.each([
  ['pending', 'pending'],
  ['paid', 'processing'],
])('an order that is %s', (word, status) => {
  it.each([
    ['nothing delivered', { items: [{ ...autoItem, product_license: null }] }, status],
    ['a result already there', { items: [h2hItem], h2hResults: [h2hResult] }, 'success'],
    ['a license already there', { items: [autoItem] }, status],
    ['a line failed', { items: [h2hItem], h2hResults: [failedH2hResult] }, 'failed'],
  ])('waits, with %s', (_what, cart, line) => {
    expect(read(cartBody({ status: word, ...cart }))).toMatchObject({
      status,
      advice: 'wait',
      reason: null,
      lines: [{ status: line }],
    })
  })
})

describe('an order whose word decides nothing', () => {
  it.each(['sandbox', 'Sandbox '])('is a test at %j, also for a sandbox client', (status) => {
    const body = autoBody({ order: { status }, item: { product_license: null } })
    for (const environment of ['production', 'sandbox'] as const) {
      expect(read(body, { environment })).toMatchObject({
        status: 'unknown',
        sandbox: true,
        advice: 'review',
        lines: [{ status: 'unknown' }],
      })
    }
    expect(warningsOf(body)).toEqual(['SANDBOX data.status'])
  })

  it.each(['success', 'processing', 'partial', 'in progress', 'refunded', 'sukses', 'complete'])(
    'is unknown at the word %j, though all lines are delivered',
    (status) => {
      const body = h2hBody({ order: { status } })
      expect(read(body)).toMatchObject({
        status: 'unknown',
        advice: 'review',
        providerStatus: status,
        sandbox: null,
      })
      expect(warningsOf(body)).toEqual(['STATUS_UNDOCUMENTED data.status'])
    },
  )

  it.each([undefined, null, '', ' '])('is unknown without a word: %j', (status) => {
    const body = h2hBody({ order: { status } })
    expect(read(body).status).toBe('unknown')
    expect(warningsOf(body)).toEqual(['STATUS_MISSING data.status'])
  })
})

describe('results', () => {
  const inside = { h2h_results: [h2hResult], smm_results: [] }
  const absent = { h2h_results: undefined, smm_results: undefined }

  it.each([absent, { h2h_results: null, smm_results: null }])(
    'are read inside data where %j stands beside it',
    (body) => {
      expect(read(h2hBody({ order: inside, body }))).toMatchObject({ status: 'success', advice: 'fulfill' })
      const delivered = { ...smmDelivered, order: { smm_results: [deliveredSmm.result] }, body }
      expect(read(smmBody(delivered)).status).toBe('success')
      const unnamed = h2hBody({ order: { h2h_results: [{ ...h2hResult, dispatch_status: null }] }, body })
      expect(warningsOf(unnamed)).toEqual(['STATUS_MISSING data.h2h_results[0].dispatch_status'])
    },
  )

  it('are reported beside data when they stand in both places', () => {
    const h2h_results = [{ ...h2hResult, dispatch_status: null }]
    expect(warningsOf(h2hBody({ order: { h2h_results }, body: { h2h_results } }))).toEqual([
      'STATUS_MISSING h2h_results[0].dispatch_status',
    ])
  })

  it('speak against a failed order also where they are disputed', () => {
    const order = { status: 'failed', h2h_results: [h2hResult] }
    expect(read(h2hBody({ order, result: failedH2hResult })).status).toBe('unknown')
  })

  it('may stand in both places when they are the same', () => {
    expect(read(h2hBody({ order: inside }))).toMatchObject({ advice: 'fulfill', warnings: [] })
  })

  it.each([
    ['say two things', [{ ...h2hResult, sn: 'SN2' }]],
    ['have one more in one', [h2hResult, { ...h2hResult, variant_id: 8 }]],
  ])('decide nothing when the two places %s', (_what, h2h_results) => {
    const body = h2hBody({ order: { h2h_results } })
    expect(read(body)).toMatchObject({
      status: 'unknown',
      advice: 'review',
      lines: [{ status: 'unknown', serialNumber: null }],
    })
    expect(warningsOf(body)).toContain('LINE_RESULT_AMBIGUOUS data.h2h_results')
  })

  it('are those beside data where the list inside it is empty', () => {
    expect(read(h2hBody({ order: { h2h_results: [] } }))).toMatchObject({ advice: 'fulfill', warnings: [] })
  })

  it('decide nothing where they stand inside data and the list beside it is empty', () => {
    const body = h2hBody({ order: { h2h_results: [h2hResult] }, body: { h2h_results: [] } })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review', lines: [{ status: 'unknown' }] })
    expect(warningsOf(body)).toContain('LINE_RESULT_AMBIGUOUS data.h2h_results')
  })

  it('leave an order undecided when they are disputed, though its lines do not need them', () => {
    const both = { order: { smm_results: [{ ...smmResult, variant_id: 9 }] } }
    expect(read(autoBody(both)).status).toBe('unknown')
  })

  it.each([
    ['two lines of one variant with one result', [h2hItem, h2hItem], [h2hResult]],
    [
      'two lines of one variant with two results',
      [h2hItem, { ...h2hItem, variant_id: '101' }],
      [h2hResult, h2hResult],
    ],
    ['two results of one line', [h2hItem], [h2hResult, h2hResult]],
    ['two results of one auto item', [{ ...autoItem, variant_id: 101 }], [h2hResult, h2hResult]],
  ])('decide nothing for %s', (_what, items, h2hResults) => {
    const body = cartBody({ items, h2hResults })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review' })
    expect(read(body).lines.map(({ status }) => status)).toEqual(items.map(() => 'unknown'))
    expect(warningsOf(body)).toEqual(
      items.map((_item, index) => `LINE_RESULT_AMBIGUOUS data.items[${index}].variant_id`),
    )
  })

  it('decide nothing for two SMM results of one line', () => {
    const body = cartBody({ items: [smmItem], smmResults: [smmResult, deliveredSmm.result] })
    expect(read(body)).toMatchObject({
      status: 'unknown',
      lines: [{ status: 'unknown', providerReference: null }],
    })
  })

  it('are not needed by two auto items of one variant, which have their own licenses', () => {
    expect(read(cartBody({ items: [autoItem, { ...autoItem, product_license: 'b|c' }] })).advice).toBe(
      'fulfill',
    )
  })

  it('leave a completed order undecided when one of them has no item', () => {
    const body = cartBody({ items: [autoItem], h2hResults: [h2hResult] })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review', lines: [{ status: 'success' }] })
    expect(warningsOf(body)).toEqual(['LINE_RESULT_AMBIGUOUS h2h_results[0].variant_id'])
  })
})

describe('refunds', () => {
  const refunds = (...results: Record<string, unknown>[]) =>
    read(
      cartBody({
        items: results.map((_result, index) => ({ ...smmItem, variant_id: index, status: 'partial' })),
        smmResults: results.map((result, index) => ({
          ...smmResult,
          ...result,
          variant_id: index,
          status: 'partial',
        })),
      }),
    ).refund

  it('are summed over the lines', () => {
    expect(refunds({ refund_amount: 8750 }, {}, { refund_amount: '1250.05' })).toEqual({
      amount: { value: '10000.05', currency: 'IDR' },
      pending: false,
    })
  })

  it('have no sum where one of them is not stated', () => {
    expect(refunds({ refund_amount: 8750 }, { partial_refund_pending_manual: true })).toEqual({
      amount: null,
      pending: true,
    })
    expect(refunds({}, {})).toBeNull()
  })
})

describe('any cart', () => {
  const id = fc.constantFrom<unknown>(1, '1', 2, '2', 3, null)
  const item = fc.record(
    {
      variant_id: id,
      order_process: fc.constantFrom('auto', 'manual', 'h2h', 'smm', 'vip'),
      is_smm: fc.boolean(),
      product_license: fc.constantFrom(null, 'user|pass'),
    },
    { requiredKeys: ['variant_id'] },
  )
  const h2h = fc.record({
    variant_id: id,
    sn: fc.constantFrom('SN1', 'failed: x', null),
    dispatch_status: fc.constantFrom('completed', 'failed', 'queued'),
  })
  const smm = fc.record({
    variant_id: id,
    status: fc.constantFrom('pending', 'processing', 'completed', 'partial', 'canceled'),
  })
  const cart = fc.record({
    status: fc.constantFrom('pending', 'paid', 'completed', 'failed', 'canceled', 'sandbox', 'other'),
    items: fc.array(item, { maxLength: 3 }),
    h2hResults: fc.array(h2h, { maxLength: 2 }),
    smmResults: fc.array(smm, { maxLength: 2 }),
  })

  it('is delivered only when every line has its own proof, and over only when nothing moved', () => {
    fc.assert(
      fc.property(cart, (drawn) => {
        const { status, lines, advice } = read(cartBody(drawn))
        const results = [...drawn.h2hResults, ...drawn.smmResults]
        const ids = results.map(({ variant_id }) => String(variant_id))
        expect(lines).toHaveLength(drawn.items.length)
        if (advice === 'fulfill') expect(status).toBe('success')
        if (status === 'success' || status === 'partial') {
          expect(drawn.status).toBe('completed')
          expect(lines.map((line) => line.status)).not.toContain('unknown')
          for (const known of ids) {
            expect(drawn.items.filter(({ variant_id }) => String(variant_id) === known)).toHaveLength(1)
          }
        }
        if (status === 'success') {
          expect(new Set(lines.map((line) => line.status))).toEqual(new Set(['success']))
          expect(drawn.smmResults.every((result) => result.status === 'completed')).toBe(true)
          expect(drawn.h2hResults.every(({ sn }) => sn !== 'failed: x')).toBe(true)
        }
        if (status === 'failed' || status === 'canceled') {
          expect(drawn.status).toBe(status)
          expect(lines.every((line) => line.license === null)).toBe(true)
          expect(drawn.smmResults.filter((result) => result.status !== 'canceled')).toEqual([])
          expect(
            drawn.h2hResults.filter(
              (result) => result.dispatch_status === 'completed' && result.sn !== 'failed: x',
            ),
          ).toEqual([])
        }
      }),
      { numRuns: 2000 },
    )
  })
})
