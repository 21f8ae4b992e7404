import { type CekStatusError, isCekStatusError, type Transaction } from '@cekstatus/core'
import { table } from '../markdown.ts'

/** What one call came to, and how long it would have paused before its last attempt. */
export interface Met {
  outcome: Transaction | CekStatusError
  pausedMs: number | undefined
}

/** What a fault came to at one provider. */
export interface SeenFault {
  area: string
  name: string
  alone: Met
  retried: Met
  /** False where the runtime's fetch decides between two outcomes, so that what was seen once need not be seen again. */
  isSettled: boolean
}

/** What was seen, as the page of one provider. */
export function seenFaultsMarkdown(
  provider: string,
  seen: readonly SeenFault[],
  repeatable: boolean,
): string {
  const rows = seen.map(({ area, name, alone, retried, isSettled }) => [
    area,
    name,
    isSettled ? describeMet(alone) : either,
    isSettled ? describeMet(retried) : either,
  ])
  return `# What transport faults came to at ${provider}

Written by the conformance suite from what its calls came to, on real sockets; a test holds this page equal to every later run. What was demanded, and why, stands in the README of \`packages/conformance\`. Each fault strikes once, and then the answer is good; a fault of the address stays. ${repeatable ? 'With retries there are two attempts, and no test waits for a pause.' : 'Asking this provider may act, so there is one attempt, also where retries were asked for.'}

${table(['Area', 'Fault', 'Without retries', 'With retries'], rows)}
`
}

const either = 'one of those demanded; the runtime decides'

function describeMet({ outcome, pausedMs }: Met): string {
  const parts = isCekStatusError(outcome) ? describeError(outcome) : ['the answer']
  const attempts = isCekStatusError(outcome) ? outcome.attempts : outcome.evidence.attempts
  const counted = attempts === 1 ? [] : [`${attempts} attempts`]
  const paused = pausedMs === undefined ? [] : [`after ${pausedMs / 1000} s`]
  return [...parts, ...counted, ...paused].join(', ')
}

function describeError({ code, httpStatus, retryAfterMs }: CekStatusError): string[] {
  return [
    `\`${code}\``,
    ...(httpStatus === null ? [] : [`HTTP ${httpStatus}`]),
    ...(retryAfterMs === null ? [] : [`\`retryAfterMs\` ${retryAfterMs}`]),
  ]
}
