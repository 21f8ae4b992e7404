import type { StatusQuery } from '@cekstatus/core'
import type { ProviderUnderTest } from './provider-under-test.ts'

/** The documented answer that a suite damages, and the same answer with a word that says the opposite. */
export interface SuccessAnswer<Query> {
  body: string
  query: Query
  /** Answers the same query. */
  failedBody: string
}

/** Takes the provider's first word for success, and its word for a failed or canceled transaction in the same place. */
export function takeSuccessAnswer<Query extends StatusQuery>(
  provider: ProviderUnderTest<Query>,
): SuccessAnswer<Query> {
  const success = provider.statusMap.find(({ status }) => status === 'success')
  const failed = provider.statusMap.find(
    ({ status, kind, scope }) =>
      (status === 'failed' || status === 'canceled') && kind === success?.kind && scope === success?.scope,
  )
  if (success === undefined || failed === undefined) {
    throw new Error(`${provider.name} has no word for success and none for failure in the same place`)
  }
  return { ...provider.answerWith(success), failedBody: provider.answerWith(failed).body }
}
