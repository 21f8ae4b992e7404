import { type CekStatusError, isCekStatusError, type Transaction } from '@cekstatus/core'
import type { CatalogueEntry } from './provider-under-test.ts'

/** A fixture's expected answer or error, or a real one in the same form, so that the two can be compared. */
export type Comparable =
  | { transaction: Record<string, unknown> }
  | { error: { code: string; providerCode: string | null } }

/** Brings an answer into the form of fixtures: no body, no evidence, no warning texts. */
export function compareTransaction({ raw: _raw, evidence: _evidence, ...fields }: Transaction): Comparable {
  return { transaction: orderWarnings(fields) }
}

/** Brings an error into the form of fixtures. */
export function compareError({ code, providerCode }: CekStatusError): Comparable {
  return { error: { code, providerCode } }
}

/** Brings what a fixture expects into a form that can be compared. */
export function compareExpected(expected: CatalogueEntry['expected']): Comparable {
  return 'error' in expected
    ? { error: { code: expected.error.code, providerCode: expected.error.providerCode ?? null } }
    : { transaction: orderWarnings(expected.transaction) }
}

/** No order of warnings is promised, so both sides are brought into the same one. */
function orderWarnings(fields: Record<string, unknown>): Record<string, unknown> {
  const warnings = fields.warnings as readonly { code: string; field: string }[]
  return { ...fields, warnings: warnings.map(({ code, field }) => `${code} ${field}`).sort() }
}

/** Asks, and brings answer or error into a form that can be compared. */
export async function settle(asking: Promise<Transaction>): Promise<Comparable> {
  try {
    return compareTransaction(await asking)
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return compareError(error)
  }
}

/** The rejection of a promise that must reject with our error. */
export async function rejectionOf(asking: Promise<unknown>) {
  const outcome = await asking.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isCekStatusError(outcome)) return outcome
  throw new Error(`expected a CekStatusError, got ${outcome === undefined ? 'an answer' : String(outcome)}`)
}
