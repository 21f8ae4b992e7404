import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Finding, Report } from './run.ts'
import { watchWorker } from './watch-worker.ts'

const help = `pnpm fuzz [--provider name]... [--seed number] [--count number] [--index number]

Reads changed answers of every provider, one provider after the other, and holds what comes out against the provider's
documents. The same seed makes the same answers. Exits with 1 when something is found.

  --provider  a folder of packages; all that have an oracle unless said
  --seed      a whole number; another one each time unless said
  --count     answers per provider; 1000000 unless said
  --index     the one case to try, as a finding names it
`

const root = fileURLToPath(new URL('../../../..', import.meta.url))
/** Of the processor: many times what a batch takes. */
const silenceMs = 60_000
const batch = 5_000

process.exitCode = await fuzz()

async function fuzz(): Promise<number> {
  const { values } = parseArgs({
    options: {
      provider: { type: 'string', multiple: true },
      seed: { type: 'string' },
      count: { type: 'string' },
      index: { type: 'string' },
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
  if (unknown !== undefined) return refuse(`--provider: ${unknown} is none of ${known.join(', ')}`)
  const seed = readNumber(values.seed) ?? Date.now() & 0x7fffffff
  const count = readNumber(values.count) ?? 1_000_000
  const index = readNumber(values.index)
  if (Number.isNaN(seed + count + (index ?? 0))) return refuse('give whole numbers from 0 up')
  const from = index ?? 0
  const to = index === undefined ? count : index + 1
  print(`seed ${seed}`)
  let failed = false
  for (const provider of providers) {
    const startedAt = performance.now()
    let toldAt = startedAt
    const { report, silentAt } = await watchWorker(
      new URL('worker.ts', import.meta.url),
      { root, provider, seed, from, to, batch },
      silenceMs,
      (sum) => {
        if (performance.now() - toldAt < 10_000) return
        toldAt = performance.now()
        tell(`${provider}: ${sum.cases} of ${to - from}, ${sum.findings.length} found`)
      },
    )
    printReport(provider, report, (performance.now() - startedAt) / 1000)
    if (silentAt !== null) print(`  fell silent at --seed ${seed} --index ${silentAt}`)
    failed ||= silentAt !== null || report.findings.length > 0 || report.cases < to - from
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
    `${provider}: ${cases} answers in ${Math.round(seconds)} s, slowest ${Math.round(slowestMs)} ms of the processor, ${findings.length} found`,
  )
  print(`  ${counts.join(', ')}`)
  for (const finding of findings) printFinding(finding)
}

function printFinding({ seed, index, fault, query, status, body }: Finding): void {
  print(`  ${fault}: --seed ${seed} --index ${index}`)
  print(`    ${JSON.stringify({ query, status, body: body.slice(0, 2_000) })}`)
}

/** Providers are found by their oracles, so that a new one is tried without being listed. */
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
  tell(why)
  return 2
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** For whoever waits; what was found goes to the other stream. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
