// The memory that asking for many takes: a hundred thousand references beside ten thousand, against the mock. V8 gives
// its young generation more room the longer a program runs, up to 64 MiB and whatever the program keeps, and the sooner
// the more calls are in flight. So the two are held against each other as a batch runs unless it is told otherwise, and
// with many calls in flight and a young generation that stays small; what those take without that is shown beside it.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs, promisify } from 'node:util'
import type { MemoryTask, PeakMemory } from './memory-task.ts'
import { packPackages } from './packed.ts'
import { describeMachine, median, print, toTable } from './table.ts'

const execute = promisify(execFile)
/** The most that ten times as many references may take. */
const maxRatio = 1.2

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, references: { type: 'string', default: '100000' } },
})
/** How batches are run; those that are no `shownOnly` may not take more than `maxRatio`. */
const cases: readonly { inFlight: number; youngGeneration: string; flags: string[]; shownOnly?: boolean }[] =
  [
    { inFlight: 4, youngGeneration: 'as Node has it', flags: [] },
    { inFlight: 32, youngGeneration: 'kept at 1 MiB', flags: ['--max-semi-space-size=1'] },
    { inFlight: 32, youngGeneration: 'as Node has it', flags: [], shownOnly: true },
  ]
const rounds = Number(values.rounds)
const many = Number(values.references)
const few = many / 10

const packed = packPackages()
const server = spawn(process.execPath, [fileOf('mock-server.ts'), packed.directory], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  const url = line.toString().trim()
  const rows: string[][] = []
  const ratios: number[] = []
  for (const { inFlight, youngGeneration, flags, shownOnly } of cases) {
    const peaks = await measurePeaks({ url, directory: packed.directory, inFlight }, flags)
    const [atFew = Number.NaN, atMany = Number.NaN] = [...peaks.values()].map(median)
    if (!shownOnly) ratios.push(atMany / atFew)
    for (const [count, bytes] of peaks) {
      rows.push([
        String(inFlight),
        youngGeneration,
        String(count),
        toMebibytes(median(bytes)),
        `${toMebibytes(Math.min(...bytes))} to ${toMebibytes(Math.max(...bytes))}`,
        (median(bytes) / atFew).toFixed(2),
      ])
    }
  }
  const shown = ratios.map((ratio) => ratio.toFixed(2)).join(' and ')
  print(
    [
      `${describeMachine()}; ${rounds} rounds, a fresh process each, median of the peaks.`,
      '',
      toTable(
        ['In flight', 'Young generation', 'References', 'Resident MiB', 'Spread', 'Times the first'],
        rows,
      ),
      '',
      `${shown} times as much for ten times as many; at most ${maxRatio} is wanted.`,
    ].join('\n'),
  )
  if (!ratios.every((ratio) => ratio <= maxRatio)) process.exitCode = 1
} finally {
  server.kill()
  packed.remove()
}

async function measurePeaks(
  batch: Omit<MemoryTask, 'references'>,
  flags: readonly string[],
): Promise<Map<number, number[]>> {
  const peaks = new Map<number, number[]>([few, many].map((count) => [count, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [references, bytes] of peaks) {
      const task: MemoryTask = { ...batch, references }
      const worker = [...flags, fileOf('memory-worker.ts'), JSON.stringify(task)]
      const { stdout } = await execute(process.execPath, worker)
      const { peakBytes, unhandled } = JSON.parse(stdout) as PeakMemory
      if (unhandled > 0) throw new Error(`${unhandled} rejections were handled by nobody`)
      bytes.push(peakBytes)
    }
  }
  return peaks
}

function fileOf(name: string): string {
  return new URL(name, import.meta.url).pathname
}

function toMebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}
