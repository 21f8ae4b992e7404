import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Licenses that require nothing but their own text and the copyright notice. */
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

/** True for an SPDX expression of one level that leaves a choice of free licenses only. */
export function isFreeLicense(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((license) => freeLicenses.includes(license)))
}

/** An installed package, part of whose code is in a bundle. */
export interface BundledPackage {
  name: string
  version: string
  /** The SPDX expression of its manifest. */
  license: string
  /** The texts of its license and notice files. */
  notices: string[]
}

/** The part of esbuild's metafile that is read. */
export interface Metafile {
  outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>
}

/** The files of which something is left in the outputs. */
export function bundledFiles({ outputs }: Metafile): string[] {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
}

/**
 * The packages that the files belong to, by name and version; files of the repository itself belong to none.
 * @throws Error for a package without a license file, without name, version and license in its manifest, or whose
 * license is not free
 */
export function findPackages(files: readonly string[]): BundledPackage[] {
  const directories = new Set(files.map(packageDirectory).filter((directory) => directory !== null))
  const packages = new Map<string, BundledPackage>()
  for (const directory of directories) {
    const found = readPackage(directory)
    packages.set(`${found.name} ${found.version}`, found)
  }
  return [...packages].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, found]) => found)
}

/** `…/node_modules/<name>` of the innermost package; manifests further inside name no package. */
function packageDirectory(file: string): string | null {
  return /^.*\bnode_modules\/(@[^/]+\/)?[^/]+/.exec(file.split(sep).join('/'))?.[0] ?? null
}

function readPackage(directory: string): BundledPackage {
  const manifest = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  ) as Partial<BundledPackage>
  const { name, version, license } = manifest
  if (name === undefined || version === undefined || license === undefined) {
    throw new Error(
      `${directory}/package.json lacks name, version or license, so its code cannot be bundled.`,
    )
  }
  if (!isFreeLicense(license)) {
    throw new Error(`${name} ${version} has the license ${license}, so its code cannot be bundled.`)
  }
  const notices = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf8').trim())
  if (notices.length === 0) {
    throw new Error(`${name} ${version} has no license file, so its code cannot be bundled.`)
  }
  return { name, version, license, notices }
}

/** A package's own license, followed by those of what is bundled. */
export function formatLicense(ownLicense: string, packages: readonly BundledPackage[]): string {
  if (packages.length === 0) return ownLicense
  const sections = packages.map(({ name, version, license, notices }) =>
    [`## ${name} ${version}, ${license}`, ...notices].join('\n\n'),
  )
  const heading = 'The files in dist also hold code of the following packages, each under its own license.'
  return `${[ownLicense.trim(), '---', heading, ...sections].join('\n\n')}\n`
}
