import { isFinal, type Status } from './status.ts'

/**
 * The status of an order whose own word says no more than "its items decide". One undecided item keeps the whole
 * order undecided, and items that ended differently make it `partial`.
 */
export function statusFromLines(lines: readonly { status: Status }[]): Status {
  const [first, ...others] = lines.map((line) => line.status)
  if (first === undefined) return 'unknown'
  const all = [first, ...others]
  if (all.includes('unknown')) return 'unknown'
  if (!all.every(isFinal)) return 'processing'
  return others.every((status) => status === first) ? first : 'partial'
}
