import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { bundle } from './bundle.ts'
import { measureFolder } from './files.ts'
import { type PackedPackage, packages, workshop } from './packages.ts'
import { questions } from './questions.ts'

const execute = promisify(execFile)

/** Exports that only people and tools read; a service's bundler leaves them out. */
const exportsForPeople = ['description', 'errorMap']
/** A package with its dependencies at run time, minified and compressed, without zod. */
const maxGzipBytesAtRunTime = 20_500
/** SmilePay brings the signatures of SNAP and a token cache, Sekalipay and Digiflazz the rules of orders with items. */
const maxGzipBytesAtRunTimeOf: Readonly<Record<string, number>> = {
  apigames: 19_900,
  digiflazz: 21_200,
  midtrans: 20_700,
  paymenku: 19_500,
  paystrator: 20_400,
  sekalipay: 22_000,
  smilepay: 24_300,
}
/** What the exports for people add. */
const maxGzipBytesForPeople = 1_300
/** What xendit-node, the smallest of the official clients, takes on disk with its dependencies. */
const maxInstallBytes = 3.6 * 1024 * 1024

/** The package and every package of ours that it depends on. */
function withDependencies(item: PackedPackage): PackedPackage[] {
  const names = Object.keys(item.manifest.dependencies ?? {})
  return [item, ...packages.filter(({ manifest }) => names.includes(manifest.name)).flatMap(withDependencies)]
}

/** Installs a package from its tarballs into an empty project, without a registry; returns its `node_modules`. */
async function install(item: PackedPackage): Promise<string> {
  const project = join(workshop, 'installed', basename(item.manifest.name))
  mkdirSync(project, { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "private": true }')
  const tarballs = [...new Set(withDependencies(item).map(({ tarball }) => tarball))]
  const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier']
  const own = [`--cache=${join(workshop, 'npm-cache')}`, `--userconfig=${join(workshop, 'npmrc')}`]
  await execute('npm', ['install', ...quiet, ...own, ...tarballs], {
    cwd: project,
    shell: process.platform === 'win32',
  })
  return join(project, 'node_modules')
}

describe.each(questions)('what $provider costs', ({ consumer, provider, factory }) => {
  it('is within its budget as a part of a bundle', async () => {
    const name = consumer.manifest.name
    const load = createRequire(join(consumer.alone, 'probe.cjs'))
    const names = Object.keys(load(name) as object)
    expect(names).toEqual(expect.arrayContaining(exportsForPeople))
    const needed = names.filter((each) => !exportsForPeople.includes(each))
    const [atRunTime, whole, client] = await Promise.all([
      bundle(consumer.alone, `export { ${needed.join(', ')} } from '${name}'`),
      bundle(consumer.alone, `export * from '${name}'`),
      bundle(consumer.alone, `export { ${factory}, isCekStatusError } from '${name}'`),
    ])
    expect([...whole.origins]).toEqual(expect.arrayContaining(['zod', null]))
    expect(atRunTime.gzipBytesWithoutZod).toBeLessThanOrEqual(
      maxGzipBytesAtRunTimeOf[provider] ?? maxGzipBytesAtRunTime,
    )
    expect(whole.gzipBytesWithoutZod - atRunTime.gzipBytesWithoutZod).toBeLessThanOrEqual(
      maxGzipBytesForPeople,
    )
    expect(client.gzipBytesWithoutZod).toBeLessThan(atRunTime.gzipBytesWithoutZod)
    // What it uses of zod is a small part of that library, whose whole takes 13 kB and more.
    expect(whole.gzipBytes - whole.gzipBytesWithoutZod).toBeLessThanOrEqual(7_000)
  })

  it('is less on disk than the smallest official client', async () => {
    const { bytes, bytesOnDisk } = measureFolder(await install(consumer))
    expect(bytes).toBeGreaterThan(100_000)
    expect(Math.max(bytes, bytesOnDisk)).toBeLessThan(maxInstallBytes)
  })
})
