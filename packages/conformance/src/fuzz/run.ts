import type { StatusQuery, StatusResponse, Transaction } from '@cekstatus/core'
import type { StatusRow } from '@cekstatus/core/provider'
import type { CatalogueEntry } from '../provider-under-test.ts'
import { createCases, type OpenCase } from './cases.ts'
import { findFault, type Outcome, outcomeOf } from './judge.ts'
import type { Oracle } from './oracle.ts'

/** What of a provider the open input space is tried on. */
export interface FuzzTarget {
  name: string
  parseStatusResponse(response: StatusResponse, query: StatusQuery): Transaction
  fixtures: readonly CatalogueEntry[]
  statusMap: readonly StatusRow[]
  oracle: Oracle
}

export interface Finding {
  seed: number
  index: number
  fault: string
  query: StatusQuery
  status: number
  body: string
}

export interface Report {
  cases: number
  /** How many came to each error code, or to each status with its advice. */
  outcomes: Record<string, number>
  /** Milliseconds of the processor that the slowest case took. */
  slowestMs: number
  findings: Finding[]
}

/** Of the processor, because a busy machine says nothing. No reading of such a body may take longer. */
const maxMs = 1_000
/** More tell nothing new. */
const maxFindings = 20

/** Tries the cases of a seed from one index up to another; `onCase` is told each index before it is tried. */
export function tryCases(
  target: FuzzTarget,
  seed: number,
  from: number,
  to: number,
  onCase: (index: number) => void = () => undefined,
): Report {
  const makeCase = createCases(target.fixtures, target.statusMap)
  const report: Report = { cases: 0, outcomes: {}, slowestMs: 0, findings: [] }
  for (let index = from; index < to && report.findings.length < maxFindings; index += 1) {
    onCase(index)
    const made = makeCase(seed, index)
    const before = process.threadCpuUsage()
    const { outcome, fault } = tryCase(target, made)
    const { user, system } = process.threadCpuUsage(before)
    const tookMs = (user + system) / 1000
    report.cases += 1
    report.slowestMs = Math.max(report.slowestMs, tookMs)
    const name = nameOf(outcome)
    report.outcomes[name] = (report.outcomes[name] ?? 0) + 1
    const found = fault ?? (tookMs > maxMs ? `took ${Math.round(tookMs)} ms` : null)
    if (found !== null) {
      const { query, status, bytes } = made
      report.findings.push({ seed, index, fault: found, query, status, body: decode(bytes) })
    }
  }
  return report
}

function tryCase(target: FuzzTarget, { query, status, headers, bytes }: OpenCase) {
  const text = decode(bytes)
  const outcome = outcomeOf(() => target.parseStatusResponse({ status, headers, body: text }, query))
  return { outcome, fault: findFault(outcome, { httpStatus: status, text }, query, target.oracle) }
}

/** As fetch does: bytes that are no UTF-8 become replacement characters. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function nameOf(outcome: Outcome): string {
  if ('thrown' in outcome) return 'not ours'
  if ('error' in outcome) return outcome.error.code
  return `${outcome.transaction.status} (${outcome.transaction.advice})`
}
