import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const rootDirectory = fileURLToPath(new URL('../../../', import.meta.url))

/** This project's folder. */
export const consumersDirectory = fileURLToPath(new URL('../', import.meta.url))

/** The part of a package.json that the tests read. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  type?: string
  engines?: { node?: string }
  main?: string
  types?: string
  sideEffects?: boolean
  typesVersions?: Record<string, Record<string, string[]>>
  bin?: Record<string, string>
  exports?: Record<string, unknown>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
}

/** A workspace of the repository. */
export interface Workspace {
  directory: string
  manifest: Manifest
}

/** Every package of the repository, public and private, found by walking the folders. */
export function listWorkspaces(): Workspace[] {
  const packages = readdirSync(join(rootDirectory, 'packages')).map((name) => join('packages', name))
  return [...packages, 'mocks', 'contracts']
    .map((folder) => join(rootDirectory, folder))
    .filter((directory) => existsSync(join(directory, 'package.json')))
    .map((directory) => ({ directory, manifest: readManifest(directory) }))
}

/** The exact version that the whole repository uses of a tool, or undefined. */
function findCatalogVersion(name: string): string | undefined {
  const settings = readFileSync(join(rootDirectory, 'pnpm-workspace.yaml'), 'utf8')
  return new RegExp(`^  '?${name}'?: (\\d\\S*|npm:\\S+)$`, 'm').exec(settings)?.[1]
}

export const hasCatalogVersion = (name: string): boolean => findCatalogVersion(name) !== undefined

/** The exact version that the whole repository uses of a tool; throws `Error` where it names none. */
export function catalogVersion(name: string): string {
  const version = findCatalogVersion(name)
  if (version === undefined) throw new Error(`The catalog has no ${name}.`)
  return version
}
