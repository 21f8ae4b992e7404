import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { listWorkspaces, readManifest, rootDirectory } from './repository.ts'

// `pnpm test:nightly` builds the packages first.
it('pnpm publish packs every public package with its build, changelog and license', () => {
  const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)
  const options = ['publish', '--recursive', '--dry-run', '--no-git-checks', '--json']
  const output = execFileSync('pnpm', options, {
    cwd: rootDirectory,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const packed = JSON.parse(output) as { name: string; files: { path: string }[] }[]
  const names = published.map((folder) => readManifest(folder).name)
  expect(packed.map(({ name }) => name).sort()).toEqual(names.sort())
  for (const { name, files } of packed) {
    const built = expect.stringMatching(/^dist\/(index|bin)\.js$/)
    const wanted = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', built]
    expect([name, files.map(({ path }) => path)]).toEqual([name, expect.arrayContaining(wanted)])
  }
})
