import type { Money, StatusQuery } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { isFailureWord, readStatusWord } from './status.ts'

/**
 * SmilePay's success response as received. Fields that do not decide are `unknown` until read.
 * Source: https://docs.smilepay.id/inquiry
 */
export interface SmilepayResponse {
  /** Says that the call worked, nothing about the transaction. */
  responseCode: '2009200'
  /** 1 is a payment, 2 is a payout. */
  tradeType?: 1 | 2 | '1' | '2' | null | undefined
  /** The merchant's number. */
  orderNo?: string | number | null | undefined
  /** SmilePay's number; null while a payout is in progress. */
  tradeNo?: string | number | null | undefined
  /** The transaction's state. */
  status?: string | null | undefined
  /** Code of the bank or wallet, such as `BCA`. */
  paymentMethod?: unknown
  /** `{ currency, amount }`, the amount a number. */
  money?: unknown
  remark?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'orderNo',
  providerReference: 'tradeNo',
  amount: 'money.amount',
  kind: 'tradeType',
  sandbox: 'sandbox',
}

/** Reads the facts out of an accepted response. */
export function normalize(raw: SmilepayResponse, reader: FieldReader, query: StatusQuery): TransactionFacts {
  const kind = readKind(raw.tradeType) ?? query.kind ?? 'unknown'
  const providerStatus = raw.status ?? null
  const remark = reader.text(raw.remark, 'remark')
  const method = reader.text(raw.paymentMethod, 'paymentMethod')
  return {
    kind,
    merchantReference: toIdString(raw.orderNo),
    providerReference: toIdString(raw.tradeNo),
    status: reader.status(providerStatus, 'status', (word) => readStatusWord(word, { kind })),
    providerStatus,
    reason: providerStatus !== null && isFailureWord(providerStatus) ? remark : null,
    amount: readMoney(raw.money, reader),
    fee: null,
    netAmount: null,
    refund: null,
    channel: method === null ? null : { type: null, code: method, name: null },
    lines: [],
    createdAt: null,
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
  }
}

/** Returns null where the response has no trade type; the kind of the query applies then. */
function readKind(tradeType: SmilepayResponse['tradeType']): 'payment' | 'payout' | null {
  if (tradeType === undefined || tradeType === null) return null
  return String(tradeType) === '1' ? 'payment' : 'payout'
}

function readMoney(money: unknown, reader: FieldReader): Money | null {
  if (money === undefined || money === null) return null
  if (!isRecord(money)) {
    reader.warn('AMOUNT_INVALID', 'money', 'is not an object with amount and currency')
    return null
  }
  const { amount, currency } = money
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) {
    return reader.money(amount, 'money.amount', currency)
  }
  reader.warn('AMOUNT_INVALID', 'money.currency', 'is not a code of three capital letters')
  return null
}
