import { fixtureBody, fixtureOf } from './fixtures.ts'
import { replaceValue, setValues } from './json-text.ts'
import { type ReferenceReplacements, replaceReferences } from './replace-references.ts'
import type {
  Fixture,
  FixtureAsk,
  FixtureExpected,
  Provenance,
  ReferenceEntry,
  ScenarioName,
} from './types.ts'

type Query = FixtureAsk['query']

interface CommonMembers {
  case: string
  /** The situation that this is the response of; its reference begins with the situation instead of the case. */
  scenario?: ScenarioName
  /** Describes the response. A fixture without a description has no reference besides those in `ask`. */
  description?: string
  /** Describes the references in `ask`, where they are the page's own. */
  sample?: string
  /** Default: the reference that begins with the situation or the case. */
  ask?: Partial<FixtureAsk>
}

/** A response as the page shows it, or a complete one that the page describes. */
interface WholeFixture extends CommonMembers {
  provenance: Provenance
  default?: boolean
  response: { status: number; headers?: Record<string, string>; body: string[] }
  documentedBody?: string[]
  repair?: string
  /** Members of the transaction that are left out are null, or an empty list. */
  expected: FixtureExpected
}

/** A response that differs from another one in a few values; custom scenarios have the same form. */
interface DerivedFixture extends CommonMembers {
  /** The case of an earlier fixture of the file. */
  basedOn: string
  /** Paths in the base's body and their JSON values here. */
  set?: Readonly<Record<string, unknown>>
  response?: { status?: number; headers?: Record<string, string> }
  /** Default: the base's, but `inferred` without its note where the base is documented. */
  provenance?: Partial<Provenance>
  /** An error, or paths in the base's transaction and their values here. */
  expected?: FixtureExpected
}

/** One element of `fixtures/<endpoint>.json`. */
type FixtureEntry = WholeFixture | DerivedFixture

/** How the bodies of a provider name a transaction. */
export interface ReferenceNames {
  /** Members of a body that repeat parts of the query: `{ merchantReference: 'ref_id' }`. */
  members: Readonly<Partial<Record<Exclude<keyof Query, 'kind'>, string>>>
  /** Begins the provider's own ids, where one word identifies a transaction by both references. */
  idPrefix?: string
  /** Set where a request has the provider's own id although bodies repeat both references. */
  askedBy?: 'providerReference'
  /** Begin the references of a product, before the word: `QR_`. */
  productPrefixes?: readonly string[]
  /** Describes a fixture that has neither a description nor a sample. */
  describe?: (fixture: Fixture) => string
}

function referenceField({ members, askedBy }: ReferenceNames): ReferenceEntry['field'] {
  return askedBy ?? (members.merchantReference === undefined ? 'providerReference' : 'merchantReference')
}

function prefixOf({ ask }: Fixture, names: ReferenceNames): string {
  if (names.askedBy) return names.idPrefix ?? ''
  const reference = ask.query[referenceField(names)] ?? ''
  return names.productPrefixes?.find((prefix) => reference.startsWith(prefix)) ?? ''
}

/** One word identifies a transaction by both references. */
function otherReference(
  { merchantReference, providerReference }: Query,
  idPrefix: string | undefined,
): Query {
  if (idPrefix === undefined) return {}
  if (merchantReference !== undefined) return { providerReference: `${idPrefix}${merchantReference}` }
  return providerReference?.startsWith(idPrefix)
    ? { merchantReference: providerReference.slice(idPrefix.length) }
    : {}
}

function replacementsOf(query: Query, { members, idPrefix }: ReferenceNames): ReferenceReplacements {
  const values = { ...otherReference(query, idPrefix), ...query }
  return Object.fromEntries(
    Object.entries(members).flatMap(([part, member]) => {
      const value = values[part as keyof typeof members]
      return value === undefined ? [] : [[member, value]]
    }),
  )
}

/** A copy with other values at dotted paths: `{ status: 'failed', 'lines.0.reason': 'Stok habis' }`. */
function withValues<Value extends object>(value: Value, changes: Readonly<Record<string, unknown>>): Value {
  const copy = structuredClone(value)
  for (const [path, change] of Object.entries(changes)) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const parent = names.reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], copy)
    ;(parent as Record<string, unknown>)[last] = change
  }
  return copy
}

function deriveExpected(
  base: FixtureExpected,
  changes: FixtureExpected | undefined,
  replacements: ReferenceReplacements,
  { members }: ReferenceNames,
): FixtureExpected {
  if (changes && 'error' in changes) return changes
  if ('error' in base) return changes ?? base
  const references = (['merchantReference', 'providerReference'] as const).flatMap((field) => {
    const value = replacements[members[field] ?? '']
    return value === undefined || base.transaction[field] === null ? [] : [[field, value] as const]
  })
  return {
    transaction: withValues(base.transaction, { ...Object.fromEntries(references), ...changes?.transaction }),
  }
}

function deriveBody(entry: DerivedFixture, base: Fixture, replacements: ReferenceReplacements): string {
  const body = replaceReferences(fixtureBody(base), replacements)
  const { set = {} } = entry
  const missing = Object.keys(set).find((path) => replaceValue(body, path, (value) => value) === null)
  if (missing === undefined) return setValues(body, set)
  throw new Error(`fixture "${entry.case}" sets "${missing}", which "${base.case}" does not have`)
}

function derive(entry: DerivedFixture, base: Fixture, names: ReferenceNames): Fixture {
  const { merchantReference: _merchant, providerReference: _provider, ...order } = base.ask.query
  const reference = `${prefixOf(base, names)}${entry.scenario ?? entry.case}-001`
  const query = { ...order, [referenceField(names)]: reference, ...entry.ask?.query }
  const replacements = replacementsOf(query, names)
  const { kind, source, note } = base.provenance
  return {
    case: entry.case,
    endpoint: base.endpoint,
    provenance: {
      ...(kind === 'documented' ? { kind: 'inferred', source } : { kind, source, ...(note && { note }) }),
      ...entry.provenance,
    },
    ask: { ...entry.ask, query },
    response: {
      status: entry.response?.status ?? base.response.status,
      headers: { ...base.response.headers, ...entry.response?.headers },
      body: deriveBody(entry, base, replacements).split('\n'),
    },
    expected: deriveExpected(base.expected, entry.expected, replacements, names),
  }
}

function nulls(...names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]))
}

const emptyTransaction = {
  ...nulls('provider', 'kind', 'merchantReference', 'providerReference', 'status', 'final', 'advice'),
  ...nulls('providerStatus', 'reason', 'amount', 'fee', 'netAmount', 'refund', 'channel', 'lines'),
  ...nulls('createdAt', 'updatedAt', 'paidAt', 'expiresAt', 'sandbox'),
  warnings: [],
}

const emptyLine = {
  ...nulls('id', 'name', 'providerReference', 'status', 'providerStatus', 'reason', 'target'),
  quantity: nulls('ordered', 'delivered', 'remaining', 'start'),
  ...nulls('serialNumber', 'license', 'amount', 'refund'),
}

function completeExpected(expected: FixtureExpected): FixtureExpected {
  if ('error' in expected) return expected
  const { lines = [], ...members } = expected.transaction as { lines?: readonly object[] }
  const completeLines = lines.map((line) => ({ ...emptyLine, ...line }))
  return { transaction: { ...emptyTransaction, ...members, lines: completeLines } }
}

function complete(entry: WholeFixture, endpoint: string, names: ReferenceNames): Fixture {
  const { scenario, description: _description, sample: _sample, ask, response, expected, ...members } = entry
  const prefix = names.askedBy ? (names.idPrefix ?? '') : ''
  const query = ask?.query ?? { [referenceField(names)]: `${prefix}${scenario ?? entry.case}-001` }
  return {
    ...members,
    endpoint,
    ask: { ...ask, query },
    response: { ...response, headers: { 'content-type': 'application/json', ...response.headers } },
    expected: completeExpected(expected),
  }
}

function entryOf(fixture: Fixture): Pick<ReferenceEntry, 'fixture' | 'kind'> {
  const { kind } = fixture.ask.query
  return { fixture: fixture.case, ...((kind === 'payment' || kind === 'payout') && { kind }) }
}

/** The references of the page that have this fixture. */
function pageReferences({ sample }: FixtureEntry, fixture: Fixture, names: ReferenceNames): ReferenceEntry[] {
  const { query } = fixture.ask
  const fields = (['merchantReference', 'providerReference'] as const).filter((field) => query[field])
  return sample === undefined
    ? []
    : fields.map((field) => ({
        ...entryOf(fixture),
        reference: query[field] ?? '',
        field,
        scenario: null,
        provenance: fixture.provenance.kind,
        description: fields.length === 1 ? sample : `${sample}, by ${names.members[field]}`,
      }))
}

/** The reference that begins with the situation or the case. */
function wordReference(entry: FixtureEntry, fixture: Fixture, names: ReferenceNames): ReferenceEntry[] {
  const { scenario = null, sample, description = sample ? undefined : names.describe?.(fixture) } = entry
  if (description === undefined) return []
  const field = referenceField(names)
  const reference = `${prefixOf(fixture, names)}${scenario ?? fixture.case}-001`
  const { kind } = fixture.provenance
  const body = fixtureBody(fixture)
  const replacements = replacementsOf({ [field]: reference }, names)
  const isReplaced = replaceReferences(body, replacements) !== body
  const id = replacements[names.members.providerReference ?? '']
  const hasBoth =
    fixture.ask.query.merchantReference !== undefined && fixture.ask.query.providerReference !== undefined
  const own = hasBoth && id !== undefined ? { providerReference: id } : {}
  const provenance = kind === 'documented' && isReplaced ? 'documented, reference replaced' : kind
  return [{ ...entryOf(fixture), reference, field, scenario, provenance, description, ...own }]
}

/** The fixtures of a provider and the references that lead to them. */
export interface FixtureSet {
  fixtures: readonly Fixture[]
  /** The page's own references first, then one per situation, then one per further case. */
  references: readonly ReferenceEntry[]
}

/**
 * Reads the elements of `fixtures/<endpoint>.json` and derives those that are based on others.
 * A test checks every result, so that nothing but the paths in `set` is checked here at each start.
 */
export function readFixtures(endpoint: string, file: readonly unknown[], names: ReferenceNames): FixtureSet {
  const fixtures: Fixture[] = []
  const ofPages: ReferenceEntry[] = []
  const ofWords: ReferenceEntry[] = []
  for (const entry of file as readonly FixtureEntry[]) {
    const fixture =
      'basedOn' in entry
        ? derive(entry, fixtureOf(fixtures, entry.basedOn), names)
        : complete(entry, endpoint, names)
    fixtures.push(fixture)
    ofPages.push(...pageReferences(entry, fixture, names))
    ofWords.push(...wordReference(entry, fixture, names))
  }
  const ofScenarios = ofWords.filter(({ scenario }) => scenario !== null)
  const ofCases = ofWords.filter(({ scenario }) => scenario === null)
  return { fixtures, references: [...ofPages, ...ofScenarios, ...ofCases] }
}
