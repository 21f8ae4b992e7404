import { ExactNumber } from '../json.ts'
import { type Money, parseMoney } from '../money.ts'
import type { Status } from '../status.ts'
import { parseTime, type TimeFormat } from '../timestamp.ts'
import type { Warning, WarningCode } from '../warnings.ts'

/**
 * Reads fields of one response. An absent or null field is null, and so is an empty string where a time or text is
 * expected. An invalid field is null too, with a warning that has its path.
 */
export interface FieldReader {
  /** Warnings so far, in the order of reading. */
  readonly warnings: Warning[]
  /** Adds a warning; `message` contains no value of the response. */
  warn(code: WarningCode, field: string, message: string): void
  /** Reads an amount; `currency` is that of the provider's amounts where the response names none. */
  money(value: unknown, field: string, currency?: string): Money | null
  /**
   * Reads a time into ISO 8601 in UTC. `format` is the documented format of the field (default: a full date-time with a
   * zone).
   */
  timestamp(value: unknown, field: string, format?: TimeFormat): string | null
  /** Reads an integer of at least 0. */
  quantity(value: unknown, field: string): number | null
  /** Reads a string as it is; any other type is null with a warning. */
  text(value: unknown, field: string): string | null
  /** Reads a JSON boolean; `1` and `"true"` are null with a warning. */
  boolean(value: unknown, field: string): boolean | null
  /** Reads a status word; a missing or undocumented one is `unknown` with a warning. */
  status(word: string | null | undefined, field: string, lookup: (word: string) => Status | undefined): Status
}

/** Creates a reader for one response. */
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
        () => warn('AMOUNT_INVALID', field, 'not a decimal string or number with at most two decimals'),
      ),
    timestamp: (value, field, format = 'iso-offset') =>
      read(
        value === '' ? null : value,
        (time) => parseTime(time, format),
        () => warn('TIMESTAMP_INVALID', field, 'not a time in the documented format'),
      ),
    quantity: (value, field) =>
      read(value, parseQuantity, () => warn('QUANTITY_INVALID', field, 'not an integer of at least 0')),
    text: (value, field) =>
      read(
        value === '' ? null : value,
        (text) => (typeof text === 'string' ? text : null),
        () => warn('FIELD_INVALID', field, 'not a string'),
      ),
    boolean: (value, field) =>
      read(
        value,
        (flag) => (typeof flag === 'boolean' ? flag : null),
        () => warn('FIELD_INVALID', field, 'not a boolean'),
      ),
    status: (word, field, lookup) => {
      if (word === null || word === undefined || word.trim() === '') {
        warn('STATUS_MISSING', field, 'no status word')
        return 'unknown'
      }
      const status = lookup(word)
      if (status === undefined) warn('STATUS_UNDOCUMENTED', field, 'undocumented status word')
      return status ?? 'unknown'
    },
  }
}

function parseQuantity(value: unknown): number | null {
  const isDigits = value instanceof ExactNumber || (typeof value === 'string' && /^\d{1,15}$/.test(value))
  const quantity = isDigits ? Number(value) : value
  return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity >= 0 ? quantity : null
}
