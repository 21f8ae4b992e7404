import type { MockProvider } from './provider.ts'
import { type ProvenanceKind, type ReferenceEntry, scenarioNames } from './types.ts'

function code(text: string): string {
  return `\`${text}\``
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

const shortProvenance: Record<ProvenanceKind, string> = {
  documented: 'documented',
  'documented, reference replaced': 'replaced',
  inferred: 'inferred',
  hostile: 'hostile',
}

function provenanceOf(entries: readonly ReferenceEntry[]): string {
  return unique(entries.map(({ provenance }) => shortProvenance[provenance])).join(', ')
}

function scenarioTable(providers: readonly MockProvider[]): string {
  return table(
    ['Begins with', ...providers.map(({ name }) => name)],
    scenarioNames.map((scenario) => [
      code(scenario),
      ...providers.map(
        ({ references }) => provenanceOf(references.filter((entry) => entry.scenario === scenario)) || '–',
      ),
    ]),
  )
}

/** True for a reference that begins with the name of its fixture, such as `rate-limited-001`. */
export function isNamedCase({ reference, scenario, fixture }: ReferenceEntry): boolean {
  return scenario === null && reference.replace(/^[A-Z]+\d*_?/, '').startsWith(`${fixture}-`)
}

function pageRows({ name, references }: MockProvider): string[][] {
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

function namedCaseRow({ name, references }: MockProvider): string[] {
  return [
    name,
    references
      .filter(isNamedCase)
      .map((entry) => `${code(entry.reference)} (${shortProvenance[entry.provenance]})`)
      .join(', '),
  ]
}

/** The README's tables of references: scenarios, documented references, further fixtures. */
export function referenceTables(providers: readonly MockProvider[]): string {
  return [
    scenarioTable(providers),
    table(
      ['Provider', 'Documented references, and others with a fixture', 'Fixture', 'Provenance'],
      providers.flatMap(pageRows),
    ),
    table(['Provider', 'Further fixtures, by name'], providers.map(namedCaseRow)),
  ].join('\n\n')
}

/** The README's table of ports. */
export function portTable(providers: readonly MockProvider[]): string {
  return table(
    ['Provider', 'Port'],
    providers.map(({ name, port }) => [name, String(port)]),
  )
}
