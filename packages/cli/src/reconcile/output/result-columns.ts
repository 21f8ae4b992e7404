import type { LocalTimeOf } from '../totals/local-time.ts'
import type { JudgedRow } from '../verdict/judge-row.ts'

/** Added columns in this order: prefixed with `cekstatus_` in CSV, an object `cekstatus` in JSON. */
export const resultFields = [
  'verdict',
  'reason',
  'provider',
  'status',
  'advice',
  'final',
  'amount',
  'currency',
  'fee',
  'net_amount',
  'difference',
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

/** Returns the added values of a row. */
export function resultOf(
  { line, expected, verdict, reason, finding, differenceMinor }: JudgedRow,
  localTimeOf: LocalTimeOf,
): Result {
  const answer = finding?.outcome === 'answered' ? finding : null
  const local = (time: string | null | undefined): string | null => (time == null ? null : localTimeOf(time))
  return {
    verdict,
    reason: reason === '' ? null : reason,
    provider: expected?.provider ?? null,
    status: answer?.status ?? null,
    advice: answer?.advice ?? null,
    final: answer?.final ?? null,
    amount: answer?.amount?.value ?? null,
    currency: answer?.amount?.currency ?? null,
    fee: answer?.fee?.value ?? null,
    net_amount: answer?.netAmount?.value ?? null,
    difference: differenceMinor === null ? null : fromMinorUnits(differenceMinor),
    provider_status: answer?.providerStatus ?? null,
    provider_reason: answer?.reason ?? null,
    merchant_reference: answer?.merchantReference ?? null,
    provider_reference: answer?.providerReference ?? null,
    kind: answer?.kind ?? null,
    sandbox: answer?.sandbox ?? null,
    paid_at: local(answer?.paidAt),
    created_at: local(answer?.createdAt),
    warnings: answer === null || answer.warnings.length === 0 ? null : answer.warnings.join(' '),
    error: finding?.outcome === 'refused' ? finding.code : null,
    checked_at: local(finding?.checkedAt),
    line,
  }
}

/** Hundredths as `-104000.50`. */
function fromMinorUnits(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Makes column names unique by adding ` (2)`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`
    taken.add(unique)
    return unique
  })
}
