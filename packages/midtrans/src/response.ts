import type { Channel, Money, Refund, Status } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  normalizeStatusWord,
  type TransactionFacts,
} from '@cekstatus/core/provider'
import { readWordBeside } from './status.ts'

/**
 * Midtrans's success response as received. Fields that do not decide are `unknown` until read.
 * Source: https://docs.midtrans.com/reference/get-transaction-status
 */
export interface MidtransResponse {
  /** Of the call; follows the state in practice, but does not decide it. */
  status_code: '200' | '201' | '202' | '407'
  status_message?: unknown
  /** Midtrans's id, a UUID. */
  transaction_id?: string | null | undefined
  /** Yours; some methods, such as DANA, repeat `transaction_id` here. */
  order_id?: string | null | undefined
  payment_type?: unknown
  /** The payment's state, together with `fraud_status`. */
  transaction_status?: string | null | undefined
  fraud_status?: string | null | undefined
  /** Decimal text; includes a fee that Midtrans puts on the customer. */
  gross_amount?: unknown
  currency?: unknown
  metadata?: unknown
  /** The sum of all refunds. */
  refund_amount?: unknown
  refunds?: MidtransRefund[] | null | undefined
  /** Only for a Permata virtual account. */
  permata_va_number?: unknown
  /** `YYYY-MM-DD HH:mm:ss`, GMT+7. */
  transaction_time?: unknown
  /** `YYYY-MM-DD HH:mm:ss`, GMT+7. */
  settlement_time?: unknown
  /** In a zone that no page states. */
  expiry_time?: unknown
  [field: string]: unknown
}

/** One refund of a payment. Source: https://docs.midtrans.com/reference/get-transaction-status */
export interface MidtransRefund {
  /** Absent while the acquiring bank has not confirmed the refund. */
  bank_confirmed_at?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'order_id',
  providerReference: 'transaction_id',
  amount: 'gross_amount',
  kind: 'kind',
  sandbox: 'sandbox',
}

/** The page writes "Time Zone: GMT+7" at these two times only. */
const jakartaTime = { zone: '+07:00', source: 'https://docs.midtrans.com/reference/get-transaction-status' }

/** The statuses for which the money came in; a settlement that was reversed into `deny` is none. */
const cameIn: readonly Status[] = ['success', 'refunded', 'partial']

/** Reads the facts out of an accepted response. */
export function normalize(body: MidtransResponse, reader: FieldReader): TransactionFacts {
  const readWord = readWordBeside(body.fraud_status ?? null)
  const status = reader.status(body.transaction_status, 'transaction_status', readWord)
  const readMoney = createMoneyReader(body.currency, reader)
  const refund = readRefund(body, readMoney)
  warnOfContradictions(body, status, refund, reader)
  return {
    kind: 'payment',
    merchantReference: body.order_id ?? null,
    providerReference: body.transaction_id ?? null,
    status,
    providerStatus: body.transaction_status ?? null,
    reason: readReason(body, reader),
    amount: readMoney(body.gross_amount, 'gross_amount'),
    fee: null,
    netAmount: readOriginalAmount(body.metadata, readMoney),
    refund,
    channel: readChannel(body, reader),
    lines: [],
    createdAt: reader.timestamp(body.transaction_time, 'transaction_time', jakartaTime),
    updatedAt: null,
    paidAt: cameIn.includes(status)
      ? reader.timestamp(body.settlement_time, 'settlement_time', jakartaTime)
      : null,
    expiresAt: reader.timestamp(body.expiry_time, 'expiry_time'),
    sandbox: null,
  }
}

type MoneyReader = (value: unknown, field: string) => Money | null

/** Amounts are in rupiah where the response names no currency, and null where it names an unreadable one. */
function createMoneyReader(currency: unknown, reader: FieldReader): MoneyReader {
  if (currency === undefined || currency === null) return reader.money
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) {
    return (value, field) => reader.money(value, field, currency)
  }
  reader.warn('AMOUNT_INVALID', 'currency', 'is not a code of three capital letters')
  return () => null
}

/** The page names `status_message` for `deny` only. A chargeback has no reason of its own, so its word is the reason. */
function readReason(body: MidtransResponse, reader: FieldReader): string | null {
  if (isWord(body, 'chargeback', 'partial_chargeback')) return body.transaction_status ?? null
  return isWord(body, 'deny') ? reader.text(body.status_message, 'status_message') : null
}

/** The pages show refunds for these two words only. */
function readRefund(body: MidtransResponse, readMoney: MoneyReader): Refund | null {
  const refunds = body.refunds ?? []
  const expected = isWord(body, 'refund', 'partial_refund')
  if (!expected && refunds.length === 0 && (body.refund_amount ?? null) === null) return null
  const isConfirmed = refunds.length > 0 && refunds.every((refund) => (refund.bank_confirmed_at ?? '') !== '')
  return { amount: readMoney(body.refund_amount, 'refund_amount'), pending: !isConfirmed }
}

function warnOfContradictions(
  body: MidtransResponse,
  status: Status,
  refund: Refund | null,
  reader: FieldReader,
): void {
  const warn = (field: string, message: string) => reader.warn('STATUS_CONTRADICTION', field, message)
  if (status === 'processing') warn('fraud_status', 'the fraud system awaits a decision of the merchant')
  if (status !== 'success') return
  // The page's older edition wants the code 200 beside the success words.
  if (body.status_code !== '200') warn('status_code', 'is not 200 beside a success word')
  if (refund !== null) warn('refunds', 'there is a refund beside a success word')
}

/** A report, not a page, has this: https://github.com/Midtrans/midtrans-php/issues/118 */
function readOriginalAmount(metadata: unknown, readMoney: MoneyReader): Money | null {
  const extra = isRecord(metadata) ? metadata.extra_info : null
  const info = isRecord(extra) ? extra.gross_amount_info : null
  const amount = isRecord(info) ? info.original_amount : null
  return readMoney(amount, 'metadata.extra_info.gross_amount_info.original_amount')
}

/** A Permata virtual account comes as `permata`, or as `bank_transfer` with a number of its own. */
function readChannel(body: MidtransResponse, reader: FieldReader): Channel | null {
  const type = reader.text(body.payment_type, 'payment_type')
  if (type === null) return null
  const isPermata = type === 'bank_transfer' && (body.permata_va_number ?? null) !== null
  return { type: null, code: isPermata ? 'permata' : type, name: null }
}

function isWord({ transaction_status: word }: MidtransResponse, ...words: readonly string[]): boolean {
  return words.includes(normalizeStatusWord(word ?? ''))
}
