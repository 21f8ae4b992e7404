import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ExpectedTransaction } from './answers.ts'
import { type PackedPackage, packages } from './packages.ts'

interface Fixture {
  case: string
  /** What the page's sample asks; some providers need more than a reference. */
  ask: { query: Record<string, string> }
  response: { body: readonly string[] }
  expected: { transaction?: ExpectedTransaction }
}

interface Reference {
  reference: string
  field: 'merchantReference' | 'providerReference'
  kind?: 'payment' | 'payout'
  fixture: string
  provenance: string
}

interface MockProvider {
  name: string
  credentials: Readonly<Record<string, string>>
  fixtures: readonly Fixture[]
  references: readonly Reference[]
}

interface MockServer {
  url: string
  credentials: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** What the tests use of `@cekstatus/mocks`, loaded from its tarball. */
interface Mocks {
  mockProviders: readonly MockProvider[]
  createMockServer(options: { provider: string }): Promise<MockServer>
}

/** One documented question that a provider's client is asked with, and what its page says about it. */
export interface Question {
  provider: string
  consumer: PackedPackage
  /** `createPaymenku`: the one function that makes the client. */
  factory: string
  credentials: Readonly<Record<string, string>>
  query: Record<string, string>
  /** The documented body. */
  body: string
  expected: ExpectedTransaction
}

export function packageOf(name: string): PackedPackage {
  const found = packages.find(({ manifest }) => manifest.name === name)
  if (found === undefined) throw new Error(`${name} is none of the packed packages.`)
  return found
}

const mocks = createRequire(join(packageOf('@cekstatus/mocks').alone, 'probe.cjs'))(
  '@cekstatus/mocks',
) as Mocks

/** The packed mock, on a free port. */
export const startMock = (provider: string) => mocks.createMockServer({ provider })

/** What the page says about a reference that one of its samples has; throws `Error` for another one. */
export function expectedFor(provider: string, reference: string, kind?: string): ExpectedTransaction {
  const mock = mocks.mockProviders.find(({ name }) => name === provider)
  const wanted = mock?.references.find(
    (candidate) => candidate.reference === reference && (kind === undefined || candidate.kind === kind),
  )
  const fixture = mock?.fixtures.find((candidate) => candidate.case === wanted?.fixture)
  if (fixture?.expected.transaction === undefined) {
    throw new Error(`${provider} has no sample of a transaction for ${reference}.`)
  }
  return fixture.expected.transaction
}

/** What a package says about itself. */
interface ProviderPackage {
  description: { settings: readonly { name: string }[] }
  capabilities: { queryFields?: readonly { name: string; form: 'text' | 'timestamp' }[] }
}

/** A mock also has keys of other modes; the client takes those that its package names. */
function settingsOf(
  { description }: ProviderPackage,
  credentials: MockProvider['credentials'],
): MockProvider['credentials'] {
  const names = description.settings.map(({ name }) => name)
  return Object.fromEntries(Object.entries(credentials).filter(([name]) => names.includes(name)))
}

/** What a query needs besides its reference, from the page's sample; a sample has no time, so it is an hour ago. */
function furtherFieldsOf({ capabilities }: ProviderPackage, { ask }: Fixture): Record<string, string> {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()
  return Object.fromEntries(
    (capabilities.queryFields ?? []).map(({ name, form }) => [
      name,
      form === 'timestamp' ? anHourAgo : (ask.query[name] ?? ''),
    ]),
  )
}

function questionFor({ name, credentials, fixtures, references }: MockProvider): Question {
  const consumer = packageOf(`@cekstatus/${name}`)
  const loaded = createRequire(join(consumer.alone, 'probe.cjs'))(consumer.manifest.name) as ProviderPackage
  for (const { provenance, fixture: wanted, field, reference, kind } of references) {
    const fixture = fixtures.find((candidate) => candidate.case === wanted)
    if (provenance !== 'documented' || fixture?.expected.transaction === undefined) continue
    return {
      provider: name,
      consumer,
      factory: `create${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      credentials: settingsOf(loaded, credentials),
      query: {
        [field]: reference,
        ...(kind === undefined ? {} : { kind }),
        ...furtherFieldsOf(loaded, fixture),
      },
      body: fixture.response.body.join('\n'),
      expected: fixture.expected.transaction,
    }
  }
  throw new Error(`${name} has no documented reference that is answered with a transaction.`)
}

/** One per provider that the packed mocks imitate. */
export const questions: readonly Question[] = mocks.mockProviders.map(questionFor)
