import { describe, expect, it } from 'vitest'
import { exists, listFiles, listWorkspaces, readManifest, readText } from './repository.ts'

/** The words are put together here so that this file does not find itself. */
const leftOverMarks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX\\b', 'HA' + 'CK\\b'].join('|'))
const skippedTests = /\b(it|test|describe)\.(skip|only|todo|fails)\b|@ts-(ignore|nocheck)/
const machinePaths = /(^|[^A-Za-z0-9.:/])\/(work|root|home|Users)\/[a-z.]/

const textFiles = listFiles().filter((path) => /\.(ts|js|mjs|json|md|yaml|yml)$/.test(path))
const codeFiles = textFiles.filter((path) => /\.(ts|js|mjs)$/.test(path))

describe('the repository', () => {
  it('has only the top-level entries that it names', () => {
    const entries = new Set(listFiles().map((path) => path.split('/')[0]))
    const wanted = [
      '.changeset',
      '.ci',
      '.config',
      '.gitattributes',
      '.github',
      '.gitignore',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.id.md',
      'README.md',
      'biome.json',
      'contracts',
      'mocks',
      'package.json',
      'packages',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'tsconfig.base.json',
      'turbo.json',
    ]
    expect([...entries].sort()).toEqual(wanted)
  })

  it('has no left-over marks, skipped tests or silenced types', () => {
    const own = 'packages/conformance/src/house/repository.test.ts'
    const found = codeFiles.filter(
      (path) => path !== own && (leftOverMarks.test(readText(path)) || skippedTests.test(readText(path))),
    )
    expect(found).toEqual([])
  })

  it('names no path of one machine', () => {
    expect(
      textFiles.filter((path) => !path.endsWith('repository.test.ts') && machinePaths.test(readText(path))),
    ).toEqual([])
  })

  it('has no registry address in the lock file', () => {
    expect(readText('pnpm-lock.yaml')).not.toMatch(/https?:\/\//)
  })

  it('has one title in every Markdown file', () => {
    // A change file is a line of a changelog and no page.
    const pages = textFiles.filter((name) => /^(?!\.changeset\/(?!README)).*\.md$/.test(name))
    for (const path of pages) {
      const prose = readText(path).replace(/```[\s\S]*?```/g, '')
      expect([path, [...prose.matchAll(/^# /gm)].length]).toEqual([path, 1])
    }
  })

  it('uses kebab-case file names', () => {
    const names = codeFiles.map((path) => path.split('/').at(-1) ?? '')
    expect(names.filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name))).toEqual([])
  })
})

describe.each(listWorkspaces())('workspace %s', (folder) => {
  const manifest = readManifest(folder)

  it('can be checked by the shared tasks', () => {
    expect(Object.keys(manifest.scripts ?? {})).toEqual(expect.arrayContaining(['typecheck', 'lint', 'test']))
    expect(exists(`${folder}/README.md`)).toBe(true)
  })

  it('leaves a report of its tests', () => {
    expect(manifest.scripts?.test).toMatch(/--outputFile\.json=reports\//)
  })

  it('publishes ranges, built files and nothing private', () => {
    if (manifest.private === true) return
    const published = { ...manifest.dependencies, ...manifest.peerDependencies }
    for (const range of Object.values(published)) expect(range).toMatch(/^(\^\d|workspace:\^$)/)
    for (const name of Object.keys(published)) expect(name).not.toMatch(/conformance|contracts/)
    // npm adds package.json, README and LICENSE by itself.
    expect(manifest.files).toEqual(['dist', 'CHANGELOG.md'])
    expect(manifest.sideEffects).toBe(false)
    expect(JSON.stringify(manifest.publishConfig)).not.toContain('/src/')
    expect(manifest.publishConfig).toMatchObject({ access: 'public' })
    // A package without a main entry is a command and nothing else.
    const { main, types, bin = {} } = manifest.publishConfig ?? {}
    if (manifest.exports?.['.'] === undefined) {
      expect([main, types]).toEqual([undefined, undefined])
      expect(Object.keys(bin)).toEqual([manifest.name])
    } else {
      expect([main, types]).toEqual(['./dist/index.cjs', './dist/index.d.ts'])
    }
  })
  it('names the types of its further entries where older resolution looks for them', () => {
    const { exports = {}, typesVersions } = manifest.publishConfig ?? {}
    const further = Object.entries(exports).filter(([entry]) => !/^\.(\/package\.json)?$/.test(entry))
    const types = further.map(([entry, target]) => [
      entry.slice('./'.length),
      [typeof target === 'string' ? target : (target as { import: { types: string } }).import.types],
    ])
    expect(typesVersions ?? {}).toEqual(further.length === 0 ? {} : { '*': Object.fromEntries(types) })
  })
})
