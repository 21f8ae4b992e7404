import { describe, expect, it } from 'vitest'
import { autoBody, cartBody, failedH2hResult, h2hBody, smmBody, smmDelivered } from './test-bodies.ts'
import { read, warningsOf } from './test-reading.ts'

const lineOf = (body: string) => read(body).lines[0]

describe('an auto item', () => {
  it('is delivered with its license', () => {
    expect(lineOf(autoBody())).toEqual({
      id: '8',
      name: '1 Tahun',
      providerReference: null,
      status: 'success',
      providerStatus: null,
      reason: null,
      target: null,
      quantity: { ordered: null, delivered: null, remaining: null, start: null },
      serialNumber: null,
      license: 'user@mail.com|pass',
      amount: { value: '50000.00', currency: 'IDR' },
      refund: null,
    })
  })

  it.each(['7', '123456789012345', '1234567890123456', '9007199254740993', '1.00000000000000000'])(
    'is undecided with the number %s in place of a license',
    (license) => {
      const body = autoBody({ item: { product_license: 'LICENSE' } }).replace('"LICENSE"', license)
      expect(warningsOf(body)).toEqual([
        'FIELD_INVALID data.items[0].product_license',
        'LINE_RESULT_MISSING data.items[0].product_license',
      ])
      expect(lineOf(body)).toMatchObject({ status: 'unknown', license: null })
    },
  )

  it.each([undefined, null, '', ' \n'])('is undecided with the license %j', (product_license) => {
    const body = autoBody({ item: { product_license } })
    expect(read(body)).toMatchObject({
      status: 'unknown',
      advice: 'review',
      lines: [{ status: 'unknown', license: null }],
    })
    expect(warningsOf(body)).toEqual(['LINE_RESULT_MISSING data.items[0].product_license'])
  })

  it('is undecided with a license that is no text', () => {
    const body = autoBody({ item: { product_license: ['user|pass'] } })
    expect(read(body).status).toBe('unknown')
    expect(warningsOf(body)).toEqual([
      'FIELD_INVALID data.items[0].product_license',
      'LINE_RESULT_MISSING data.items[0].product_license',
    ])
  })

  it('needs a person where its own word differs', () => {
    expect(warningsOf(autoBody({ item: { status: 'pending' } }))).toEqual([
      'STATUS_CONTRADICTION data.items[0].status',
    ])
    expect(read(autoBody({ item: { status: 'pending' } }))).toMatchObject({
      advice: 'review',
      lines: [{ providerStatus: 'pending' }],
    })
    expect(warningsOf(autoBody({ item: { status: 'completed' } }))).toEqual([])
  })
})

describe('a manual item', () => {
  it.each(['manual', ' Manual '])('is delivered when the order is completed: %j', (order_process) => {
    const body = autoBody({ item: { order_process, product_license: null } })
    expect([read(body).status, warningsOf(body)]).toEqual(['success', []])
  })

  it('is as the order says before that', () => {
    const body = autoBody({
      item: { order_process: 'manual', product_license: null },
      order: { status: 'paid' },
    })
    expect(lineOf(body)?.status).toBe('processing')
  })
})

describe('an item of another or no process', () => {
  it.each(['vip', undefined, null, ''])('is undecided without a result: %j', (order_process) => {
    const body = autoBody({ item: { order_process } })
    expect(read(body).status).toBe('unknown')
    expect(warningsOf(body)).toEqual(['LINE_RESULT_MISSING data.items[0].variant_id'])
  })

  it.each(['vip', undefined, 'auto', 'manual'])('is what its H2H result says: %j', (order_process) => {
    const failed = h2hBody({ item: { order_process }, result: failedH2hResult, order: { status: 'failed' } })
    expect(lineOf(h2hBody({ item: { order_process } }))?.serialNumber).toBe('SN123456789')
    expect(lineOf(failed)?.status).toBe('failed')
  })
})

describe('an H2H item', () => {
  it('has a serial number only when it succeeded', () => {
    expect(lineOf(h2hBody())).toMatchObject({
      status: 'success',
      serialNumber: 'SN123456789',
      reason: null,
      target: '08123456789',
    })
    for (const dispatch_status of ['failed', 'processing', undefined]) {
      expect(lineOf(h2hBody({ result: { dispatch_status } }))?.serialNumber).toBeNull()
    }
    expect(lineOf(h2hBody({ result: { sn: ' ' } }))).toMatchObject({ status: 'success', serialNumber: null })
    expect(lineOf(h2hBody({ result: { sn: 123 } }))?.serialNumber).toBe('123')
  })

  it.each(['failed: Nomor tidak valid', ' FAILED :Nomor tidak valid', 'Failed:\tNomor tidak valid '])(
    'failed when its sn is %j, whatever its dispatch says',
    (sn) => {
      for (const dispatch_status of ['completed', 'Success', 'failed', 'queued', undefined, null]) {
        expect(lineOf(h2hBody({ result: { sn, dispatch_status } }))).toMatchObject({
          status: 'failed',
          reason: 'Nomor tidak valid',
          serialNumber: null,
          providerStatus: dispatch_status ?? null,
        })
      }
    },
  )

  it.each(['failedly: 1', 'x failed: 1', 'SN failed', 'failed'])(
    'did not fail because its sn is %j',
    (sn) => {
      expect(lineOf(h2hBody({ result: { sn } }))).toMatchObject({ status: 'success', serialNumber: sn })
    },
  )

  it('takes the reason from sn before the message, and from the message where sn has none', () => {
    const log_message = 'Saldo dikembalikan'
    const reasonOf = (sn: unknown) =>
      lineOf(h2hBody({ result: { sn, dispatch_status: 'failed', log_message } }))?.reason
    expect(reasonOf('failed: Nomor salah')).toBe('Nomor salah')
    expect(reasonOf('failed: ')).toBe(log_message)
    expect(reasonOf(null)).toBe(log_message)
    expect(
      lineOf(h2hBody({ result: { sn: null, dispatch_status: 'failed', log_message: null } }))?.reason,
    ).toBeNull()
  })

  it('needs a person where sn and dispatch contradict each other', () => {
    const order = { status: 'failed' }
    const failing = { sn: 'failed: x', dispatch_status: 'completed' }
    expect(warningsOf(h2hBody({ order, result: failing }))).toEqual([
      'STATUS_CONTRADICTION h2h_results[0].sn',
    ])
    expect(warningsOf(h2hBody({ order, result: { dispatch_status: 'failed' } }))).toEqual([
      'STATUS_CONTRADICTION h2h_results[0].sn',
    ])
    expect(read(h2hBody({ order, result: failing }))).toMatchObject({ status: 'failed', advice: 'review' })
    expect(warningsOf(h2hBody({ order, result: failedH2hResult }))).toEqual([])
  })

  it('is undecided with a dispatch word that nobody documents, or none', () => {
    expect(warningsOf(h2hBody({ result: { dispatch_status: 'processing' } }))).toEqual([
      'STATUS_UNDOCUMENTED h2h_results[0].dispatch_status',
    ])
    expect(warningsOf(h2hBody({ result: { dispatch_status: null } }))).toEqual([
      'STATUS_MISSING h2h_results[0].dispatch_status',
    ])
  })

  it('is undecided without a result', () => {
    const body = h2hBody({ body: { h2h_results: [] } })
    expect(read(body).status).toBe('unknown')
    expect(warningsOf(body)).toEqual(['LINE_RESULT_MISSING data.items[0].variant_id'])
  })
})

describe('an SMM item', () => {
  it('carries ticket number, quantities and the panel word of its result', () => {
    expect(lineOf(smmBody())).toMatchObject({
      status: 'processing',
      providerStatus: 'processing',
      providerReference: '98765',
      quantity: { ordered: 1000, delivered: 650, remaining: 350, start: 5000 },
      target: 'https://instagram.com/user',
      amount: { value: '25000.00' },
      refund: null,
    })
  })

  it.each([
    ['is_smm', { is_smm: true, order_process: undefined }],
    ['order_process smm', { is_smm: undefined, order_process: 'SMM' }],
  ])('is known by %s, and undecided without a result', (_mark, item) => {
    expect(warningsOf(smmBody({ item, body: { smm_results: [] } }))).toEqual([
      'LINE_RESULT_MISSING data.items[0].variant_id',
    ])
    const h2h_results = [{ variant_id: 201, sn: 'SN1', dispatch_status: 'completed' }]
    expect(read(smmBody({ item, body: { h2h_results, smm_results: [] } })).status).toBe('unknown')
  })

  it.each(['h2h', 'auto', 'manual', undefined])('is known by its result: %j', (order_process) => {
    const item = { is_smm: false, order_process, product_license: 'user|pass' }
    expect(lineOf(smmBody({ item }))).toMatchObject({ status: 'processing', providerReference: '98765' })
  })

  it('is decided by its SMM result before an H2H result of the same id', () => {
    const h2h_results = [{ variant_id: 201, sn: 'SN1', dispatch_status: 'completed' }]
    expect(read(smmBody({ body: { h2h_results } }))).toMatchObject({
      status: 'processing',
      lines: [{ serialNumber: null }],
    })
  })

  it('is undecided when an H2H result of the same id failed', () => {
    const h2h_results = [{ ...failedH2hResult, variant_id: 201 }]
    const body = smmBody({ ...smmDelivered, body: { h2h_results } })
    expect(read(body)).toMatchObject({ status: 'unknown', advice: 'review' })
    expect(warningsOf(body)).toEqual(['STATUS_CONTRADICTION smm_results[0].status'])
  })

  it('needs a person where the item says something else than its result', () => {
    const body = smmBody({ ...smmDelivered, item: { status: 'processing' } })
    expect(read(body)).toMatchObject({ status: 'success', advice: 'review' })
    expect(warningsOf(body)).toEqual(['STATUS_CONTRADICTION data.items[0].status'])
    expect(warningsOf(smmBody({ item: { status: 'In progress' } }))).toEqual([])
    expect(warningsOf(smmBody({ item: { status: ' ' } }))).toEqual([])
    expect(warningsOf(smmBody({ item: { status: 'error' }, result: { status: 'error' } }))).toEqual([
      'STATUS_UNDOCUMENTED smm_results[0].status',
    ])
  })

  it.each([
    ['remains', { remains: 350 }],
    ['delivered_count', { delivered_count: 999 }],
    ['refund_amount', { refund_amount: 8750 }],
    ['refund_amount', { partial_refund_pending_manual: true }],
  ])('needs a person when it is completed and %s says otherwise', (field, result) => {
    const body = smmBody({ ...smmDelivered, result: { ...smmDelivered.result, ...result } })
    expect(read(body)).toMatchObject({ status: 'success', advice: 'review' })
    expect(warningsOf(body)).toEqual([`QUANTITY_DIFFERS smm_results[0].${field}`])
  })

  it.each([
    ['all delivered', {}],
    ['nothing stated', { remains: null, delivered_count: null }],
    ['a refund of nothing', { refund_amount: 0 }],
    ['more than ordered', { delivered_count: 1010 }],
  ])('is delivered when it is completed with %s', (_what, result) => {
    const body = smmBody({ ...smmDelivered, result: { ...smmDelivered.result, ...result } })
    expect([read(body).advice, warningsOf(body)]).toEqual(['fulfill', []])
  })

  it.each(['remains', 'delivered_count', 'start_count'])('warns of an unreadable %s', (field) => {
    const body = smmBody({ ...smmDelivered, result: { ...smmDelivered.result, [field]: -1 } })
    expect([read(body).advice, warningsOf(body)]).toEqual([
      'review',
      [`QUANTITY_INVALID smm_results[0].${field}`],
    ])
  })

  it('states a refund that was given, is owed, or is owed without an amount', () => {
    const refundOf = (refund_amount: unknown, partial_refund_pending_manual: unknown) =>
      lineOf(smmBody({ result: { status: 'partial', refund_amount, partial_refund_pending_manual } }))?.refund
    const money = { value: '8750.00', currency: 'IDR' }
    expect(refundOf(8750, false)).toEqual({ amount: money, pending: false })
    expect(refundOf(8750, true)).toEqual({ amount: money, pending: true })
    expect(refundOf(null, true)).toEqual({ amount: null, pending: true })
    expect(refundOf(null, null)).toBeNull()
    expect(refundOf(0, undefined)).toBeNull()
  })
})

describe('ids', () => {
  it('are compared as text', () => {
    expect(lineOf(h2hBody({ result: { variant_id: '101' } }))).toMatchObject({ id: '101', status: 'success' })
    expect(lineOf(smmBody({ item: { variant_id: '201' } }))).toMatchObject({
      id: '201',
      status: 'processing',
    })
  })

  it.each([undefined, null, ''])('never match when they are %j on both sides', (variant_id) => {
    const body = h2hBody({ item: { variant_id }, result: { variant_id } })
    expect(read(body)).toMatchObject({ status: 'unknown', lines: [{ id: null, status: 'unknown' }] })
    expect(warningsOf(body)).toEqual([
      'LINE_RESULT_AMBIGUOUS h2h_results[0].variant_id',
      'LINE_RESULT_MISSING data.items[0].variant_id',
    ])
  })
})

describe('fields that do not decide', () => {
  it('are null with a warning when they are of another type', () => {
    const body = cartBody({
      items: [
        { variant_id: 8, variant_name: 1, note: {}, qty: '1.5', product_license: 'x', order_process: 'auto' },
      ],
    })
    expect(lineOf(body)).toMatchObject({
      name: null,
      target: null,
      quantity: { ordered: null },
      status: 'success',
    })
    expect(warningsOf(body)).toEqual([
      'QUANTITY_INVALID data.items[0].qty',
      'FIELD_INVALID data.items[0].variant_name',
      'FIELD_INVALID data.items[0].note',
    ])
  })
})
