import type { Capabilities, Expectation, StatusQuery } from '@cekstatus/core'
import type { ProviderModule } from '../providers/provider-module.ts'
import { UsageError } from '../usage-error.ts'
import type { QueryOptions } from './command.ts'

/** What is asked: by the merchant's own id where the provider can be asked by it, unless said. */
export function createQuery(
  reference: string,
  { by, kind, field }: Pick<QueryOptions, 'by' | 'kind' | 'field'>,
  { capabilities }: ProviderModule,
): StatusQuery {
  const referenceField = by === undefined ? defaultField(capabilities.lookup) : (`${by}Reference` as const)
  return {
    [referenceField]: reference,
    ...(kind === undefined ? {} : { kind }),
    ...pickFields(field ?? new Map(), capabilities),
  }
}

function pickFields(
  given: ReadonlyMap<string, string>,
  { provider, queryFields = [] }: Capabilities,
): Record<string, string> {
  const known = queryFields.map(({ name }) => name)
  const unknown = [...given.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new UsageError(
      `--field ${unknown}: a query of ${provider} has no such field`,
      known.length === 0 ? 'leave it out' : `it has ${known.join(', ')}`,
    )
  }
  const missing = queryFields.filter(({ name, required }) => required && !given.has(name))
  if (missing.length > 0) {
    throw new UsageError(
      `${provider} needs ${missing.map(({ name, meaning }) => `${name}, ${meaning}`).join('; ')}`,
      `give ${missing.map(({ name }) => `--field ${name}=…`).join(' ')}`,
    )
  }
  return Object.fromEntries(given)
}

function defaultField(lookup: readonly ('merchantReference' | 'providerReference')[]) {
  return lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
}

/** What the answer is compared with. */
export function createExpectation({ expectAmount }: Pick<QueryOptions, 'expectAmount'>): {
  expect?: Expectation
} {
  return expectAmount === undefined ? {} : { expect: { amount: expectAmount } }
}
