// What one package costs whoever installs it, beside the peers: time to load, size, packages, memory.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listCandidates } from './package-candidates.ts'
import { type InstalledPackage, installPackage, type Loading, scriptOf } from './package-install.ts'
import { packTarballs } from './packed.ts'
import { describeMachine, median, print, toTable } from './table.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } })
const rounds = Number(values.rounds)

interface Loaded {
  /** Since the process began. */
  readyMs: number
  /** What its threads have used of the processor until then; steadier than the clock on a busy machine. */
  cpuMs: number
  residentBytes: number
}

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'cekstatus-bench-packages-')))
try {
  const installed: InstalledPackage[] = []
  for (const candidate of listCandidates(packTarballs(directory))) {
    installed.push(await installPackage(directory, candidate))
  }
  print(describe(installed, measureLoading(installed)))
} finally {
  rmSync(directory, { recursive: true, force: true })
}

/** Interleaved, so that what else the machine does falls on all alike; the first round fills the caches. */
function measureLoading(installed: readonly InstalledPackage[]): Map<string, Loaded[]> {
  const loaded = new Map<string, Loaded[]>()
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, directory } of installed) {
      for (const loading of Object.keys(scriptOf) as Loading[]) {
        const output = execFileSync(process.execPath, [join(directory, scriptOf[loading])], {
          encoding: 'utf8',
        })
        const key = keyOf(name, loading)
        if (round > 0) loaded.set(key, [...(loaded.get(key) ?? []), JSON.parse(output) as Loaded])
      }
    }
  }
  return loaded
}

function keyOf(name: string, loading: Loading): string {
  return `${name} ${loading}`
}

function describe(installed: readonly InstalledPackage[], loaded: ReadonlyMap<string, Loaded[]>): string {
  const middle = (name: string, loading: Loading, field: keyof Loaded) =>
    median((loaded.get(keyOf(name, loading)) ?? []).map((each) => each[field]))
  const above = (name: string, loading: Loading, field: keyof Loaded) =>
    middle(name, loading, field) - middle(name, 'empty', field)
  const [reference] = installed
  const rows = installed.map(({ name, gzipBytes, bytes, bytesOnDisk, packageCount }) => [
    name,
    above(name, 'import', 'readyMs').toFixed(1),
    (above(name, 'import', 'readyMs') / above(reference?.name ?? '', 'import', 'readyMs')).toFixed(1),
    above(name, 'import', 'cpuMs').toFixed(1),
    above(name, 'require', 'readyMs').toFixed(1),
    toMebibytes(above(name, 'import', 'residentBytes')),
    (gzipBytes / 1000).toFixed(1),
    toMebibytes(bytesOnDisk),
    toMebibytes(bytes),
    String(packageCount),
  ])
  const head = [
    'Package',
    'Cold import, ms above empty',
    'Times the first',
    'Processor ms of that',
    'Cold require, ms above empty',
    'Resident MiB above empty',
    'min+gzip kB',
    'Installed MiB on disk',
    'Installed MiB in files',
    'Packages',
  ]
  const everywhere = (loading: Loading, field: keyof Loaded) =>
    median(installed.map(({ name }) => middle(name, loading, field)))
  const [emptyMs, cryptoMs, cryptoCpuMs] = [
    everywhere('empty', 'readyMs'),
    everywhere('crypto', 'readyMs') - everywhere('empty', 'readyMs'),
    everywhere('crypto', 'cpuMs') - everywhere('empty', 'cpuMs'),
  ]
  return [
    `${describeMachine()}; ${rounds} rounds, a fresh process each, median. An empty process is ready after ${emptyMs.toFixed(1)} ms;`,
    `node:crypto alone, which signers load, takes ${cryptoMs.toFixed(1)} ms more, ${cryptoCpuMs.toFixed(1)} of them of the processor.`,
    '',
    toTable(head, rows),
  ].join('\n')
}

function toMebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(2)
}
