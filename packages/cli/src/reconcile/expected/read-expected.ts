import { findProviderName } from '../../providers/load-provider.ts'
import { type Field, isRupiah } from '../columns/column-names.ts'
import type { Cell } from '../input/source-row.ts'
import type { Expected } from './expected.ts'
import { quote } from './quote.ts'
import { type AmountFormat, readAmount } from './read-amount.ts'
import { readReference } from './read-reference.ts'
import { readKind, type StatusReader } from './words.ts'

export interface ExpectedSettings {
  /** Known providers. */
  providers: readonly string[]
  amountFormat: AmountFormat
  /** False: amounts are not read. */
  amounts: boolean
  /** True: references are used as they are. */
  exactIds: boolean
  /** Which ID the column `reference` holds. */
  by: 'merchant' | 'provider'
  readStatus: StatusReader
}

export type ExpectedReading = { expected: Expected; problem: null } | { expected: null; problem: string }

/** Returns a row's cell for a field. */
export type FieldReader = (field: Field) => Cell | undefined

/** Thrown and caught in this file only. The first problem of a row is reported. */
class RowProblem extends Error {}

/** Parses a row, or returns why it cannot be compared. */
export function readExpected(read: FieldReader, settings: ExpectedSettings): ExpectedReading {
  try {
    return { expected: toExpected(read, settings), problem: null }
  } catch (error) {
    if (error instanceof RowProblem) return { expected: null, problem: error.message }
    throw error
  }
}

function toExpected(
  read: FieldReader,
  { providers, amountFormat, amounts, exactIds, by, readStatus }: ExpectedSettings,
): Expected {
  const text = (field: Field): string | null => toText(field, read(field))
  const id = (field: Field): string | null => {
    const cell = text(field)
    if (cell === null || exactIds) return cell
    const reading = readReference(cell)
    if (reading.problem !== null) throw new RowProblem(`${field} ${reading.problem}`)
    return reading.reference
  }
  const reference = id('reference')
  const ofProvider = id('providerReference')
  if (by === 'provider' && reference !== null && ofProvider !== null && reference !== ofProvider) {
    throw new RowProblem('reference and providerReference differ, but both are the ID of the provider')
  }
  if (reference === null && ofProvider === null) throw new RowProblem('reference is missing')
  return {
    provider: readProvider(text('provider'), providers),
    merchantReference: by === 'merchant' ? reference : null,
    providerReference: by === 'provider' ? (reference ?? ofProvider) : ofProvider,
    kind: readKindOf(text('kind')),
    status: readStatusOf(text('status'), readStatus),
    amount: amounts ? readAmountOf(text('amount'), text('currency'), amountFormat) : null,
  }
}

/** Null if the cell is absent or empty. White space and format characters at the ends do not count. */
function toText(field: Field, cell: Cell | undefined): string | null {
  if (cell === undefined || cell === null) return null
  if (typeof cell !== 'string' && typeof cell !== 'number')
    throw new RowProblem(`${field} must be text or a number`)
  const text = trimCell(String(cell))
  return text === '' ? null : text
}

/** Removes white space and format characters, such as a zero width space, from both ends. */
function trimCell(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isBlank.test(text[start] ?? '')) start += 1
  while (end > start && isBlank.test(text[end - 1] ?? '')) end -= 1
  return text.slice(start, end)
}

const isBlank = /[\s\p{Cf}]/u

function readProvider(text: string | null, providers: readonly string[]): string {
  if (text === null) throw new RowProblem('provider is missing')
  const provider = findProviderName(text, providers)
  if (provider === undefined)
    throw new RowProblem(`unknown provider ${quote(text)}; known: ${providers.join(', ')}`)
  return provider
}

function readStatusOf(text: string | null, readStatus: StatusReader): Expected['status'] {
  if (text === null) throw new RowProblem('status is missing')
  const status = readStatus(text)
  if (status === undefined)
    throw new RowProblem(`unknown status word ${quote(text)}; map it with --map-status`)
  return status
}

function readKindOf(text: string | null): Expected['kind'] {
  if (text === null) return null
  const kind = readKind(text)
  if (kind === undefined)
    throw new RowProblem(
      `unknown kind ${quote(text)}; use payment, payout or purchase, or set --kind for all rows`,
    )
  return kind
}

function readAmountOf(text: string | null, currency: string | null, format: AmountFormat): string | null {
  if (currency !== null && !isRupiah(currency)) {
    throw new RowProblem(`currency is ${quote(currency)}; only IDR is supported`)
  }
  if (text === null) return null
  const { amount, problem } = readAmount(text, format)
  if (problem !== null) throw new RowProblem(problem)
  return amount
}
