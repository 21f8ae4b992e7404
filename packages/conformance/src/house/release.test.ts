import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { copyRepository } from '../repository-copy.ts'
import { listFiles, listWorkspaces, readManifest, readText, rootDirectory } from './repository.ts'

const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)
const changeFiles = listFiles('.changeset').filter((path) => /(?<!\/README)\.md$/.test(path))

describe('changelogs', () => {
  it.each(published)('%s tells of its version, or waits for its first one', (folder) => {
    const { name, version, files } = readManifest(folder)
    const [title, ...rest] = readText(`${folder}/CHANGELOG.md`).split('\n')
    expect(title).toBe(`# ${name}`)
    expect(files).toContain('CHANGELOG.md')
    const newest = rest.find((line) => line.startsWith('## '))
    if (version === '0.0.0') {
      expect(newest).toBe(undefined)
      const move = new RegExp(`^["']${name}["']: minor$`, 'm')
      expect(changeFiles.filter((path) => move.test(readText(path)))).not.toEqual([])
    } else {
      expect(newest).toBe(`## ${version}`)
    }
  })
})

describe('change files', () => {
  it('move published packages, and say what changes', () => {
    const names = published.map((folder) => readManifest(folder).name)
    for (const path of changeFiles) {
      const [, head = '', text = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(readText(path)) ?? []
      const moves = Object.entries((parse(head) ?? {}) as Record<string, string>)
      expect([path, names]).toEqual([path, expect.arrayContaining(moves.map(([name]) => name))])
      for (const [, move] of moves) expect(['patch', 'minor', 'major']).toContain(move)
      expect([path, text.trim()]).not.toEqual([path, ''])
    }
  })
})

describe('a release', () => {
  let copy = ''
  const git = (...options: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', ...options], {
      cwd: copy,
      encoding: 'utf8',
    })

  beforeAll(() => {
    copy = copyRepository('release')
    for (const path of changeFiles) rmSync(join(copy, path))
    for (const folder of published) {
      const path = join(copy, folder, 'package.json')
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"version": "[^"]+"/, '"version": "0.1.0"'))
    }
    git('init', '--quiet', '--initial-branch=main')
    git('add', '--all')
    git('commit', '--quiet', '--message=start')
  }, 60_000)
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  /** Writes a change file, lets the tool set versions, and returns those that moved and which files changed. */
  function version(name: string, move: string, text: string): { moved: object; changed: string[] } {
    writeFileSync(join(copy, '.changeset', 'made-up.md'), `---\n'${name}': ${move}\n---\n\n${text}\n`)
    const changesets = join(rootDirectory, 'node_modules/@changesets/cli/bin.js')
    execFileSync(process.execPath, [changesets, 'version'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
    const changed = git('status', '--porcelain')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(3))
    const moved = published.flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(join(copy, folder, 'package.json'), 'utf8'))
      return manifest.version === '0.1.0' ? [] : [[manifest.name, manifest.version]]
    })
    return { moved: Object.fromEntries(moved), changed }
  }

  function undo(): void {
    git('checkout', '--quiet', '.')
    git('clean', '--quiet', '--force', '--', '.changeset')
  }

  const newestEntry = (folder: string): string =>
    (readFileSync(join(copy, folder, 'CHANGELOG.md'), 'utf8').split(/^## /m)[1] ?? '').trim()

  it('moves one provider alone, and its changelog says so', () => {
    const { moved, changed } = version('@cekstatus/paymenku', 'patch', 'Reads what was made up.')
    expect(moved).toEqual({ '@cekstatus/paymenku': '0.1.1' })
    expect(changed).toEqual(['packages/paymenku/CHANGELOG.md', 'packages/paymenku/package.json'])
    expect(newestEntry('packages/paymenku')).toBe('0.1.1\n\n### Patch Changes\n\n- Reads what was made up.')
    expect(git('diff', '--shortstat', '--', 'packages/paymenku/package.json')).toMatch(
      /1 file changed, 1 insertion\(\+\), 1 deletion\(-\)/,
    )
    undo()
  }, 60_000)

  it('moves what depends on a version that leaves the range, and nothing else', () => {
    const { moved } = version('@cekstatus/paymenku', 'minor', 'Says another status.')
    expect(moved).toEqual({ '@cekstatus/paymenku': '0.2.0', cekstatus: '0.1.1' })
    expect(newestEntry('packages/cli')).toBe(
      '0.1.1\n\n### Patch Changes\n\n- Needs `@cekstatus/paymenku` 0.2.0.',
    )
    undo()
  }, 60_000)

  it('moves every package on top of core when core leaves their ranges', () => {
    const { moved } = version('@cekstatus/core', 'minor', 'Another model.')
    const onCore = published.filter(
      (folder) => '@cekstatus/core' in (readManifest(folder).dependencies ?? {}),
    )
    expect(onCore.length).toBeGreaterThan(4)
    expect(moved).toEqual({
      '@cekstatus/core': '0.2.0',
      ...Object.fromEntries(onCore.map((folder) => [readManifest(folder).name, '0.1.1'])),
    })
    for (const folder of globSync('{packages/*,mocks}', { cwd: copy }))
      expect(readFileSync(join(copy, folder, 'package.json'), 'utf8')).not.toMatch(/"@cekstatus\/\w+": "[^w]/)
    undo()
  }, 60_000)

  it('refuses a change to a package that is not there', () => {
    const refusal = expect.objectContaining({ stdout: expect.stringContaining('@cekstatus/nobody') })
    expect(() => version('@cekstatus/nobody', 'patch', 'Nothing.')).toThrow(refusal)
    undo()
  }, 60_000)
})
