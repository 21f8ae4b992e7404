import { describe, expect, it } from 'vitest'
import {
  findDiverging,
  findDoubleVersions,
  findIdleEntries,
  findLooseTools,
  findUntestedRanges,
  type Project,
  readCatalog,
} from './dependencies.ts'
import { readLockFile } from './lock-file.ts'
import { listFiles, listWorkspaces, type Manifest, readManifest, readText } from './repository.ts'

const catalog = readCatalog(readText('pnpm-workspace.yaml'))
const project = (folder: string): Project => ({ folder, manifest: readManifest(folder) })
const projects = ['.', ...listWorkspaces()].map(project)
const outside = listFiles('packages')
  .filter((path) => path.endsWith('/pnpm-lock.yaml'))
  .map((path) => project(path.replace('/pnpm-lock.yaml', '')))

describe('dependencies', () => {
  it('come from the catalog and the workspace', () => {
    expect(findLooseTools(projects, catalog)).toEqual([])
    expect(findIdleEntries(projects, catalog)).toEqual([])
  })

  it('that are published are ranges around the tested version', () => {
    expect(findUntestedRanges(projects, catalog)).toEqual([])
  })

  it('have the same version in folders with lock files of their own', () => {
    expect(outside.map(({ folder }) => folder)).toEqual(
      expect.arrayContaining(['packages/bench', 'packages/consumers']),
    )
    expect(findDiverging(outside, catalog)).toEqual([])
    for (const { folder } of outside) expect(readText(`${folder}/pnpm-lock.yaml`)).not.toMatch(/https?:\/\//)
  })

  it('are installed once', () => {
    expect(findDoubleVersions(readLockFile())).toEqual([])
  })

  it('say where they come from, as provenance demands', () => {
    const url = 'git+https://github.com/cekstatus/cekstatus.git'
    for (const { folder, manifest } of projects.filter((one) => one.manifest.private !== true)) {
      expect(manifest.repository).toEqual({ type: 'git', url, directory: folder })
      expect(manifest.publishConfig).toMatchObject({ access: 'public', provenance: true })
    }
  })
})

describe('what is wrong with dependencies is found', () => {
  const one = (manifest: Partial<Manifest>): Project[] => [
    { folder: 'packages/one', manifest: { name: '@cekstatus/one', ...manifest } },
    { folder: 'packages/two', manifest: { name: '@cekstatus/two' } },
  ]

  it.each([
    [{ devDependencies: { vitest: '5.1.1' } }, 'packages/one: vitest 5.1.1'],
    [{ devDependencies: { unheard: 'catalog:' } }, 'packages/one: unheard catalog:'],
    [{ devDependencies: { '@cekstatus/two': '^0.1.0' } }, 'packages/one: @cekstatus/two ^0.1.0'],
    [{ private: true, dependencies: { vitest: '^5' } }, 'packages/one: vitest ^5'],
  ])('a tool from elsewhere: %j', (manifest, line) => {
    expect(findLooseTools(one(manifest), { vitest: '5.1.1' })).toEqual([line])
  })

  it.each([
    ['^4.7.0', 'too high'],
    ['^3.0.0', 'another major'],
    ['4.6.7', 'no range'],
    ['>=4', 'no end'],
    ['^4', 'not in full'],
  ])('the range %s, %s', (range) => {
    const found = findUntestedRanges(one({ peerDependencies: { zod: range } }), { zod: '4.6.7' })
    expect(found).toEqual([`packages/one: zod ${range}, tested with 4.6.7`])
  })

  it.each(['^4.0.0', '^4.6.7', '^4.6.0'])('but not the range %s', (range) => {
    expect(findUntestedRanges(one({ dependencies: { zod: range } }), { zod: '4.6.7' })).toEqual([])
  })

  it('an entry of the catalog that is a range, and one that nobody uses', () => {
    const used = one({ devDependencies: { zod: 'catalog:' } })
    expect(findIdleEntries(used, { zod: '^4.0.0', msw: '3.0.5' })).toEqual([
      'catalog: zod ^4.0.0',
      'catalog: msw 3.0.5',
    ])
  })

  it('another version outside', () => {
    const tools = { zod: '4.6.6', stripe: '23.1.0', msw: '^3.0.5' }
    expect(findDiverging(one({ devDependencies: tools }), { zod: '4.6.7' })).toEqual([
      'packages/one: zod 4.6.6, catalog 4.6.7',
      'packages/one: msw ^3.0.5, catalog without it',
    ])
  })

  it('two versions of one package', () => {
    const importer = (version: string) => ({ devDependencies: { zod: { specifier: 'catalog:', version } } })
    const importers = { a: importer('4.6.7'), b: importer('4.6.6'), c: importer('4.6.7(x@1.0.0)') }
    expect(findDoubleVersions({ importers, snapshots: {} })).toEqual(['zod: 4.6.6, 4.6.7'])
  })
})
