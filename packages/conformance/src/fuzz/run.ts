import type { StatusQuery, StatusResponse, Transaction } from '@cekstatus/core'
import type { StatusRow } from '@cekstatus/core/provider'
import fc from 'fast-check'
import type { CatalogueEntry } from '../provider-under-test.ts'
import { type OpenCase, openCases } from './cases.ts'
import { findFault, type Outcome, outcomeOf } from './judge.ts'
import type { Oracle } from './oracle.ts'

/** What of a provider is fuzzed. */
export interface FuzzTarget {
  name: string
  parseStatusResponse(response: StatusResponse, query: StatusQuery): Transaction
  fixtures: readonly CatalogueEntry[]
  statusMap: readonly StatusRow[]
  oracle: Oracle
}

/** The smallest response that shows a fault; seed and path make it again. */
export interface Finding {
  seed: number
  path: string
  fault: string
  query: StatusQuery
  status: number
  body: string
}

export interface Report {
  cases: number
  /** How many ended in each error code, or in each status with its advice. */
  outcomes: Record<string, number>
  /** Processor time of the slowest case. */
  slowestMs: number
  findings: Finding[]
}

export interface Runs {
  seed: number
  count: number
  /** Of a finding, to try that one alone. */
  path?: string | undefined
}

/** Processor time, because a busy machine says nothing about the code. */
const maxMs = 1_000

/** Tries cases until one shows a fault, which is then made as small as possible. */
export function tryCases(
  target: FuzzTarget,
  { seed, count, path }: Runs,
  onCase: (index: number) => void = () => undefined,
): Report {
  const report: Report = { cases: 0, outcomes: {}, slowestMs: 0, findings: [] }
  let runs = 0
  let smallest: Pick<Finding, 'fault' | 'query' | 'status' | 'body'> | undefined
  const property = fc.property(openCases(target.fixtures, target.statusMap), (made) => {
    onCase(runs)
    runs += 1
    const { outcome, fault, tookMs, body } = tryCase(target, made)
    if (smallest === undefined) {
      report.cases += 1
      report.slowestMs = Math.max(report.slowestMs, tookMs)
      const name = nameOf(outcome)
      report.outcomes[name] = (report.outcomes[name] ?? 0) + 1
    }
    // While the case gets smaller, another fault than the one found does not count.
    const isFound = fault !== null && (smallest === undefined || smallest.fault === fault)
    if (isFound) smallest = { fault, query: made.query, status: made.status, body }
    return !isFound
  })
  const replay = path === undefined ? {} : { path, endOnFailure: true }
  const { counterexamplePath } = fc.check(property, { seed, numRuns: count, unbiased: true, ...replay })
  if (smallest !== undefined) report.findings.push({ seed, path: counterexamplePath ?? '', ...smallest })
  return report
}

function tryCase(target: FuzzTarget, { query, status, headers, bytes }: OpenCase) {
  const body = decode(bytes)
  const before = process.threadCpuUsage()
  const outcome = outcomeOf(() => target.parseStatusResponse({ status, headers, body }, query))
  const { user, system } = process.threadCpuUsage(before)
  const tookMs = (user + system) / 1000
  const fault = findFault(outcome, { httpStatus: status, text: body }, query, target.oracle)
  return { outcome, body, tookMs, fault: fault ?? (tookMs > maxMs ? `took ${Math.round(tookMs)} ms` : null) }
}

/** Decodes as fetch does: bytes that are not UTF-8 become replacement characters. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function nameOf(outcome: Outcome): string {
  if ('thrown' in outcome) return 'foreign error'
  if ('error' in outcome) return outcome.error.code
  return `${outcome.transaction.status} (${outcome.transaction.advice})`
}
