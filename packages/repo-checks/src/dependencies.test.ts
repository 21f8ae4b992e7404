import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { listFiles, listWorkspaces, type Manifest, readManifest, readText } from './repository.ts'

const { catalog } = parse(readText('pnpm-workspace.yaml')) as { catalog: Record<string, string> }
const folders = ['.', ...listWorkspaces()]
const siblings = new Set(folders.map((folder) => readManifest(folder).name))
const exactVersion = /^(npm:[^@]+@)?\d+\.\d+\.\d+$/

describe('the catalog of pnpm-workspace.yaml', () => {
  it('has exact versions', () => {
    expect(Object.entries(catalog).filter(([, version]) => !exactVersion.test(version))).toEqual([])
  })

  it.each(folders)('has the tools of %s', (folder) => {
    const { dependencies = {}, devDependencies = {}, private: isPrivate } = readManifest(folder)
    const tools = Object.entries({ ...devDependencies, ...(isPrivate ? dependencies : {}) })
    const loose = tools.filter(([name, range]) =>
      siblings.has(name) ? range !== 'workspace:*' : range !== 'catalog:' || !(name in catalog),
    )
    expect(loose).toEqual([])
  })

  it.each(listFiles('packages').filter((path) => path.endsWith('/pnpm-lock.yaml')))(
    'has the versions of the folder with %s',
    (path) => {
      const { dependencies, devDependencies } = readManifest(path.replace('/pnpm-lock.yaml', ''))
      const different = Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([name, version]) => !exactVersion.test(version) || version !== (catalog[name] ?? version),
      )
      expect(different).toEqual([])
    },
  )
})

it('lock files contain no registry address', () => {
  const locks = listFiles().filter((path) => path.endsWith('pnpm-lock.yaml'))
  expect(locks.filter((path) => /https?:\/\//.test(readText(path)))).toEqual([])
})

const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)

describe.each(published)('the manifest of %s', (folder) => {
  const manifest = readManifest(folder)

  it('has ranges that include the tested version', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
    const untested = ranges.filter(([name, range]) => !siblings.has(name) && !includes(range, catalog[name]))
    expect(untested).toEqual([])
    expect(ranges.filter(([name, range]) => siblings.has(name) && range !== 'workspace:^')).toEqual([])
  })

  it('names its repository, which provenance requires', () => {
    const url = 'git+https://github.com/cekstatus/cekstatus.git'
    expect(manifest.repository).toEqual({ type: 'git', url, directory: folder })
    expect(manifest.publishConfig).toMatchObject({ access: 'public', provenance: true })
    expect(manifest.license).toBe('MIT')
  })

  it('publishes built files only', () => {
    // npm adds package.json, README and LICENSE by itself.
    expect(manifest.files).toEqual(['dist', 'CHANGELOG.md'])
    expect(manifest.sideEffects).toBe(false)
    expect(JSON.stringify(manifest.publishConfig)).not.toContain('/src/')
    expect(Object.keys(manifest.publishConfig?.exports ?? {})).toEqual(Object.keys(manifest.exports ?? {}))
  })

  it('names the types of its subpaths for older module resolution', () => {
    const { exports = {}, typesVersions } = manifest.publishConfig ?? {}
    const types = Object.entries(exports)
      .filter(([entry]) => !/^\.(\/package\.json)?$/.test(entry))
      .map(([entry, target]) => [entry.slice('./'.length), [typesOf(target)]])
    expect(typesVersions ?? {}).toEqual(types.length === 0 ? {} : { '*': Object.fromEntries(types) })
  })
})

function typesOf(target: unknown): unknown {
  return typeof target === 'string' ? target : (target as { import: { types: string } }).import.types
}

/** True when a caret range from version 1 on includes a version. */
function includes(range: string, version = ''): boolean {
  const [low, tested] = [range.replace(/^\^/, ''), version].map((text) => text.split('.').map(Number))
  if (!range.startsWith('^') || low?.length !== 3 || tested?.length !== 3 || low[0] === 0) return false
  const later = low.findIndex((part, index) => part !== tested[index])
  return low[0] === tested[0] && (later === -1 || (tested[later] ?? 0) > (low[later] ?? 0))
}

describe('change files and changelogs', () => {
  const changeFiles = listFiles('.changeset').filter((path) => /(?<!\/README)\.md$/.test(path))
  const read = (path: string): { moves: Record<string, string>; text: string } => {
    const [, head = '', text = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(readText(path)) ?? []
    return { moves: parse(head) ?? {}, text: text.trim() }
  }

  it.each(changeFiles)('%s names published packages and has a text', (path) => {
    const names = published.map((folder) => readManifest(folder).name)
    const { moves, text } = read(path)
    expect(names).toEqual(expect.arrayContaining(Object.keys(moves)))
    expect(['patch', 'minor', 'major']).toEqual(expect.arrayContaining(Object.values(moves)))
    expect(text).not.toBe('')
  })

  it.each(published)(
    'the changelog of %s begins with its version, or a change file releases it',
    (folder) => {
      const { name, version } = readManifest(folder) as Manifest
      const newest = /^## (.+)$/m.exec(readText(`${folder}/CHANGELOG.md`))?.[1]
      if (version !== '0.0.0') expect(newest).toBe(version)
      else expect(changeFiles.map((path) => read(path).moves[name])).toContain('minor')
    },
  )
})
