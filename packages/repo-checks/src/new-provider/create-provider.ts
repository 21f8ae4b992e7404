import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkProviderName } from './provider-name.ts'
import { readMockNames, registrations } from './registrations.ts'
import { renderTemplates } from './templates.ts'
import { UsageError } from './usage-error.ts'

export interface Created {
  /** Files of the provider's own folders and its change file, from the repository's root. */
  written: string[]
  /** Other files that were changed. */
  changed: string[]
}

/**
 * Writes the folders of a new provider and registers it. A failure removes everything that was written.
 *
 * @throws UsageError for an invalid name or an existing folder
 */
export function createProvider(root: string, { name, title }: { name: string; title: string }): Created {
  const problem = checkProviderName(name)
  if (problem !== null) throw new UsageError(`<name> ${problem}`)
  const folders = ['packages', 'mocks', 'contracts'].map((parent) => `${parent}/${name}`)
  const own = [...folders, `.changeset/${name}.md`]
  const present = own.filter((path) => existsSync(join(root, path)))
  if (present.length > 0) throw new UsageError(`already exists: ${present.join(', ')}; nothing was written`)

  const before = new Map(registrations.map(({ path }) => [path, readFileSync(join(root, path), 'utf8')]))
  const names = readMockNames(before.get('mocks/src/registry.ts') ?? '')
  const files = renderTemplates({ name, title, port: 4101 + names.length })
  const changed = new Map(
    registrations.map(({ path, register }) => [path, register(before.get(path) ?? '', name)]),
  )

  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text, { flag: 'wx' })
    }
    for (const [path, text] of changed) writeFileSync(join(root, path), text)
    format(root, [...folders, ...changed.keys()])
  } catch (error) {
    for (const path of own) rmSync(join(root, path), { recursive: true, force: true })
    for (const [path, text] of before) writeFileSync(join(root, path), text)
    throw error
  }
  return { written: [...files.keys()], changed: [...changed.keys()] }
}

/** The length of the name decides line breaks and the order of imports. */
function format(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const { status, stderr } = spawnSync(process.execPath, [biome, 'check', '--write', ...paths], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`biome could not format the new files: ${stderr}`)
}
