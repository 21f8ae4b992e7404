import type { Capabilities, Expectation, StatusQuery } from '@cekstatus/core'
import { nameCharacter } from '../name-character.ts'
import { didYouMean } from '../nearest-name.ts'
import type { ProviderModule } from '../providers/provider-module.ts'
import { UsageError } from '../usage-error.ts'
import type { QueryOptions } from './command.ts'

/** Builds the query. The default is the merchant's own ID where the provider supports it. */
export function createQuery(
  reference: string,
  { by, kind, field }: Pick<QueryOptions, 'by' | 'kind' | 'field'>,
  { capabilities }: ProviderModule,
): StatusQuery {
  refuseInvisible(reference)
  const referenceField = by === undefined ? defaultField(capabilities.lookup) : (`${by}Reference` as const)
  return {
    [referenceField]: reference,
    ...(kind === undefined ? {} : { kind }),
    ...pickFields(field ?? new Map(), capabilities),
  }
}

/** Copied references often have white space or zero width characters, which cannot be seen in a terminal. */
function refuseInvisible(reference: string): void {
  const [character] = /\p{Cf}|^\s|\s$/u.exec(reference) ?? []
  if (character === undefined) return
  throw new UsageError(
    `the reference has ${character.trim() === '' ? 'white space' : 'an invisible character'} (${nameCharacter(character)})`,
    'remove the character',
  )
}

function pickFields(
  given: ReadonlyMap<string, string>,
  { provider, queryFields = [] }: Capabilities,
): Record<string, string> {
  const known = queryFields.map(({ name }) => name)
  const unknown = [...given.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new UsageError(
      `unknown query field "${unknown}" for ${provider}${didYouMean(unknown, known)}`,
      known.length === 0 ? `${provider} takes no --field` : `known fields: ${known.join(', ')}`,
    )
  }
  const missing = queryFields.filter(({ name, required }) => required && !given.has(name))
  if (missing.length > 0) {
    throw new UsageError(
      `${provider} requires ${missing.map(({ name, meaning }) => `${name} (${meaning})`).join(', ')}`,
      `pass ${missing.map(({ name }) => `--field ${name}=…`).join(' ')}`,
    )
  }
  return Object.fromEntries(given)
}

function defaultField(lookup: readonly ('merchantReference' | 'providerReference')[]) {
  return lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
}

/** What the response is compared with. */
export function createExpectation({ expectAmount }: Pick<QueryOptions, 'expectAmount'>): {
  expect?: Expectation
} {
  return expectAmount === undefined ? {} : { expect: { amount: expectAmount } }
}
