import { findProviderName } from '../../providers/load-provider.ts'
import type { Field } from '../columns/column-names.ts'
import type { Cell } from '../input/source-row.ts'
import type { Expected } from './expected.ts'
import { quote } from './quote.ts'
import { type AmountFormat, isScientific, readAmount } from './read-amount.ts'
import { readKind, type StatusReader } from './words.ts'

export interface ExpectedSettings {
  /** Providers that can be asked. */
  providers: readonly string[]
  amountFormat: AmountFormat
  /** Whose id the column `reference` holds. */
  by: 'merchant' | 'provider'
  readStatus: StatusReader
}

export type ExpectedReading = { expected: Expected; problem: null } | { expected: null; problem: string }

/** Gives what a row holds for a field. */
export type FieldReader = (field: Field) => Cell | undefined

/** Thrown and caught in this file only: the first problem of a row is the one that is told. */
class RowProblem extends Error {}

/** Reads what a row says, or why it says nothing that could be asked or compared. */
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
  { providers, amountFormat, by, readStatus }: ExpectedSettings,
): Expected {
  const text = (field: Field): string | null => toText(field, read(field))
  const reference = readReference('reference', text('reference'))
  const ofProvider = readReference('providerReference', text('providerReference'))
  if (by === 'provider' && reference !== null && ofProvider !== null && reference !== ofProvider) {
    throw new RowProblem('reference and providerReference differ although both are the id of the provider')
  }
  if (reference === null && ofProvider === null) throw new RowProblem('it has no reference')
  return {
    provider: readProvider(text('provider'), providers),
    merchantReference: by === 'merchant' ? reference : null,
    providerReference: by === 'provider' ? (reference ?? ofProvider) : ofProvider,
    kind: readKindOf(text('kind')),
    status: readStatusOf(text('status'), readStatus),
    amount: readAmountOf(text('amount'), amountFormat),
  }
}

/** Null where the cell is absent or empty. White space around it is never part of it. */
function toText(field: Field, cell: Cell | undefined): string | null {
  if (cell === undefined || cell === null) return null
  if (typeof cell !== 'string' && typeof cell !== 'number')
    throw new RowProblem(`${field} is neither text nor a number`)
  const text = String(cell).trim()
  return text === '' ? null : text
}

function readReference(field: Field, text: string | null): string | null {
  if (text !== null && isScientific(text)) {
    throw new RowProblem(
      `${field} ${quote(text)} lost its digits in a spreadsheet; format the column as text`,
    )
  }
  return text
}

function readProvider(text: string | null, providers: readonly string[]): string {
  if (text === null) throw new RowProblem('it has no provider')
  const provider = findProviderName(text, providers)
  if (provider === undefined)
    throw new RowProblem(`no provider is called ${quote(text)}; there are ${providers.join(', ')}`)
  return provider
}

function readStatusOf(text: string | null, readStatus: StatusReader): Expected['status'] {
  if (text === null) throw new RowProblem('it has no status')
  const status = readStatus(text)
  if (status === undefined)
    throw new RowProblem(`the status ${quote(text)} has no known meaning; give it one with --map-status`)
  return status
}

function readKindOf(text: string | null): Expected['kind'] {
  if (text === null) return null
  const kind = readKind(text)
  if (kind === undefined) throw new RowProblem(`the kind ${quote(text)} is none of payment, payout, purchase`)
  return kind
}

function readAmountOf(text: string | null, format: AmountFormat): string | null {
  if (text === null) return null
  const { amount, problem } = readAmount(text, format)
  if (problem !== null) throw new RowProblem(problem)
  return amount
}
