import { createSecret, maskSecrets } from './secrets.ts'
import type { Transaction, TransactionLine } from './transaction.ts'

const mask = '***'
/** Shorter strings occur in many others. */
const minQuotedLength = 4

/**
 * Returns a copy that is safe to log: licenses and targets are masked, also inside a reason, name or serial number, where
 * links are masked too. `raw`, which has customer data and payment links, is removed.
 */
export function redactTransaction<Raw>(transaction: Transaction<Raw>): Omit<Transaction<Raw>, 'raw'> {
  const { raw: _raw, ...rest } = transaction
  const personal = rest.lines
    .flatMap(({ target, license }) => [target, license])
    .filter((text) => text !== null)
    .filter((text) => text.length >= minQuotedLength)
    .map(createSecret)
  const clean = (text: string | null): string | null =>
    text === null ? null : maskSecrets(text.replace(/https?:\/\/\S+/gi, mask), personal)
  return { ...rest, reason: clean(rest.reason), lines: rest.lines.map((line) => redactLine(line, clean)) }
}

function redactLine(line: TransactionLine, clean: (text: string | null) => string | null): TransactionLine {
  return {
    ...line,
    name: clean(line.name),
    reason: clean(line.reason),
    serialNumber: clean(line.serialNumber),
    target: line.target === null ? null : mask,
    license: line.license === null ? null : mask,
  }
}
