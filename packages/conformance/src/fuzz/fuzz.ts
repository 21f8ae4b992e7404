import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Finding, Report } from './run.ts'
import { watchWorker } from './watch-worker.ts'

const help = `pnpm fuzz [count] [--provider name]... [--seed number] [--path path]

Reads undocumented responses of every provider and compares the outcomes with the reference reading of the provider's
pages. The same seed makes the same responses. Exits with 1 when a fault is found.

  count       responses per provider (default: 1000000)
  --provider  folder in packages/ (default: all that have a reference reading)
  --seed      integer (default: a new one each time)
  --path      path of a finding, together with its seed: tries that response alone
`

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const maxCaseMs = 60_000
const batch = 5_000

process.exitCode = await fuzz()

async function fuzz(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      provider: { type: 'string', multiple: true },
      seed: { type: 'string' },
      path: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    print(help)
    return 0
  }
  const known = listProviders()
  const providers = values.provider ?? known
  const unknown = providers.find((name) => !known.includes(name))
  if (unknown !== undefined) return refuse(`unknown provider "${unknown}" (known: ${known.join(', ')})`)
  const { path } = values
  const seed = readNumber(values.seed) ?? Date.now() % 1_000_000_000
  const count = path === undefined ? (readNumber(positionals[0]) ?? 1_000_000) : 1
  if (Number.isNaN(seed + count)) return refuse('count and --seed must be integers from 0 to 999999999')
  print(`seed ${seed}`)
  let failed = false
  for (const provider of providers) {
    const startedAt = performance.now()
    let shownAt = startedAt
    const { report, stuckAt } = await watchWorker(
      new URL('worker.ts', import.meta.url),
      { root, provider, seed, count, batch, path },
      maxCaseMs,
      (sum) => {
        if (performance.now() - shownAt < 10_000) return
        shownAt = performance.now()
        printError(`${provider}: ${sum.cases} of ${count}, ${sum.findings.length} found`)
      },
    )
    printReport(provider, report, (performance.now() - startedAt) / 1000)
    if (stuckAt !== null) print(`  did not end: --seed ${stuckAt.seed} --path ${stuckAt.index}`)
    failed ||= stuckAt !== null || report.findings.length > 0
  }
  return failed ? 1 : 0
}

function printReport(
  provider: string,
  { cases, outcomes, slowestMs, findings }: Report,
  seconds: number,
): void {
  const counts = Object.entries(outcomes)
    .sort(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name} ${count}`)
  print(
    `${provider}: ${cases} responses in ${Math.round(seconds)} s, slowest ${Math.round(slowestMs)} ms of processor time, ${findings.length} found`,
  )
  print(`  ${counts.join(', ')}`)
  for (const finding of findings.slice(0, 20)) printFinding(finding)
}

function printFinding({ seed, path, fault, query, status, body }: Finding): void {
  print(`  ${fault}: --seed ${seed} --path ${path}`)
  print(`    ${JSON.stringify({ query, status, body: body.slice(0, 2_000) })}`)
}

/** Providers are found by their reference readings, so that a new one is fuzzed without being listed. */
function listProviders(): string[] {
  return readdirSync(`${root}/packages`).filter((name) =>
    existsSync(`${root}/packages/${name}/src/reference-reading.ts`),
  )
}

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}

function refuse(why: string): number {
  printError(why)
  return 2
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Progress and usage errors; findings go to stdout. */
function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}
