import { parse } from 'yaml'
import { readText } from './repository.ts'

/** The parts of pnpm's lock file that the rules read. */
export interface LockFile {
  importers: Record<string, Importer>
  snapshots: Record<string, { dependencies?: Record<string, string> }>
}

interface Importer {
  dependencies?: Record<string, Resolution>
  devDependencies?: Record<string, Resolution>
}

interface Resolution {
  specifier: string
  /** `4.6.7`, `3.0.5(typescript@6.0.3)` with peers, or `link:../core`. */
  version: string
}

export function readLockFile(): LockFile {
  return parse(readText('pnpm-lock.yaml')) as LockFile
}

/** A resolution without the peers it was made for. */
export function withoutPeers(version: string): string {
  return version.replace(/\(.*$/, '')
}
