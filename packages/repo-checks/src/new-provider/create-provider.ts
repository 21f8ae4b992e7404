import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { objectTo } from './provider-name.ts'
import { readMockNames, registrations } from './registrations.ts'
import { renderTemplates } from './templates.ts'
import { UsageError } from './usage-error.ts'

export interface Created {
  /** Files of the provider's own folders and its change file, from the repository's root. */
  written: string[]
  /** Files outside them that have lines more. */
  changed: string[]
}

/**
 * Writes the folders of one more provider and registers it. Everything is made ready before the first byte is written,
 * and a failure on the way takes back what was written.
 *
 * @throws UsageError when the name cannot be used or one of the folders exists
 */
export function createProvider(root: string, { name, title }: { name: string; title: string }): Created {
  const objection = objectTo(name)
  if (objection !== null) throw new UsageError(`"${name}" cannot be a provider's name: ${objection}`)
  const folders = ['packages', 'mocks', 'contracts'].map((parent) => `${parent}/${name}`)
  const own = [...folders, `.changeset/${name}.md`]
  const present = own.filter((path) => existsSync(join(root, path)))
  if (present.length > 0) throw new UsageError(`${present.join(' and ')} exists already; nothing was written`)

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

/** Names differ in length, so lines are broken and imports ordered by the formatter of the repository. */
function format(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const { status, stderr } = spawnSync(process.execPath, [biome, 'check', '--write', ...paths], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`biome could not format what was written: ${stderr}`)
}
