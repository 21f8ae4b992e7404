import { join } from 'node:path'
import { findUnfilled } from '@cekstatus/conformance/unfilled'
import { describe, expect, it } from 'vitest'
import { exists, listFiles, listProviders, readManifest, readText, rootDirectory } from './repository.ts'

interface Vector {
  name: string
  inputs: Record<string, unknown>
  intermediate?: Record<string, unknown> | null
  expected: { value: string } | null
}

function readVectors(folder: string): Vector[] {
  const paths = listFiles(`${folder}/vectors`)
  return paths.flatMap((path) => (JSON.parse(readText(path)) as { vectors: Vector[] }).vectors)
}

/** Blocks of a README that print a published vector: `vector  <its name>`, then one `name  value` a line. */
function readPrintedVectors(folder: string): Record<string, string>[] {
  return [...readText(`${folder}/README.md`).matchAll(/^```text\n(vector +[\s\S]*?)^```$/gm)].map(
    ([, block = '']) =>
      Object.fromEntries([...block.matchAll(/^(\w+) +(.+)$/gm)].map(([, name, value]) => [name, value])),
  )
}

describe.each(listProviders())('provider %s', (provider) => {
  const folder = `packages/${provider}`

  it('has no place left to fill', () => {
    const folders = [folder, `mocks/${provider}`, `contracts/${provider}`]
    const places = folders.flatMap((path) => findUnfilled(join(rootDirectory, path), path))
    if (places.length > 0) expect.fail(`to be filled:\n${places.join('\n')}`)
  })

  it('has a pact', () => {
    expect(exists(`contracts/pacts/cekstatus-${provider}-mock.json`), 'run "pnpm generate"').toBe(true)
  })

  it('is registered in the command line', () => {
    expect(readManifest('packages/cli').dependencies).toHaveProperty(`@cekstatus/${provider}`)
    expect(readText('packages/cli/src/providers/registry.ts')).toContain(`import('@cekstatus/${provider}')`)
  })

  it('publishes the signature vectors that its mock is tested with', () => {
    if (!exists(`${folder}/vectors`)) return
    expect(readText(`${folder}/vectors/${provider}.json`)).toBe(readText(`mocks/${provider}/vectors.json`))
    expect(readPrintedVectors(folder)).not.toEqual([])
  })
})

const printedVectors = ['snap-bi', ...listProviders()].flatMap((name) =>
  readPrintedVectors(`packages/${name}`).map((printed) => ({ folder: `packages/${name}`, printed })),
)

it.each(printedVectors)(
  '$folder/README.md prints vector $printed.vector as published',
  ({ folder, printed }) => {
    const vector = readVectors(folder).find(({ name }) => name === printed.vector)
    const { inputs, intermediate } = vector ?? {}
    expect(printed.signature).toBe(vector?.expected?.value)
    expect(printed.stringToSign).toBe(intermediate?.stringToSign)
    const filled = printed.formula?.replace(/\{(\w+)\}/g, (_match, name: string) => printed[name] ?? '')
    expect(filled).toBe(printed.stringToSign)
    const own = ['vector', 'publicKey', 'formula', 'algorithm', 'signature']
    const rows = Object.entries(printed).filter(([name]) => !own.includes(name))
    const values = Object.values({ ...inputs, ...intermediate })
    expect(rows.filter(([, value]) => !values.includes(value))).toEqual([])
  },
)
