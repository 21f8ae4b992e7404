import { isCekStatusError, type Transaction } from '@cekstatus/core'

/** Brings an answer into the form in which fixtures state what they expect: no body, no evidence, no warning texts. */
export function toExpected(transaction: Transaction): { transaction: Record<string, unknown> } {
  const { raw: _raw, evidence: _evidence, warnings, ...fields } = transaction
  return { transaction: { ...fields, warnings: warnings.map(({ code, field }) => ({ code, field })) } }
}

/** Asks, and brings answer or error into the fixtures' form. */
export async function settle(
  asking: Promise<Transaction>,
): Promise<
  { transaction: Record<string, unknown> } | { error: { code: string; providerCode: string | null } }
> {
  try {
    return toExpected(await asking)
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return { error: { code: error.code, providerCode: error.providerCode } }
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
