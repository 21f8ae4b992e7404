import { fixtureOf } from './fixtures.ts'
import type { MockProvider } from './provider.ts'
import { describeSituations } from './situation/situation-words.ts'
import type { Fixture, FixtureAsk, ReferenceEntry } from './types.ts'

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(' | ')} |`
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

function page(address: string): string {
  return `[page](${address})`
}

/** A reference without a scenario is one of the page's own, or a case asked by its name. */
function situationOf({ scenario, reference, fixture }: ReferenceEntry): string {
  if (scenario) return code(scenario)
  return reference.replace(/^[A-Z]+_/, '').startsWith(`${fixture}-`) ? code(fixture) : 'reference of the page'
}

function askedAs({ field, kind }: ReferenceEntry): string {
  return kind ? `${field}, ${kind}` : field
}

function answerOf({ response, case: name }: Fixture): string {
  return `${response.status} ${code(name)}`
}

function referenceTable({ fixtures, references }: MockProvider): string {
  return table(
    ['Situation', 'Reference', 'Asked as', 'Answer', 'Provenance', 'Page', 'What it is'],
    references.map((entry) => {
      const fixture = fixtureOf(fixtures, entry.fixture)
      return [
        situationOf(entry),
        code(entry.reference),
        askedAs(entry),
        answerOf(fixture),
        entry.provenance,
        page(fixture.provenance.source),
        entry.description,
      ]
    }),
  )
}

const variations: Record<NonNullable<FixtureAsk['variation']>, string> = {
  'wrong-key': 'a wrong key or client',
  'wrong-secret': 'a signature with a wrong secret',
  'foreign-token': 'a token that was never issued',
}

/** Answers to a caller who makes a mistake; no reference leads to them. */
function refusalTable({ fixtures }: MockProvider): string {
  return table(
    ['The caller sends', 'Answer', 'Provenance', 'Page'],
    fixtures.flatMap((fixture) =>
      fixture.ask.variation
        ? [
            [
              variations[fixture.ask.variation],
              answerOf(fixture),
              fixture.provenance.kind,
              page(fixture.provenance.source),
            ],
          ]
        : [],
    ),
  )
}

function generalTable(provider: MockProvider): string {
  return table(
    ['Situation, by header or control', 'Provenance', 'What it is'],
    describeSituations(provider, [])
      .filter(({ kind }) => kind === 'general')
      .map(({ name, provenance, description }) => [code(name), provenance.join(', '), description]),
  )
}

function exceptionTable({ exceptions }: MockProvider): string {
  return table(
    ['Situation that it does not have', 'Why'],
    exceptions.map(({ scenario, reason }) => [code(scenario), reason]),
  )
}

function section(provider: MockProvider): string {
  return [
    `## ${provider.name}`,
    referenceTable(provider),
    ...(provider.fixtures.some(({ ask }) => ask.variation) ? [refusalTable(provider)] : []),
    generalTable(provider),
    ...(provider.exceptions.length > 0 ? [exceptionTable(provider)] : []),
  ].join('\n\n')
}

/** `docs/catalogue.md`: everything that can be asked of every mock, and how far the provider's page backs it. */
export function cataloguePage(providers: readonly MockProvider[]): string {
  return [
    '# The catalogue of the mocks',
    'Written by `npx --yes pnpm@12 generate`; do not edit it. An answer is an HTTP status and the fixture that it is taken from. Another number behind a situation works as well: `failed-4711`.',
    ...providers.map(section),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}
