import { type MockProvider, type ProvenanceKind, type ReferenceEntry, scenarioNames } from './types.ts'

const code = (text: string): string => `\`${text}\``

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const shortProvenance: Record<ProvenanceKind, string> = {
  documented: 'documented',
  'documented, reference replaced': 'replaced',
  inferred: 'inferred',
  hostile: 'hostile',
}

const provenanceOf = (entries: readonly ReferenceEntry[]): string =>
  unique(entries.map(({ provenance }) => shortProvenance[provenance])).join(', ')

const scenarioTable = (providers: readonly MockProvider[]): string =>
  table(
    ['Begins with', ...providers.map(({ name }) => name)],
    scenarioNames.map((scenario) => [
      code(scenario),
      ...providers.map(
        ({ references }) => provenanceOf(references.filter((entry) => entry.scenario === scenario)) || '–',
      ),
    ]),
  )

/** True for an entry that is only a case asked by its name, such as `rate-limited-001`. */
const isNamedCase = ({ reference, scenario, fixture }: ReferenceEntry): boolean =>
  scenario === null && reference.replace(/^[A-Z]+_/, '').startsWith(`${fixture}-`)

const pageRows = ({ name, references }: MockProvider): string[][] => {
  const entries = references.filter((entry) => entry.scenario === null && !isNamedCase(entry))
  return unique(entries.map(({ fixture }) => fixture)).map((fixture) => {
    const sameFixture = entries.filter((entry) => entry.fixture === fixture)
    return [
      name,
      sameFixture.map(({ reference }) => code(reference)).join(' '),
      fixture,
      provenanceOf(sameFixture),
    ]
  })
}

const namedCaseRow = ({ name, references }: MockProvider): string[] => [
  name,
  references
    .filter(isNamedCase)
    .map((entry) => `${code(entry.reference)} (${shortProvenance[entry.provenance]})`)
    .join(', '),
]

/** The README's tables of what can be asked: scenarios, references of the pages, further cases. */
export const referenceTables = (providers: readonly MockProvider[]): string =>
  [
    scenarioTable(providers),
    table(
      [
        'Provider',
        'References of the page, and others with a body of their own',
        'Answer with',
        'Provenance',
      ],
      providers.flatMap(pageRows),
    ),
    table(['Provider', 'Further cases, asked by name'], providers.map(namedCaseRow)),
  ].join('\n\n')

/** The README's table of ports. */
export const portTable = (providers: readonly MockProvider[]): string =>
  table(
    ['Provider', 'Port'],
    providers.map(({ name, port }) => [name, String(port)]),
  )
