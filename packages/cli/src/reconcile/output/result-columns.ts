import type { DecidedRow } from '../journal/journal.ts'

/** What is added to a row, in this order. CSV has `cekstatus_` before each name, JSON an object `cekstatus`. */
export const resultFields = [
  'verdict',
  'reason',
  'provider',
  'status',
  'advice',
  'final',
  'amount',
  'currency',
  'provider_status',
  'provider_reason',
  'merchant_reference',
  'provider_reference',
  'kind',
  'sandbox',
  'paid_at',
  'created_at',
  'warnings',
  'error',
  'checked_at',
  'line',
] as const
type ResultField = (typeof resultFields)[number]

export type Result = Record<ResultField, string | number | boolean | null>

/** What is written about one row. */
export function resultOf({ line, expected, verdict, reason, finding }: DecidedRow): Result {
  const answer = finding?.outcome === 'answered' ? finding : null
  return {
    verdict,
    reason: reason === '' ? null : reason,
    provider: expected?.provider ?? null,
    status: answer?.status ?? null,
    advice: answer?.advice ?? null,
    final: answer?.final ?? null,
    amount: answer?.amount?.value ?? null,
    currency: answer?.amount?.currency ?? null,
    provider_status: answer?.providerStatus ?? null,
    provider_reason: answer?.reason ?? null,
    merchant_reference: answer?.merchantReference ?? null,
    provider_reference: answer?.providerReference ?? null,
    kind: answer?.kind ?? null,
    sandbox: answer?.sandbox ?? null,
    paid_at: answer?.paidAt ?? null,
    created_at: answer?.createdAt ?? null,
    warnings: answer === null || answer.warnings.length === 0 ? null : answer.warnings.join(' '),
    error: finding?.outcome === 'refused' ? finding.code : null,
    checked_at: finding?.checkedAt ?? null,
    line,
  }
}

/** A name for each column, also where the input has one name twice or has the names of the result. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`
    taken.add(unique)
    return unique
  })
}
