import { ExactNumber } from './json.ts'
import { type Money, parseMoney } from './money.ts'
import type { Status } from './status.ts'
import { parseTime, type TimeFormat } from './timestamp.ts'
import type { Warning, WarningCode } from './warnings.ts'

/**
 * Reads the fields of one answer that do not decide it. A field that is absent or null is null, and so is empty text
 * in place of a time or a text; a field that cannot be read is null too, and leaves a warning with its path.
 */
export interface FieldReader {
  /** What was found so far, in the order of reading. */
  readonly warnings: Warning[]
  /** Adds a warning; the message names no value of the answer. */
  warn(code: WarningCode, field: string, message: string): void
  /** An amount; `currency` is what the provider's amounts are in when the answer does not say. */
  money(value: unknown, field: string, currency?: string): Money | null
  /**
   * ISO 8601 in UTC. `format` is what the provider's page documents for the field, by default a full date-time with a
   * zone; anything else is null with a warning.
   */
  timestamp(value: unknown, field: string, format?: TimeFormat): string | null
  /** A whole number from 0 up. */
  quantity(value: unknown, field: string): number | null
  /** Text as it is; a number, an object or a list is null with a warning. */
  text(value: unknown, field: string): string | null
  /** True or false as JSON has them; `1` and `"true"` are null with a warning. */
  boolean(value: unknown, field: string): boolean | null
  /** A status word; a missing one and one that `lookup` does not know are both `unknown`, never a guess. */
  status(word: string | null | undefined, field: string, lookup: (word: string) => Status | undefined): Status
}

/** Makes a reader for one answer; its warnings begin empty. */
export function createFieldReader(): FieldReader {
  const warnings: Warning[] = []
  const warn = (code: WarningCode, field: string, message: string): void => {
    warnings.push({ code, field, message })
  }
  const read = <Value>(
    value: unknown,
    parse: (value: unknown) => Value | null,
    complain: () => void,
  ): Value | null => {
    if (value === undefined || value === null) return null
    const parsed = parse(value)
    if (parsed === null) complain()
    return parsed
  }
  return {
    warnings,
    warn,
    money: (value, field, currency) =>
      read(
        value,
        (amount) => parseMoney(amount, currency),
        () => warn('AMOUNT_INVALID', field, 'is not decimal text or a number with at most two decimals'),
      ),
    timestamp: (value, field, format = 'iso-offset') =>
      read(
        value === '' ? null : value,
        (time) => parseTime(time, format),
        () => warn('TIMESTAMP_INVALID', field, 'is not a time in the documented format'),
      ),
    quantity: (value, field) =>
      read(value, parseQuantity, () => warn('QUANTITY_INVALID', field, 'is not a whole number from 0 up')),
    text: (value, field) =>
      read(
        value === '' ? null : value,
        (text) => (typeof text === 'string' ? text : null),
        () => warn('FIELD_INVALID', field, 'is not text'),
      ),
    boolean: (value, field) =>
      read(
        value,
        (flag) => (typeof flag === 'boolean' ? flag : null),
        () => warn('FIELD_INVALID', field, 'is not true or false'),
      ),
    status: (word, field, lookup) => {
      if (word === null || word === undefined || word.trim() === '') {
        warn('STATUS_MISSING', field, 'there is no status word')
        return 'unknown'
      }
      const status = lookup(word)
      if (status === undefined) warn('STATUS_UNDOCUMENTED', field, 'nobody documents this status word')
      return status ?? 'unknown'
    },
  }
}

function parseQuantity(value: unknown): number | null {
  const isDigits = value instanceof ExactNumber || (typeof value === 'string' && /^\d{1,15}$/.test(value))
  const quantity = isDigits ? Number(value) : value
  return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity >= 0 ? quantity : null
}
