import {
  type Advice,
  type CekStatusError,
  type ErrorCode,
  errorInfo,
  isCekStatusError,
  type Kind,
  type Status,
  statusInfo,
  type Transaction,
  warningInfo,
} from '@cekstatus/core'
import { type ErrorRow, normalizeStatusWord, type StatusRow } from '@cekstatus/core/provider'
import type { ProviderModule } from '../providers/provider-module.ts'

/** Why a status word was mapped to a status. */
export interface WordExplanation {
  /** `the transaction`, `line 1`. */
  about: string
  providerStatus: string | null
  status: Status
  /** The documented rows with this word; empty for an undocumented word. */
  rows: readonly StatusRow[]
}

export interface AdviceExplanation {
  advice: Advice
  /** The advice of the status alone. */
  ofStatus: Advice
  /** Why the advice became `review`. */
  because: readonly string[]
}

export interface ErrorExplanation {
  code: ErrorCode
  meaning: string
  retryable: boolean
  message: string
  hint: string | null
  /** The provider's documented refusals that match. */
  rows: readonly ErrorRow[]
}

export function explainWords(
  transaction: Transaction,
  { statusMap: rows }: ProviderModule,
): WordExplanation[] {
  const { status, providerStatus, kind, lines } = transaction
  const scopes = new Set(rows.map(({ scope }) => scope))
  const [first] = scopes
  // If a provider has status words in several places, the first scope is the transaction.
  const ofTransaction = rows.filter(({ scope }) => scope === first)
  const ofLines = scopes.size > 1 ? rows.filter(({ scope }) => scope !== first) : rows
  // Where a second word decides, too, the row of another pair is not the reason.
  const own = findRows(ofTransaction, providerStatus, kind).filter(
    (row) => row.qualifiers === undefined || row.status === status,
  )
  return [
    { about: 'the transaction', providerStatus, status, rows: own },
    ...lines.map((line, index) => ({
      about: `line ${index + 1}`,
      providerStatus: line.providerStatus,
      status: line.status,
      rows: findRows(ofLines, line.providerStatus, kind).filter((row) => row.status === line.status),
    })),
  ]
}

function findRows(rows: readonly StatusRow[], word: string | null, kind: Kind): StatusRow[] {
  if (word === null) return []
  return rows.filter(
    (row) =>
      normalizeStatusWord(row.providerStatus) === normalizeStatusWord(word) &&
      (row.kind === undefined || row.kind === kind),
  )
}

export function explainAdvice({ status, advice, warnings }: Transaction): AdviceExplanation {
  const ofStatus = statusInfo[status].advice
  const grave = warnings
    .filter(({ code }) => [true, ofStatus].includes(warningInfo[code].review))
    .map(({ code }) => code)
  const because =
    advice === ofStatus
      ? []
      : grave.length > 0
        ? [...new Set(grave)].map((code) => `${code}: ${warningInfo[code].meaning}`)
        : ["the provider's documentation is less certain than the status alone"]
  return { advice, ofStatus, because }
}

export function explainError(error: CekStatusError, module: ProviderModule): ErrorExplanation {
  const { code, message, hint } = error
  const { meaning, retryable } = errorInfo[code]
  const candidates = module.errorMap.filter(
    (row) => row.code === code && admits(row.httpStatus, error.httpStatus),
  )
  const same = candidates.filter((row) => isLike(readExample(row, module), error))
  return { code, meaning, retryable, message, hint, rows: same.length > 0 ? same : candidates }
}

/** Matches patterns of the table such as `2xx, 4xx`, `404` or `any`. */
function admits(pattern: string, httpStatus: number | null): boolean {
  if (httpStatus === null) return false
  const classes = [...pattern.matchAll(/\b[1-5](?:xx|\d\d)\b/g)].map(([text]) => text)
  return (
    classes.length === 0 ||
    classes.some((text) => new RegExp(`^${text.replaceAll('x', '\\d')}$`).test(String(httpStatus)))
  )
}

/** Parses a row's example response into its error. */
function readExample(row: ErrorRow, module: ProviderModule): CekStatusError | null {
  const { capabilities, parseStatusResponse } = module
  const [field = 'merchantReference'] = capabilities.lookup
  const [kind] = capabilities.kinds
  const query = { [field]: 'x', ...(kind === undefined ? {} : { kind }) }
  try {
    parseStatusResponse({ ...row.example, headers: {} }, query as never)
    return null
  } catch (error) {
    return isCekStatusError(error) ? error : null
  }
}

/** Refusals of one row have the same provider code, or none, and the same hint. */
function isLike(example: CekStatusError | null, error: CekStatusError): boolean {
  return example?.providerCode === error.providerCode && example.hint === error.hint
}
