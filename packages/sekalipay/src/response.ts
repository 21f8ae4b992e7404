import type { Channel } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  type TransactionFacts,
  toIdString,
  toMinorUnits,
} from '@cekstatus/core/provider'
import { readLine } from './lines.ts'
import { decideOrder, findReason, readOrder, sumRefunds } from './order.ts'
import { findResults } from './results.ts'
import type { SekalipayOrder, SekalipayResponse } from './schemas.ts'
import { isWord } from './status.ts'

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.ref_id',
  providerReference: 'data.invoice',
  amount: 'data.amount',
  kind: 'kind',
  sandbox: 'data.status',
}

/** Reads the facts out of an accepted response. */
export function normalize(body: SekalipayResponse, reader: FieldReader): TransactionFacts {
  const { data } = body
  const order = readOrder(data.status, reader)
  const results = findResults(body, reader)
  const lines = (data.items ?? []).map((item, index) =>
    readLine(item, `data.items[${index}]`, results.of(item), order, reader),
  )
  const status = decideOrder(order, lines, results, reader)
  return {
    kind: 'purchase',
    merchantReference: toIdString(data.ref_id),
    providerReference: toIdString(data.invoice),
    status,
    providerStatus: data.status ?? null,
    reason: findReason(status, lines),
    ...readAmounts(data, reader),
    refund: sumRefunds(lines),
    channel: readChannel(data.payment_method, reader),
    lines,
    createdAt: reader.timestamp(data.created_at, 'data.created_at'),
    updatedAt: null,
    paidAt: null,
    expiresAt: reader.timestamp(data.expired_at, 'data.expired_at'),
    sandbox: isWord(data.status, 'sandbox') ? true : null,
  }
}

function readAmounts(
  data: SekalipayOrder,
  reader: FieldReader,
): Pick<TransactionFacts, 'amount' | 'fee' | 'netAmount'> {
  const amount = reader.money(data.amount, 'data.amount')
  const fee = reader.money(data.fees, 'data.fees')
  const netAmount = reader.money(data.price, 'data.price')
  if (
    amount !== null &&
    fee !== null &&
    netAmount !== null &&
    toMinorUnits(amount) !== toMinorUnits(netAmount) + toMinorUnits(fee)
  ) {
    reader.warn('AMOUNT_SUM', 'data.amount', 'amount is not price plus fees')
  }
  return { amount, fee, netAmount }
}

/** The page knows one word for how the order was paid, `saldo` or `qris`. */
function readChannel(method: unknown, reader: FieldReader): Channel | null {
  const code = reader.text(method, 'data.payment_method')
  return code === null ? null : { type: null, code, name: null }
}
