import { isDeepStrictEqual } from 'node:util'
import { type CekStatusError, isCekStatusError, type Transaction } from '@cekstatus/core'
import { expect } from 'vitest'
import type { Demand } from './fault.ts'

/** What a call came to; whatever else it rejects with is thrown on. */
export async function settleCall(asking: Promise<Transaction>): Promise<Transaction | CekStatusError> {
  try {
    return await asking
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
}

/** Fails unless one of the demands is met; the difference shown is the one to the first. */
export function expectDemand(
  { outcome, pausedMs }: { outcome: Transaction | CekStatusError; pausedMs: number | undefined },
  demands: readonly Demand[],
): void {
  const pairs = demands.map((demand) => {
    return { wanted: demand, got: pickFields(outcome, pausedMs, Object.keys(demand)) }
  })
  const { got, wanted } = pairs.find((pair) => isDeepStrictEqual(pair.got, pair.wanted)) ?? pairs[0] ?? {}
  expect(got).toEqual(wanted)
}

/** Puts the delay of the provider's own refusal in the place of one that is demanded as documented. */
export function fillDelay(demand: Demand, documentedMs: number | null): Demand {
  const delayed = 'retryAfterMs' in demand && demand.retryAfterMs === 'as documented'
  return delayed ? { ...demand, retryAfterMs: documentedMs } : demand
}

/** The fields that a demand names. An error has no `status` and a transaction no `code`, which makes them differ. */
function pickFields(
  outcome: Transaction | CekStatusError,
  pausedMs: number | undefined,
  names: readonly string[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = isCekStatusError(outcome)
    ? { ...outcome, hintNames: /\bbaseUrl\b/.exec(outcome.hint ?? '')?.[0] ?? null }
    : { ...outcome, attempts: outcome.evidence.attempts, pausedMs }
  const identity = isCekStatusError(outcome) ? 'code' : 'status'
  return Object.fromEntries(
    [...new Set([identity, ...names])].flatMap((name) => {
      return name in fields ? [[name, fields[name]]] : []
    }),
  )
}
