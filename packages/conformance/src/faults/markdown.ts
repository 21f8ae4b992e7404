import { table } from '../markdown.ts'
import type { Demand, Fault } from './fault.ts'
import { faultManifest } from './manifest.ts'

/** The manifest as a table: what goes wrong, and what the caller must get. */
export function faultTableMarkdown(): string {
  return table(
    ['Area', 'Fault', 'Demanded', 'Why'],
    faultManifest.flatMap(({ area, faults }) => faults.map((fault) => toRow(area, fault))),
  )
}

function toRow(area: string, { name, demands, because }: Fault): string[] {
  return [area, name, demands.map(describeDemand).join(' or '), because ?? '']
}

function describeDemand(demand: Demand): string {
  if (!('code' in demand)) return 'the answer'
  const { code, httpStatus, retryAfterMs, hintNames } = demand
  const details = [
    ...(httpStatus === null ? [] : [`HTTP ${httpStatus}`]),
    ...(retryAfterMs === undefined ? [] : [`\`retryAfterMs\` ${retryAfterMs}`]),
    ...(hintNames === undefined ? [] : [`hint \`${hintNames}\``]),
  ]
  return [`\`${code}\``, ...details].join(', ')
}
