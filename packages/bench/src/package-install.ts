import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { PackageCandidate } from './package-candidates.ts'

/** A project that has one package and what it depends on. */
export interface InstalledPackage {
  name: string
  directory: string
  packageCount: number
  bytes: number
  /** In the file system's blocks, folders included, as `du` counts. */
  bytesOnDisk: number
  /** Everything that the main entry exports, bundled by esbuild, minified and compressed. */
  gzipBytes: number
}

/** Installs a package into an empty project, as its users do. */
export async function installPackage(parent: string, candidate: PackageCandidate): Promise<InstalledPackage> {
  const { name, specifiers } = candidate
  const directory = join(parent, name.replace('/', '-'))
  mkdirSync(directory)
  writeFileSync(join(directory, 'package.json'), '{ "private": true }')
  for (const [file, code] of Object.entries(scriptsFor(name))) writeFileSync(join(directory, file), code)
  const quiet = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier']
  execFileSync('npm', ['install', ...quiet, ...specifiers], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const modules = join(directory, 'node_modules')
  const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as { packages: object }
  return {
    name,
    directory,
    packageCount: Object.keys(lock.packages).length,
    ...measureFolder(modules),
    gzipBytes: await measureBundle(directory, name),
  }
}

/**
 * What a process loads: the package, nothing, or the part of Node that signers load. It prints when it was ready, and
 * what it has taken until then.
 */
export type Loading = 'import' | 'require' | 'empty' | 'crypto'
export const scriptOf: Readonly<Record<Loading, string>> = {
  import: 'import.mjs',
  require: 'require.cjs',
  empty: 'empty.mjs',
  crypto: 'crypto.mjs',
}

function scriptsFor(name: string): Record<string, string> {
  const report = `
const readyMs = performance.now()
const { user, system } = process.cpuUsage()
const loaded = { readyMs, cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
process.stdout.write(JSON.stringify(loaded))
`
  return {
    [scriptOf.import]: `await import('${name}')\n${report}`,
    [scriptOf.require]: `require('${name}')\n${report}`,
    [scriptOf.empty]: report,
    [scriptOf.crypto]: `await import('node:crypto')\n${report}`,
  }
}

function measureFolder(directory: string): { bytes: number; bytesOnDisk: number } {
  const paths = ['', ...readdirSync(directory, { recursive: true, encoding: 'utf8' })]
  const measured = paths.map((path) => lstatSync(join(directory, path)))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    bytes: sum(measured.map((entry) => (entry.isFile() ? entry.size : 0))),
    bytesOnDisk: sum(measured.map(({ blocks }) => blocks * 512)),
  }
}

async function measureBundle(directory: string, name: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}'`, resolveDir: directory },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    legalComments: 'none',
    // Named by ccxt, which does not depend on it.
    external: ['protobufjs'],
    logLevel: 'error',
    write: false,
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}
