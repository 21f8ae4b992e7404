import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Manifest, readManifest } from './repository.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The temporary folder into which everything was packed and unpacked. */
    workshop: string
  }
}

/** A package as it comes out of its tarball. */
export interface PackedPackage {
  manifest: Manifest
  /** Where the tarball was unpacked. */
  directory: string
  /** The tarball itself. */
  tarball: string
  /** A consumer that has the package and what it depends on, and nothing else. */
  alone: string
  /** The same consumer with the package's optional peers installed. */
  withPeers: string
  readme: string
}

export const workshop = inject('workshop')

/** One consumer that has every package with its peers. */
export const together = join(workshop, 'together')

/** Every packed package, read from the tarballs and not from the sources. */
export const packages: readonly PackedPackage[] = readdirSync(join(workshop, 'unpacked')).map((folder) => {
  const directory = join(workshop, 'unpacked', folder)
  const manifest = readManifest(directory)
  const tarball = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
  return {
    manifest,
    directory,
    tarball: join(workshop, 'tarballs', tarball),
    alone: join(workshop, 'alone', folder),
    withPeers: join(workshop, 'with-peers', folder),
    readme: readFileSync(join(directory, 'README.md'), 'utf8'),
  }
})

/** The packages that code can load; the others are a command and nothing else. */
export const libraries: readonly PackedPackage[] = packages.filter(
  ({ manifest }) => manifest.exports?.['.'] !== undefined,
)

/** The specifiers of a package's entries, as a consumer writes them. */
export function specifiersOf({ name, exports = {} }: Manifest): string[] {
  return Object.keys(exports).map((entry) => name + entry.slice(1))
}

/** How a consumer loads a package. */
export type Condition = 'import' | 'require'
export const conditions: readonly Condition[] = ['import', 'require']

/** The file that an entry leads to in a project where the package is installed. */
export function fileOf(manifest: Manifest, project: string, specifier: string, condition: Condition): string {
  const entry = manifest.exports?.[`.${specifier.slice(manifest.name.length)}`]
  const target = typeof entry === 'string' ? entry : (entry as ConditionalEntry)[condition].default
  return join(project, 'node_modules', manifest.name, target)
}

type ConditionalEntry = Record<Condition, { default: string }>
