import { table } from '../markdown.ts'
import type { Demand, Fault } from './fault.ts'
import { faultManifest } from './manifest.ts'
import { demandWithRetries } from './with-retries.ts'

/** The manifest as a table: what goes wrong, and what the caller must get without retries and with them. */
export function faultTableMarkdown(): string {
  return table(
    ['Area', 'Fault', 'Without retries', 'With retries', 'Why'],
    faultManifest.flatMap(({ area, faults }) => faults.map((fault) => toRow(area, fault))),
  )
}

function toRow(area: string, fault: Fault): string[] {
  const { name, because } = fault
  return [area, name, describeAll(fault, (demand) => demand), describeAll(fault, withRetries), because ?? '']

  function withRetries(demand: Demand): Demand {
    return demandWithRetries(fault, demand)
  }
}

function describeAll({ demands, demandsOfToken }: Fault, change: (demand: Demand) => Demand): string {
  const list = (all: readonly Demand[]): string =>
    [...new Set(all.map((demand) => describeDemand(change(demand))))].join(' or ')
  return demandsOfToken === undefined
    ? list(demands)
    : `${list(demands)}; with a token ${list(demandsOfToken)}`
}

function describeDemand(demand: Demand): string {
  const counted =
    demand.attempts === undefined || demand.attempts === 1 ? [] : [`${demand.attempts} attempts`]
  if (!('code' in demand)) {
    const paused = demand.pausedMs === undefined ? [] : [`after ${demand.pausedMs / 1000} s`]
    return ['the answer', ...counted, ...paused].join(', ')
  }
  const { code, httpStatus, retryAfterMs, hintNames } = demand
  const details = [
    ...(httpStatus === null ? [] : [`HTTP ${httpStatus}`]),
    ...(retryAfterMs === undefined ? [] : [`\`retryAfterMs\` ${retryAfterMs}`]),
    ...(hintNames === undefined ? [] : [`hint \`${hintNames}\``]),
  ]
  return [`\`${code}\``, ...details, ...counted].join(', ')
}
