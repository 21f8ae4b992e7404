import { posix } from 'node:path'
import ts from 'typescript'
import { type LockFile, withoutPeers } from './lock-file.ts'
import { listFiles, type Manifest, readManifest, readText } from './repository.ts'

/** Licenses that ask for nothing but their own text and the copyright line. */
const freeLicenses = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
]

/** Tools that this repository runs and never publishes, under licenses that bind whoever passes them on. */
const toolExceptions: Readonly<Record<string, string>> = {
  'MPL-2.0':
    'axe-core looks at pages in tests; lightningcss comes with vite. Neither is changed or passed on.',
  'PSF-2.0': 'argparse comes with Prism',
  'Python-2.0': 'argparse, an older one, comes with what reads YAML for tools',
  WTFPL: 'one of the word lists that come with cspell',
  'CC-BY-4.0': 'caniuse-lite comes with Stryker',
  'CC BY-SA 4.0': 'one of the word lists that come with cspell',
}

/** Every installed package by `name@version`, with what its manifest says of its license. */
export type Licenses = ReadonlyMap<string, string>

/** Reads what `pnpm licenses list --json` prints. */
export function readLicenses(output: string): Licenses {
  const groups = JSON.parse(output) as Record<string, { name: string; versions: string[] }[]>
  return new Map(
    Object.entries(groups).flatMap(([license, packages]) =>
      packages.flatMap(({ name, versions }) =>
        versions.map((version) => [`${name}@${version}`, license] as const),
      ),
    ),
  )
}

/** Whether an SPDX expression of one level lets a licensee choose nothing but free licenses. */
export function isFree(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((license) => freeLicenses.includes(license)))
}

/** One line for each tool whose license nobody has looked at. */
export function findForeignLicenses(licenses: Licenses): string[] {
  return [...licenses]
    .filter(([, license]) => !isFree(license) && !(license in toolExceptions))
    .map(([name, license]) => `${name}: ${license}`)
}

/** The exceptions that nothing needs any more. */
export function findIdleExceptions(licenses: Licenses): string[] {
  const used = new Set(licenses.values())
  return Object.keys(toolExceptions).filter((license) => !used.has(license))
}

/** What users of a package get besides it, as `name@version`: its dependencies and what its build takes in. */
export function listDelivered(folder: string, lock: LockFile): string[] {
  const { dependencies = {}, devDependencies = {} } = lock.importers[folder] ?? {}
  const imported = listImportedPackages(folder, readManifest(folder))
  const bundled = Object.entries(devDependencies).filter(([name]) => imported.has(name))
  const delivered = new Set<string>()
  const add = (name: string, version: string): void => {
    const key = `${name}@${version}`
    if (version.startsWith('link:') || delivered.has(key)) return
    delivered.add(key)
    for (const [other, itsVersion] of Object.entries(lock.snapshots[key]?.dependencies ?? {}))
      add(other, itsVersion)
  }
  for (const [name, { version }] of [...Object.entries(dependencies), ...bundled]) add(name, version)
  return [...delivered].map(withoutPeers)
}

/** The packages that shipped source imports as values and that neither users nor the runtime bring. */
function listImportedPackages(folder: string, { peerDependencies = {} }: Manifest): Set<string> {
  const sources = listFiles(folder).filter(
    (path) =>
      path.endsWith('.ts') && !/\.(test|system|config)\.ts$|\/test-[^/]+$/.test(posix.join('/', path)),
  )
  const names = sources.flatMap((path) =>
    ts
      .preProcessFile(readText(path), true, true)
      .importedFiles.map(({ fileName }) => packageName(fileName))
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:')),
  )
  // A peer is left to its user, unless the build takes it in all the same.
  const build = readBuild(folder)
  const takenIn = [...build.matchAll(/noExternal: \[([^\]]*)\]/g)].map(([, list]) => list).join()
  return new Set(names.filter((name) => !(name in peerDependencies) || takenIn.includes(`'${name}'`)))
}

/** How a package is built; providers take it from `packaging`. */
function readBuild(folder: string): string {
  const own = readText(`${folder}/tsup.config.ts`)
  return own.includes('providerBuild') ? readText('packages/packaging/src/provider-build.ts') : own
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
