import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from './files.ts'
import { packages } from './packages.ts'
import { listWorkspaces } from './repository.ts'
import { findUnresolved, packageFolderOfSource, readSourceMap } from './source-maps.ts'

const workspaceOf = (name: string): string => {
  const found = listWorkspaces().find(({ manifest }) => manifest.name === name)
  if (found === undefined) throw new Error(`${name} is no workspace.`)
  return found.directory
}

describe.each(packages)('the code of $manifest.name', ({ directory, manifest }) => {
  const files = listFiles(directory)
  // The page's scripts are served as they were written.
  const scripts = files.filter((path) => /\.c?js$/.test(path) && !path.startsWith('dist/browser/'))
  const maps = scripts.map((path) => readSourceMap(directory, path)).filter((map) => map !== null)

  it('has a map for every script, and no other map', () => {
    expect(scripts).not.toEqual([])
    expect(maps.map(({ path }) => path)).toEqual(scripts)
    const names = maps.map(({ mapPath }) => mapPath.replaceAll('\\', '/'))
    expect(files.filter((path) => path.endsWith('.map')).sort()).toEqual(names.sort())
  })

  it('leads back to sources that the tarball has', () => {
    const found = maps.flatMap((map) => findUnresolved(directory, map).map((what) => `${map.path}: ${what}`))
    expect(found).toEqual([])
    expect(maps.flatMap(({ map }) => map.sources).some((source) => source?.startsWith('../src/'))).toBe(true)
  })

  it('brings the licences of the packages whose code it holds, and of no other', () => {
    const license = readFileSync(join(directory, 'LICENSE'), 'utf8')
    const built = workspaceOf(manifest.name)
    const folders = maps.flatMap(({ mapPath, map }) =>
      map.sources.map((source) => packageFolderOfSource(resolve(built, dirname(mapPath), source ?? ''))),
    )
    const bundled = [...new Set(folders)].filter((folder) => folder !== null).map(readInstalled)
    const headings = [...license.matchAll(/^## (.+), /gm)].map(([, heading]) => heading)
    expect(headings).toEqual(bundled.map(({ title }) => title).sort())
    for (const { title, notices } of bundled) {
      expect([title, notices.filter((notice) => !license.includes(notice.trim()))]).toEqual([title, []])
      expect([title, notices.length]).not.toEqual([title, 0])
    }
  })
})

it('providers bundle zod, so that these checks look at something', () => {
  const licenses = packages.map(({ directory }) => readFileSync(join(directory, 'LICENSE'), 'utf8'))
  expect(licenses.filter((license) => license.includes('## zod ')).length).toBeGreaterThanOrEqual(5)
})

/** A package as it is installed where the tarball was built. */
function readInstalled(folder: string): { title: string; notices: string[] } {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  const notices = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file))
  return {
    title: `${name} ${version}`,
    notices: notices.map((file) => readFileSync(join(folder, file), 'utf8')),
  }
}
