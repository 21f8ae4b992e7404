import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFile } from './probe.ts'
import { catalogVersion, consumersDirectory, hasCatalogVersion, readManifest } from './repository.ts'
import { runtimes, runtimesFor } from './runtimes.ts'

const printVersion = '--version'

describe('the runtimes', () => {
  it('are one of each supported line', () => {
    expect(runtimes.map(({ version }) => version.split('.')[0])).toEqual(['20', '22', '24', '26'])
  })

  it.each(runtimes)('have Node $version itself', async (runtime) => {
    expect(await runFile(runtime, printVersion)).toBe(`v${runtime.version}\n`)
  })

  it.each(['bun', 'deno', 'miniflare'])('have %s in the version asked for', (name) => {
    const { devDependencies = {} } = readManifest(consumersDirectory)
    expect(readManifest(join(consumersDirectory, 'node_modules', name)).version).toBe(devDependencies[name])
  })

  it('are chosen by the floor that a package names', () => {
    const chosen = (range: string) => runtimesFor(range).map(({ version }) => version.split('.')[0])
    expect(chosen('>=20.19')).toEqual(['20', '22', '24', '26'])
    expect(chosen('>=22.13')).toEqual(['22', '24', '26'])
    expect(chosen('>=24.99')).toEqual(['26'])
    expect(chosen('>=26.99')).toEqual([])
    expect(() => runtimesFor('^22.13.0')).toThrow('engines.node')
    expect(() => runtimesFor(undefined)).toThrow('engines.node')
  })
})

describe('the other tools', () => {
  it('have the versions of the whole repository', () => {
    const { devDependencies = {} } = readManifest(consumersDirectory)
    const shared = Object.entries(devDependencies).filter(([name]) => hasCatalogVersion(name))
    expect(shared.map(([name]) => name)).toEqual(expect.arrayContaining(['msw', 'vitest', 'zod']))
    expect(shared).toEqual(shared.map(([name]) => [name, catalogVersion(name)]))
  })
})
