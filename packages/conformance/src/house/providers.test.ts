import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findUnfilled } from '../unfilled.ts'
import { exists, listProviders, readManifest, readText, rootDirectory } from './repository.ts'

const sourceFiles = [
  'capabilities',
  'client',
  'description',
  'errors',
  'index',
  'request',
  'response',
  'schedule',
  'schema',
  'sign',
  'status',
]
const testFiles = ['reference-reading', 'conformance.test', 'readme.test', 'response.test', 'traps.test']
const outcomes = ['success', 'partial', 'pending', 'failed', 'expired', 'not-found', 'unauthorized'] as const

interface FixtureFile {
  case: string
  endpoint: string
  provenance: { kind: string; source: string }
  response: { status: number; headers: Record<string, string>; body: string[] }
  expected: { transaction?: { provider: string; status: string }; error?: { code: string } }
}

async function fixturesOf(provider: string): Promise<readonly FixtureFile[]> {
  return (await import(`../../../../mocks/${provider}/fixtures.ts`)).fixtures
}

function signs(folder: string): boolean {
  return /createHash|createHmac|@cekstatus\/snap-bi/.test(readText(`${folder}/src/sign.ts`))
}

describe('the provider gate', () => {
  it('finds the providers by walking the packages', () => {
    expect(listProviders().length).toBeGreaterThanOrEqual(5)
  })
})

describe.each(listProviders())('provider %s', (provider) => {
  const folder = `packages/${provider}`

  it('has the files that every provider has', () => {
    const wanted = [
      ...[...sourceFiles, ...testFiles].map((name) => `${folder}/src/${name}.ts`),
      `${folder}/README.md`,
      `${folder}/tsup.config.ts`,
      `mocks/${provider}/index.ts`,
      `contracts/${provider}/contract.ts`,
      `contracts/${provider}/client.ts`,
      `contracts/${provider}/openapi.ts`,
      `contracts/${provider}/consumer.test.ts`,
      `contracts/${provider}/verify.test.ts`,
    ]
    expect(wanted.filter((path) => !exists(path))).toEqual([])
  })

  it('has nothing left to fill', () => {
    const folders = [folder, `mocks/${provider}`, `contracts/${provider}`]
    const places = folders.flatMap((path) => findUnfilled(join(rootDirectory, path), path))
    if (places.length > 0) expect.fail(`to be filled:\n${places.join('\n')}`)
  })

  it('runs the shared suite and accounts for its traps', () => {
    expect(readText(`${folder}/src/conformance.test.ts`)).toContain('describeProvider')
    expect(readText(`${folder}/src/pitfalls.test.ts`)).toContain('describePitfalls')
  })

  it('has a manifest that publishes its entries, and its vectors where it signs', () => {
    const manifest = readManifest(folder)
    expect(manifest.name).toBe(`@cekstatus/${provider}`)
    expect(manifest.private).toBeUndefined()
    const vectors = signs(folder) ? ['./vectors.json'] : []
    const entries = ['.', './schemas', ...vectors, './package.json']
    expect(Object.keys(manifest.exports ?? {})).toEqual(entries)
    expect(Object.keys(manifest.publishConfig?.exports ?? {})).toEqual(entries)
  })

  it('is built as all are, with the licences of what it bundles', () => {
    expect(readText(`${folder}/tsup.config.ts`)).toContain('defineConfig(providerBuild(')
  })

  it('is known to the command line', () => {
    expect(readText('packages/cli/src/providers/registry.ts')).toContain(`import('@cekstatus/${provider}')`)
    expect(Object.keys(readManifest('packages/cli').dependencies ?? {})).toContain(`@cekstatus/${provider}`)
  })

  it('has fixtures that say where they come from', async () => {
    const fixtures = await fixturesOf(provider)
    expect(fixtures.length).toBeGreaterThan(0)
    for (const fixture of fixtures) {
      expect(['documented', 'inferred', 'hostile']).toContain(fixture.provenance.kind)
      expect(fixture.provenance.source).toMatch(/^https:\/\//)
      expect(fixture.response.body.length).toBeGreaterThan(0)
    }
    const kinds = fixtures.map((fixture) => fixture.provenance.kind)
    expect(kinds, 'a sample of the page has to be among them').toContain('documented')
  })

  it('has a pact and a contract that speaks of every outcome', () => {
    const path = `contracts/pacts/cekstatus-${provider}-mock.json`
    expect(exists(path), `${path} is missing; UPDATE_PACTS=1 writes it`).toBe(true)
    const pact = JSON.parse(readText(path)) as {
      provider: { name: string }
      interactions: unknown[]
    }
    expect(pact.provider.name).toBe(`${provider}-mock`)
    expect(pact.interactions.length).toBeGreaterThanOrEqual(5)
    // Whether it is covered or excepted with a reason is the consumer suite's own test.
    const contract = readText(`contracts/${provider}/contract.ts`)
    expect(outcomes.filter((outcome) => !contract.includes(`'${outcome}'`))).toEqual([])
  })

  it('has published vectors where it signs, the same ones that its mock is tested with', () => {
    if (!signs(folder)) return
    expect(readText(`${folder}/vectors/${provider}.json`)).toBe(readText(`mocks/${provider}/vectors.json`))
    expect(readText(`${folder}/src/sign.test.ts`)).toContain('vectors')
  })
})
