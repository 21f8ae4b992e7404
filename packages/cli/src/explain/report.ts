import type { ErrorRow, StatusRow } from '@cekstatus/core/provider'
import { toPlainLine } from '../plain-line.ts'
import type { Terminal } from '../terminal.ts'
import type { AdviceExplanation, ErrorExplanation, WordExplanation } from './explanation.ts'
import type { ReadResponse } from './read-response.ts'

export function describeQuery({ query, taken }: ReadResponse): string {
  const parts = Object.entries(query).map(([name, value]) =>
    taken.includes(name) ? `${name} ${value} (from the response)` : `${name} ${value}`,
  )
  return `  query: ${parts.join('; ')}`
}

export function describeWord({ about, providerStatus, status, rows }: WordExplanation): string {
  if (providerStatus === null || providerStatus.trim() === '') {
    return `  ${about} has no status word: ${status}`
  }
  const quoted = JSON.stringify(toPlainLine(providerStatus))
  if (rows.length === 0) return `  ${about}: ${quoted} is undocumented, so the status is ${status}`
  return rows
    .map((row) =>
      row.status === status
        ? `  ${about}: ${quoted} is documented as ${status}${describeRow(row)}`
        : `  ${about}: ${quoted} is documented as ${row.status}; other fields of the response make it ${status}${describeRow(row)}`,
    )
    .join('\n')
}

function describeRow({ kind, scope, note, source }: StatusRow): string {
  const conditions = [kind === undefined ? null : `for a ${kind}`, scope ?? null, note ?? null].filter(
    (part) => part !== null,
  )
  return `${conditions.length === 0 ? '' : ` (${conditions.join('; ')})`}\n    ${source}`
}

export function describeAdvice({ advice, ofStatus, because }: AdviceExplanation): string {
  if (because.length === 0) return `  advice: ${advice}, the advice of this status`
  return [
    `  advice: ${advice} instead of ${ofStatus}, because of`,
    ...because.map((reason) => `    ${reason}`),
  ].join('\n')
}

type ShownError = ErrorExplanation & {
  httpStatus: number | null
  providerCode: string | null
  providerMessage: string | null
}

export function describeError(error: ShownError, terminal: Terminal): string {
  const facts: [string, string | null][] = [
    ['meaning', error.meaning],
    ['retryable', error.retryable ? 'yes' : 'no'],
    ['message', error.message],
    ['provider code', error.providerCode],
    ['provider message', error.providerMessage],
    ['hint', error.hint],
  ]
  return [
    `${terminal.style(['bold', 'red'], error.code)}  no status; do not deliver, refund or order again because of this error`,
    ...facts
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `  ${terminal.style('dim', name.padEnd(16))}  ${toPlainLine(value ?? '')}`),
    '',
    terminal.style('bold', 'why'),
    ...(error.rows.length === 0
      ? ['  the general rule for such responses, not specific to the provider']
      : error.rows.map(describeErrorRow)),
  ].join('\n')
}

function describeErrorRow({ httpStatus, answer, code, source }: ErrorRow): string {
  return `  HTTP ${httpStatus}, ${answer}: ${code}\n    ${source}`
}
