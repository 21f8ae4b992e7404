import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder, with a separator at its end. */
export const rootDirectory = fileURLToPath(new URL('../../../', import.meta.url))

const ignoredFolders = new Set(['node_modules', 'dist', 'reports', 'coverage', '.turbo', '.git'])

/** Every file below a folder of the repository, relative to the root, without what tools produce. */
export function listFiles(folder = '.'): string[] {
  const directory = join(rootDirectory, folder)
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((name) => !ignoredFolders.has(name))
    .flatMap((name) => {
      const path = join(directory, name)
      const relativePath = relative(rootDirectory, path).split(sep).join('/')
      return statSync(path).isDirectory() ? listFiles(relativePath) : [relativePath]
    })
    .sort()
}

export function readText(path: string): string {
  return readFileSync(join(rootDirectory, path), 'utf8')
}

export function exists(path: string): boolean {
  return existsSync(join(rootDirectory, path))
}

export interface Manifest {
  name: string
  private?: boolean
  description?: string
  license?: string
  version?: string
  repository?: { type: string; url: string; directory: string }
  files?: string[]
  sideEffects?: boolean
  exports?: Record<string, unknown>
  publishConfig?: {
    access?: string
    provenance?: boolean
    main?: string
    types?: string
    bin?: Record<string, string>
    typesVersions?: Record<string, Record<string, string[]>>
    exports?: Record<string, unknown>
  }
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  scripts?: Record<string, string>
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readText(`${folder}/package.json`)) as Manifest
}

/** The workspaces' folders: `packages/core`, `mocks`, … Folders with a lock file of their own are no workspaces. */
export function listWorkspaces(): string[] {
  return [...listFolders('packages').map((name) => `packages/${name}`), 'mocks', 'contracts'].filter(
    (folder) => exists(`${folder}/package.json`) && !exists(`${folder}/pnpm-lock.yaml`),
  )
}

/** Names of the providers: the packages that have a mock. */
export function listProviders(): string[] {
  return listFolders('packages').filter((name) => exists(`mocks/${name}/provider.ts`))
}

function listFolders(folder: string): string[] {
  return readdirSync(join(rootDirectory, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ignoredFolders.has(entry.name))
    .map((entry) => entry.name)
    .sort()
}
