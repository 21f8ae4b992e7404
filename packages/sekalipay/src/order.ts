import { parseMoney, type Refund, type Status, type TransactionLine } from '@cekstatus/core'
import { type FieldReader, statusFromLines, toMinorUnits } from '@cekstatus/core/provider'
import { h2hStatus, type OrderWord, smmStatus } from './lines.ts'
import type { AnswerResults } from './results.ts'
import { isWord, readOrderWord } from './status.ts'

/** Reads the order's own word. */
export function readOrder(word: string | null | undefined, reader: FieldReader): OrderWord {
  return {
    status: reader.status(word, 'data.status', readOrderWord),
    leavesItToLines: isWord(word, 'completed'),
  }
}

/** Decides the order by its word and its lines together; where they contradict each other it is `unknown`. */
export function decideOrder(
  order: OrderWord,
  lines: readonly TransactionLine[],
  results: AnswerResults,
  reader: FieldReader,
): Status {
  if (order.leavesItToLines) return decideByLines(lines, results, reader)
  const isOver = order.status === 'failed' || order.status === 'canceled'
  if (!isOver || !hasMoved(lines, results)) return order.status
  reader.warn(
    'STATUS_CONTRADICTION',
    'data.status',
    'the order is over while a line is under way or delivered',
  )
  return 'unknown'
}

function decideByLines(
  lines: readonly TransactionLine[],
  results: AnswerResults,
  reader: FieldReader,
): Status {
  if (lines.length === 0)
    reader.warn('LINE_RESULT_MISSING', 'data.items', 'the order has no item to decide it')
  const status = results.haveItems ? statusFromLines(lines) : 'unknown'
  if (status !== 'failed') return status
  reader.warn('STATUS_CONTRADICTION', 'data.status', 'the order is completed while every line failed')
  return 'unknown'
}

/** Looks at every result, also at those that could not be assigned, and at licenses, which are delivered goods. */
function hasMoved(lines: readonly TransactionLine[], results: AnswerResults): boolean {
  const statuses = [
    ...results.h2h.map(({ result }) => h2hStatus(result)),
    ...results.smm.map(({ result }) => smmStatus(result)),
  ]
  const moved: readonly (Status | undefined)[] = ['pending', 'processing', 'partial', 'success']
  return statuses.some((status) => moved.includes(status)) || lines.some(({ license }) => license !== null)
}

/** Returns why the order failed: the first reason of a failed line. */
export function findReason(status: Status, lines: readonly TransactionLine[]): string | null {
  if (status !== 'failed' && status !== 'canceled') return null
  return lines.find((line) => line.status === 'failed' && line.reason !== null)?.reason ?? null
}

/** The refunds of all lines together; the amount is null as soon as one of them is not stated. */
export function sumRefunds(lines: readonly TransactionLine[]): Refund | null {
  const refunds = lines.flatMap(({ refund }) => (refund === null ? [] : [refund]))
  if (refunds.length === 0) return null
  const amounts = refunds.flatMap(({ amount }) => (amount === null ? [] : [toMinorUnits(amount)]))
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  return {
    amount:
      amounts.length < refunds.length
        ? null
        : parseMoney(`${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`),
    pending: refunds.some(({ pending }) => pending),
  }
}
