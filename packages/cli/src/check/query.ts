import type { Expectation, StatusQuery } from '@cekstatus/core'
import type { ProviderModule } from '../providers/provider-module.ts'
import type { AskOptions } from './command.ts'

/** What is asked: by the merchant's own id where the provider can be asked by it, unless said. */
export function createQuery(
  reference: string,
  { by, kind }: Pick<AskOptions, 'by' | 'kind'>,
  { capabilities: { lookup } }: ProviderModule,
): StatusQuery {
  const field = by === undefined ? defaultField(lookup) : (`${by}Reference` as const)
  return { [field]: reference, ...(kind === undefined ? {} : { kind }) }
}

function defaultField(lookup: readonly ('merchantReference' | 'providerReference')[]) {
  return lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
}

/** What the answer is compared with. */
export function createExpectation({ expectAmount }: Pick<AskOptions, 'expectAmount'>): {
  expect?: Expectation
} {
  return expectAmount === undefined ? {} : { expect: { amount: expectAmount } }
}
