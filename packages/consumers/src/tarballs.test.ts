import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { describe, expect, it } from 'vitest'
import { listFiles } from './files.ts'
import { libraries, packages } from './packages.ts'
import { listWorkspaces, rootDirectory } from './repository.ts'
import { runtimesFor } from './runtimes.ts'

const privateNames = listWorkspaces()
  .filter(({ manifest }) => manifest.private === true)
  .map(({ manifest }) => manifest.name)

/** Every text in a manifest's field that leads to a file. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : []
}

const toArrayBuffer = ({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer =>
  (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength)

it('every public workspace was packed', () => {
  const published = listWorkspaces().filter(({ manifest }) => manifest.private !== true)
  expect(packages.map(({ manifest }) => manifest.name).sort()).toEqual(
    published.map(({ manifest }) => manifest.name).sort(),
  )
})

describe.each(packages)('the tarball of $manifest.name', ({ directory, manifest, tarball }) => {
  const files = listFiles(directory)

  it('holds the build, a README, the license, a changelog and nothing else', () => {
    const others = files.filter((path) => !path.startsWith('dist/'))
    const wanted = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
    expect({
      missing: wanted.filter((path) => !others.includes(path)),
      tooMuch: others.filter((path) => !wanted.includes(path)),
    }).toEqual({ missing: [], tooMuch: [] })
    expect(files.filter((path) => /\.test\.|(^|\/)test-/.test(path))).toEqual([])
  })

  it('is what publint wants, down to its suggestions', async () => {
    const { messages } = await publint({
      pack: { tarball: toArrayBuffer(readFileSync(tarball)) },
      level: 'suggestion',
      strict: true,
    })
    expect(messages).toEqual([])
  })

  it('can be shaken by bundlers', () => {
    expect(manifest.sideEffects).toBe(false)
  })

  it('leads only to files that it holds', () => {
    const { main, types, bin, exports, typesVersions } = manifest
    const targets = pathsIn([main, types, bin, exports, typesVersions])
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

/** How the entries of a library are looked for, from TypeScript's oldest way to that of bundlers. */
const resolutions = ['node10', 'node16-cjs', 'node16-esm', 'bundler'] as const

describe.each(libraries)('the library $manifest.name', ({ manifest, tarball }) => {
  it('gives every entry and its types to every resolution, with nothing that attw finds wrong', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
    if (result.types === false) throw new Error('It has no types.')
    expect(result.problems).toEqual([])
    expect(Object.keys(result.entrypoints).sort()).toEqual(Object.keys(manifest.exports ?? {}).sort())
    for (const entry of Object.values(result.entrypoints)) {
      for (const resolution of resolutions) {
        const { resolution: types } = entry.resolutions[resolution]
        expect([entry.subpath, resolution, types?.isTypeScript || types?.isJson]).toEqual([
          entry.subpath,
          resolution,
          true,
        ])
      }
    }
  })

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
