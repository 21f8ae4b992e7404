import { join } from 'node:path'
import { catalogVersion, consumersDirectory, readManifest } from './repository.ts'

/** One line of Node that the packages are tried on. */
export interface Runtime {
  /** Exact version, without the `v`. */
  version: string
  /** The executable. */
  path: string
}

const binary = process.platform === 'win32' ? 'node.exe' : 'node'

function installedRuntime(name: string): Runtime {
  const specifier = readManifest(consumersDirectory).devDependencies?.[name] ?? ''
  return {
    version: specifier.replace('npm:node@', ''),
    path: join(consumersDirectory, 'node_modules', name, 'bin', binary),
  }
}

/** The one that the repository installs and that runs these tests. */
export const ownRuntime: Runtime = { version: catalogVersion('node'), path: process.execPath }

/** Oldest first. */
export const runtimes: readonly Runtime[] = [
  installedRuntime('node-20'),
  installedRuntime('node-22'),
  ownRuntime,
  installedRuntime('node-26'),
]

/** The runtimes that a package's `engines.node` admits; throws `Error` for another form than `>=22.13`. */
export function runtimesFor(range: string | undefined): Runtime[] {
  const floor = /^>=(\d+)\.(\d+)$/.exec(range ?? '')
  if (floor === null) throw new Error(`engines.node is "${range}", not of the form ">=22.13"`)
  const [major, minor] = [Number(floor[1]), Number(floor[2])]
  return runtimes.filter(({ version }) => {
    const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
    return ownMajor > major || (ownMajor === major && ownMinor >= minor)
  })
}
