import type { Transaction, TransactionLine } from './transaction.ts'

const mask = '***'

/**
 * A copy that is safe to log: licenses and targets are masked, and `raw`, where customer data and pay links are, is removed.
 */
export function redactTransaction<Raw>(transaction: Transaction<Raw>): Omit<Transaction<Raw>, 'raw'> {
  const { raw: _raw, ...rest } = transaction
  return { ...rest, lines: rest.lines.map(redactLine) }
}

function redactLine(line: TransactionLine): TransactionLine {
  return {
    ...line,
    target: line.target === null ? null : mask,
    license: line.license === null ? null : mask,
  }
}
