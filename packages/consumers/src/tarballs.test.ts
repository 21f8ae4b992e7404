import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { libraries, packages } from './packages.ts'
import { listWorkspaces, rootDirectory } from './repository.ts'
import { runtimesFor } from './runtimes.ts'

const privateNames = listWorkspaces()
  .filter(({ manifest }) => manifest.private === true)
  .map(({ manifest }) => manifest.name)

function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => path.split(sep).join('/'))
}

/** Every text in a manifest's field that leads to a file. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : []
}

it('every public workspace was packed', () => {
  const published = listWorkspaces().filter(({ manifest }) => manifest.private !== true)
  expect(packages.map(({ manifest }) => manifest.name).sort()).toEqual(
    published.map(({ manifest }) => manifest.name).sort(),
  )
})

describe.each(packages)('the tarball of $manifest.name', ({ directory, manifest }) => {
  const files = listFiles(directory)

  it('holds the build, a README, the license and nothing else', () => {
    const others = files.filter((path) => !path.startsWith('dist/'))
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json'])
    expect(files.filter((path) => /\.test\.|(^|\/)test-/.test(path))).toEqual([])
  })

  it('leads only to files that it holds', () => {
    const { main, types, bin, exports } = manifest
    const targets = pathsIn([main, types, bin, exports])
    expect(targets).not.toEqual([])
    expect(targets.filter((path) => !/^\.\/(dist\/.+|package\.json)$/.test(path))).toEqual([])
    expect(targets.filter((path) => !existsSync(join(directory, path)))).toEqual([])
  })

  it('has no reference that only the repository understands', () => {
    expect(readFileSync(join(directory, 'package.json'), 'utf8')).not.toMatch(/workspace:|catalog:/)
  })

  it('depends on nothing private, and on the packages of this version', () => {
    const dependencies = { ...manifest.dependencies, ...manifest.peerDependencies }
    expect(Object.keys(dependencies).filter((name) => privateNames.includes(name))).toEqual([])
    const own = Object.entries(dependencies).filter(([name]) => name.startsWith('@cekstatus/'))
    for (const [name, range] of own) {
      const version = packages.find((other) => other.manifest.name === name)?.manifest.version
      expect([name, range]).toEqual([name, `^${version}`])
    }
  })

  it('names no folder of the machine that built it', () => {
    const folder = rootDirectory.split(sep).join('/')
    expect(files.filter((path) => readFileSync(join(directory, path), 'utf8').includes(folder))).toEqual([])
  })

  it('is a library for every runtime, or has a command and asks for Node 22', () => {
    expect(runtimesFor(manifest.engines?.node)).toEqual(
      runtimesFor(manifest.bin === undefined ? '>=20.19' : '>=22.13'),
    )
  })
})

describe.each(libraries)('the library $manifest.name', ({ manifest }) => {
  it('gives ESM to import and CommonJS to require, each with declarations of its kind', () => {
    const { main, types } = manifest
    expect([main, types]).toEqual(['./dist/index.cjs', './dist/index.d.ts'])
    expect(manifest.type).toBe('module')
    const entries = Object.values(manifest.exports ?? {}).filter((entry) => typeof entry === 'object')
    expect(entries).not.toEqual([])
    for (const entry of entries) {
      expect(entry).toEqual({
        import: { types: expect.stringMatching(/\.d\.ts$/), default: expect.stringMatching(/\.js$/) },
        require: { types: expect.stringMatching(/\.d\.cts$/), default: expect.stringMatching(/\.cjs$/) },
      })
    }
  })
})
