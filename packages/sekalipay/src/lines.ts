import type { Refund, Status, TransactionLine } from '@cekstatus/core'
import { type FieldReader, isFinal, toIdString, toMinorUnits } from '@cekstatus/core/provider'
import type { ItemResults, Located } from './results.ts'
import type { SekalipayH2hResult, SekalipayItem, SekalipaySmmResult } from './schemas.ts'
import { isWord, readH2hWord, readSmmWord } from './status.ts'

/** What the order's own word says, for lines that have nothing of their own. */
export interface OrderWord {
  status: Status
  /** True for `completed`, which says nothing about a line. */
  leavesItToLines: boolean
}

/** One item with all that decides it. */
interface ItemContext {
  item: SekalipayItem
  /** Where the item stands: `data.items[0]`. */
  path: string
  results: ItemResults
  order: OrderWord
  license: string | null
  ordered: number | null
}

/** What became of an item; the rest of its line is what was ordered. */
type Outcome = Pick<
  TransactionLine,
  'status' | 'providerStatus' | 'providerReference' | 'reason' | 'serialNumber' | 'refund'
> & { delivered: number | null; remaining: number | null; start: number | null }

const failureText = /^\s*failed\s*:/i

/** Reads one item and its result into a line. */
export function readLine(
  item: SekalipayItem,
  path: string,
  results: ItemResults,
  order: OrderWord,
  reader: FieldReader,
): TransactionLine {
  const license = filled(reader.text(item.product_license, `${path}.product_license`))
  const ordered = reader.quantity(item.qty, `${path}.qty`)
  const { delivered, remaining, start, ...outcome } = readOutcome(
    { item, path, results, order, license, ordered },
    reader,
  )
  return {
    id: toIdString(item.variant_id),
    name: reader.text(item.variant_name, `${path}.variant_name`),
    ...outcome,
    target: reader.text(item.note, `${path}.note`),
    quantity: { ordered, delivered, remaining, start },
    license,
    // The page's sample of 1000 followers shows the total of the line here, so it is never multiplied.
    amount: reader.money(item.price, `${path}.price`),
  }
}

/** SMM goes first, because the page marks SMM items with `order_process: "h2h"` too. */
function readOutcome(context: ItemContext, reader: FieldReader): Outcome {
  const { item, path, results, order, license } = context
  if (results.isAmbiguous) {
    reader.warn('LINE_RESULT_AMBIGUOUS', `${path}.variant_id`, 'several results fit this item')
    return { ...nothingOwn(item), status: 'unknown' }
  }
  if (results.smm !== null) return readSmmOutcome(results.smm, context, reader)
  if (item.is_smm === true || isWord(item.order_process, 'smm')) return withoutResult(context, reader)
  if (results.h2h !== null) return readH2hOutcome(results.h2h, reader)

  const isManual = isWord(item.order_process, 'manual')
  const isLicensed = license !== null && isWord(item.order_process, 'auto')
  // Such an item has no word of its own, so it is delivered only where the order says `completed`.
  if (order.leavesItToLines && (isManual || isLicensed)) {
    compareOwnWord(item, path, 'success', reader)
    return { ...nothingOwn(item), status: 'success' }
  }
  return withoutResult(context, reader)
}

/** A line without anything of its own is as the order says, and undecided when the order leaves it to the lines. */
function withoutResult({ item, path, order, license }: ItemContext, reader: FieldReader): Outcome {
  if (!order.leavesItToLines) {
    // Delivered goods contradict an order that failed.
    const isContradicted = license !== null && isFinal(order.status)
    return { ...nothingOwn(item), status: isContradicted ? 'unknown' : order.status }
  }
  const field = isWord(item.order_process, 'auto') ? 'product_license' : 'variant_id'
  reader.warn('LINE_RESULT_MISSING', `${path}.${field}`, 'nothing shows whether this item was delivered')
  return { ...nothingOwn(item), status: 'unknown' }
}

/** What no result says. */
const nothing: Omit<Outcome, 'status' | 'providerStatus'> = {
  providerReference: null,
  reason: null,
  serialNumber: null,
  refund: null,
  delivered: null,
  remaining: null,
  start: null,
}

function nothingOwn(item: SekalipayItem): Omit<Outcome, 'status'> {
  return { ...nothing, providerStatus: item.status ?? null }
}

/** What an H2H result says: a failure text in `sn` outweighs `dispatch_status`. Undefined when it says nothing known. */
export function h2hStatus(result: SekalipayH2hResult): Status | undefined {
  if (failureText.test(toIdString(result.sn) ?? '')) return 'failed'
  return readH2hWord(result.dispatch_status ?? '')
}

function readH2hOutcome({ result, path }: Located<SekalipayH2hResult>, reader: FieldReader): Outcome {
  const text = toIdString(result.sn) ?? ''
  const isFailure = failureText.test(text)
  const status = isFailure
    ? 'failed'
    : reader.status(result.dispatch_status, `${path}.dispatch_status`, readH2hWord)
  if (isFailure && readH2hWord(result.dispatch_status ?? '') === 'success') {
    reader.warn('STATUS_CONTRADICTION', `${path}.sn`, 'is a failure text beside a dispatch that succeeded')
  }
  if (!isFailure && status === 'failed' && filled(text) !== null) {
    reader.warn('STATUS_CONTRADICTION', `${path}.sn`, 'is no failure text beside a dispatch that failed')
  }
  const message = reader.text(result.log_message, `${path}.log_message`)
  const stated = isFailure ? filled(text.replace(failureText, '').trim()) : null
  return {
    ...nothing,
    status,
    providerStatus: result.dispatch_status ?? null,
    reason: status === 'failed' ? (stated ?? message) : null,
    serialNumber: status === 'success' ? filled(text) : null,
  }
}

/** What an SMM result says; `provider_status` has a vocabulary of its own and is not read. */
export function smmStatus(result: SekalipaySmmResult): Status | undefined {
  return readSmmWord(result.status ?? '')
}

function readSmmOutcome(
  { result, path }: Located<SekalipaySmmResult>,
  context: ItemContext,
  reader: FieldReader,
): Outcome {
  const { item, results, ordered } = context
  const status = reader.status(result.status, `${path}.status`, readSmmWord)
  const isRefused = results.h2h !== null && h2hStatus(results.h2h.result) === 'failed'
  if (isRefused) {
    reader.warn('STATUS_CONTRADICTION', `${path}.status`, 'the H2H result of the same item failed')
  }
  compareOwnWord(item, context.path, status, reader)
  const delivered = reader.quantity(result.delivered_count, `${path}.delivered_count`)
  const remaining = reader.quantity(result.remains, `${path}.remains`)
  const refund = readRefund(result, path, reader)
  if (status === 'success') {
    const differing = {
      remains: remaining !== null && remaining > 0,
      delivered_count: delivered !== null && ordered !== null && delivered < ordered,
      refund_amount: refund !== null,
    }
    for (const [field, differs] of Object.entries(differing)) {
      if (differs) reader.warn('QUANTITY_DIFFERS', `${path}.${field}`, 'contradicts that all was delivered')
    }
  }
  return {
    ...nothing,
    status: isRefused ? 'unknown' : status,
    providerStatus: result.status ?? null,
    providerReference: toIdString(result.order_id),
    refund,
    delivered,
    remaining,
    start: reader.quantity(result.start_count, `${path}.start_count`),
  }
}

/** The page repeats the state of an item inside the item; where that differs, a person has to look. */
function compareOwnWord(item: SekalipayItem, path: string, status: Status, reader: FieldReader): void {
  const own = filled(item.status ?? null)
  if (own === null || status === 'unknown' || readSmmWord(own) === status) return
  reader.warn('STATUS_CONTRADICTION', `${path}.status`, 'differs from what became of the item')
}

/** A refund that is stated or still owed; null amount with `pending` is a debt of unknown size. */
function readRefund(result: SekalipaySmmResult, path: string, reader: FieldReader): Refund | null {
  const amount = reader.money(result.refund_amount, `${path}.refund_amount`)
  const pending = result.partial_refund_pending_manual ?? false
  const isStated = amount !== null && toMinorUnits(amount) > 0n
  return isStated || pending ? { amount, pending } : null
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text
}
