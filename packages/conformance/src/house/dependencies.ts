import { parse } from 'yaml'
import { type LockFile, withoutPeers } from './lock-file.ts'
import type { Manifest } from './repository.ts'

/** A folder with a package.json; the root is `.`. */
export interface Project {
  folder: string
  manifest: Manifest
}

export type Catalog = Readonly<Record<string, string>>

/** Reads the catalog out of the text of `pnpm-workspace.yaml`. */
export function readCatalog(settings: string): Catalog {
  return (parse(settings) as { catalog: Record<string, string> }).catalog
}

const exactVersion = /^(npm:[^@]+@)?\d+\.\d+\.\d+$/

/** Every workspace takes its tools from the catalog and its siblings from the workspace. */
export function findLooseTools(projects: readonly Project[], catalog: Catalog): string[] {
  const siblings = new Set(projects.map(({ manifest }) => manifest.name))
  return projects.flatMap(({ folder, manifest }) =>
    [...entries(manifest.devDependencies), ...entries(manifest.private ? manifest.dependencies : {})]
      .filter(([name, range]) =>
        siblings.has(name) ? range !== 'workspace:*' : range !== 'catalog:' || !(name in catalog),
      )
      .map(([name, range]) => `${folder}: ${name} ${range}`),
  )
}

/** What a package publishes is a range that holds the version it is tested with. */
export function findUntestedRanges(projects: readonly Project[], catalog: Catalog): string[] {
  return projects
    .filter(({ manifest }) => !manifest.private)
    .flatMap(({ folder, manifest }) =>
      [...entries(manifest.dependencies), ...entries(manifest.peerDependencies)]
        .filter(([name, range]) => range !== 'workspace:^' && !holds(range, catalog[name]))
        .map(([name, range]) => `${folder}: ${name} ${range}, tested with ${catalog[name]}`),
    )
}

/** The catalog names exact versions, and none that no workspace uses. */
export function findIdleEntries(projects: readonly Project[], catalog: Catalog): string[] {
  const used = new Set(
    projects.flatMap(({ manifest }) =>
      [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].flatMap((group) =>
        entries(group).map(([name]) => name),
      ),
    ),
  )
  return entries(catalog)
    .filter(([name, version]) => !exactVersion.test(version) || !used.has(name))
    .map(([name, version]) => `catalog: ${name} ${version}`)
}

/** Folders with lock files of their own name exact versions: the catalog's, where it has one. */
export function findDiverging(outside: readonly Project[], catalog: Catalog): string[] {
  return outside.flatMap(({ folder, manifest }) =>
    [...entries(manifest.dependencies), ...entries(manifest.devDependencies)]
      .filter(([name, version]) => !exactVersion.test(version) || (catalog[name] ?? version) !== version)
      .map(([name, version]) => `${folder}: ${name} ${version}, catalog ${catalog[name] ?? 'without it'}`),
  )
}

/** What workspaces depend on by themselves is installed in one version each. */
export function findDoubleVersions({ importers }: LockFile): string[] {
  const versions = new Map<string, Set<string>>()
  for (const { dependencies, devDependencies } of Object.values(importers))
    for (const [name, { version }] of [...entries(dependencies), ...entries(devDependencies)])
      if (!version.startsWith('link:'))
        versions.set(name, (versions.get(name) ?? new Set()).add(withoutPeers(version)))
  return [...versions]
    .filter(([, installed]) => installed.size > 1)
    .map(([name, installed]) => `${name}: ${[...installed].sort().join(', ')}`)
}

function entries<Value>(group: Readonly<Record<string, Value>> | undefined): [string, Value][] {
  return Object.entries(group ?? {})
}

/** Whether a caret range from version 1 on holds a version. */
function holds(range: string, version: string | undefined): boolean {
  const [low, tested] = [range.replace(/^\^/, ''), version ?? ''].map((text) => text.split('.').map(Number))
  if (!range.startsWith('^') || low?.length !== 3 || tested?.length !== 3 || low[0] === 0) return false
  const later = low.findIndex((part, index) => part !== tested[index])
  return low[0] === tested[0] && (later === -1 || (tested[later] ?? 0) > (low[later] ?? 0))
}
