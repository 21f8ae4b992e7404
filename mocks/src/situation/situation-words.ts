import type { SituationDescription } from '../control/control-types.ts'
import type { MockProvider } from '../provider.ts'
import type { ProvenanceKind } from '../types.ts'
import { type GeneralSituation, generalSituations, type OwnSituation } from './situation.ts'

/** True where the text is the word itself, or the word and a hyphen begin it: `failed`, `failed-7`. */
export function startsWithWord(text: string, word: string): boolean {
  return text === word || text.startsWith(`${word}-`)
}

/** The longest of these words that begins the text. */
export function longestWord(text: string, words: Iterable<string>): string | null {
  let found: string | null = null
  for (const word of words) {
    if (startsWithWord(text, word) && word.length > (found?.length ?? 0)) found = word
  }
  return found
}

/** The words that a provider's fixtures and general situations give. */
export function providerWords({ fixtures, references }: MockProvider): ReadonlySet<string> {
  return new Set([
    ...generalSituations,
    ...fixtures.map((fixture) => fixture.case),
    ...references.flatMap(({ scenario }) => scenario ?? []),
  ])
}

/** General situations for which the provider has neither a fixture nor a scenario. */
export function generalWordsWithoutFixture({ fixtures, references }: MockProvider): readonly string[] {
  return generalSituations.filter(
    (name) =>
      fixtures.every((fixture) => fixture.case !== name) &&
      references.every(({ scenario }) => scenario !== name),
  )
}

const generalDescriptions: Record<GeneralSituation, string> = {
  'server-error': 'HTTP 500',
  'rate-limited': "The provider's refusal, or HTTP 429",
  maintenance: 'HTTP 503, before credentials are checked',
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}

function describeWord(provider: MockProvider, name: string): SituationDescription {
  const scenarios = provider.references.filter((entry) => entry.scenario === name)
  const entries =
    scenarios.length > 0 ? scenarios : provider.references.filter(({ fixture }) => fixture === name)
  const fixture = provider.fixtures.find((candidate) => candidate.case === name)
  const general = generalSituations.find((candidate) => candidate === name)
  const ownFixture = provider.fixtures.find(
    (candidate) => general && candidate.case === provider.generalAnswers?.[general],
  )
  const kinds: ProvenanceKind[] = entries.map(({ provenance }) => provenance)
  if (kinds.length === 0) kinds.push((fixture ?? ownFixture)?.provenance.kind ?? 'hostile')
  const plain = general ? generalDescriptions[general] : `Fixture "${name}"`
  return {
    name,
    kind: scenarios.length > 0 ? 'scenario' : fixture ? 'case' : 'general',
    provenance: unique(kinds),
    description: entries[0]?.description ?? plain,
    references: entries.map(({ reference }) => reference),
  }
}

/** Everything that can be chosen at a provider: scenarios, general situations, cases, then the tester's own. */
export function describeSituations(
  provider: MockProvider,
  own: Iterable<OwnSituation>,
): SituationDescription[] {
  const places = { scenario: 0, general: 1, case: 2, own: 3 }
  const known = [...providerWords(provider)].map((name) => describeWord(provider, name))
  const mine = [...own]
    .filter(({ providers }) => providers === null || providers.includes(provider.name))
    .map(
      ({ name, description, provenance, references }): SituationDescription => ({
        name,
        kind: 'own',
        provenance: [provenance.kind],
        description,
        references,
      }),
    )
  return [...known, ...mine].sort((left, right) => places[left.kind] - places[right.kind])
}
