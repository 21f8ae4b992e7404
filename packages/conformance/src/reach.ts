import type { StatusQuery } from '@cekstatus/core'
import type { CatalogueEntry, ReferenceUnderTest } from './provider-under-test.ts'

/** How a fixture's situation is asked of a running mock, and what then has to come back. */
export interface Reached {
  query: StatusQuery
  expected: CatalogueEntry['expected']
}

/**
 * A fixture is asked as it says. Where another fixture owns that documented reference, it is asked by a scenario
 * reference of its own, and only the references in the answer differ.
 */
export function reach(fixture: CatalogueEntry, references: readonly ReferenceUnderTest[]): Reached {
  const { query, variation } = fixture.ask
  const asked = [query.merchantReference, query.providerReference]
  const owner = references.find(
    ({ reference, kind }) => asked.includes(reference) && (kind === undefined || kind === query.kind),
  )
  if (variation !== undefined || owner === undefined || owner.fixture === fixture.case) {
    return { query, expected: fixture.expected }
  }
  const own = references.find((entry) => entry.fixture === fixture.case)
  if (own === undefined) throw new Error(`no reference of the mock leads to the fixture "${fixture.case}"`)
  return { query: { ...queryFor(own) }, expected: replaceReferences(fixture.expected, own) }
}

function queryFor({ field, reference, kind }: ReferenceUnderTest): StatusQuery {
  return { [field]: reference, ...(kind === undefined ? {} : { kind }) }
}

function replaceReferences(
  expected: CatalogueEntry['expected'],
  { field, reference, providerReference }: ReferenceUnderTest,
): CatalogueEntry['expected'] {
  if ('error' in expected) return expected
  const id = providerReference === undefined ? {} : { providerReference }
  return { transaction: { ...expected.transaction, ...id, [field]: reference } }
}
