import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder, with a separator at its end. */
export const rootDirectory = fileURLToPath(new URL('../../../', import.meta.url))

interface Manifest {
  name: string
  version: string
  private?: boolean
  exports?: Readonly<Record<string, string>>
}

/** One thing that can be imported from a public package. */
export interface EntryPoint {
  /** As it is imported: `@cekstatus/core/undici`. */
  specifier: string
  /** Of the package that it belongs to. */
  version: string
  /** The source file. */
  path: string
}

/** Every entry of every package that is published and can be imported, in the order of the folders. */
export function listEntryPoints(): EntryPoint[] {
  const folders = [...readdirSync(join(rootDirectory, 'packages')).map((name) => `packages/${name}`), 'mocks']
  return folders.flatMap((folder) => {
    const manifestPath = join(rootDirectory, folder, 'package.json')
    if (!existsSync(manifestPath)) return []
    const {
      name,
      version,
      private: isPrivate,
      exports = {},
    } = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest
    if (isPrivate === true) return []
    return Object.entries(exports)
      .filter(([, target]) => target.endsWith('.ts'))
      .map(([entry, target]) => ({
        specifier: `${name}${entry.slice(1)}`,
        version,
        path: join(rootDirectory, folder, target),
      }))
  })
}
