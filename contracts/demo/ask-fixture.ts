import { isDeepStrictEqual } from 'node:util'
import { compareError, compareExpected, compareTransaction, reach } from '@cekstatus/conformance/catalogue'
import { isCekStatusError, type Transaction } from '@cekstatus/core'
import type { Fixture } from '@cekstatus/mocks'
import { type Contract, frozenNow } from '../src/contract-types.ts'

/** One line of the table. */
export interface DemoRow {
  provider: string
  reference: string
  providerStatus: string
  status: string
  final: string
  advice: string
  amount: string
  reason: string
  /** How the result differs from the fixture's; null when they are equal. */
  difference: string | null
}

/** Calls the mock with the real client for one fixture and compares the results. */
export async function askFixture(contract: Contract, fixture: Fixture, mockUrl: string): Promise<DemoRow> {
  const { query, expected } = reach(fixture, contract.mock.references)
  const client = contract.createClient(
    { baseUrl: mockUrl, now: frozenNow, retry: false, rateLimiter: false },
    fixture.ask.variation,
  )
  const outcome = await client.getTransactionStatus(query).catch((error: unknown) => error)
  const asked = {
    provider: contract.provider,
    reference: query.providerReference ?? query.merchantReference ?? '',
  }
  if (isCekStatusError(outcome)) {
    const difference = compare(compareError(outcome), compareExpected(expected))
    return { ...asked, ...emptyCells, reason: outcome.code, difference }
  }
  if (!isTransaction(outcome)) throw outcome
  const { providerStatus, status, final, advice, amount, reason } = outcome
  return {
    ...asked,
    providerStatus: providerStatus ?? '',
    status,
    final: final ? 'yes' : 'no',
    advice,
    amount: amount === null ? '' : `${amount.value} ${amount.currency}`,
    reason: reason ?? '',
    difference: compare(compareTransaction(outcome), compareExpected(expected)),
  }
}

const emptyCells = { providerStatus: '', status: '', final: '', advice: '', amount: '' }

function isTransaction(outcome: unknown): outcome is Transaction {
  return typeof outcome === 'object' && outcome !== null && 'evidence' in outcome
}

function compare(actual: object, wanted: object): string | null {
  if (isDeepStrictEqual(actual, wanted)) return null
  return `result is ${JSON.stringify(actual)}, fixture expects ${JSON.stringify(wanted)}`
}
