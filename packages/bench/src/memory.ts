// The memory that asking for many takes: a hundred thousand references beside ten thousand, against the mock. V8 gives
// its young generation more room the longer a program runs, up to 64 MiB and whatever the program keeps, so the two are
// held against each other with a young generation that stays small; what they take without that is shown beside it.
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
const youngGenerations: Readonly<Record<string, readonly string[]>> = {
  'kept at 1 MiB': ['--max-semi-space-size=1'],
  'as Node has it': [],
}
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
  for (const [youngGeneration, flags] of Object.entries(youngGenerations)) {
    const peaks = await measurePeaks(url, flags)
    const [atFew = Number.NaN, atMany = Number.NaN] = [...peaks.values()].map(median)
    ratios.push(atMany / atFew)
    for (const [count, bytes] of peaks) {
      rows.push([
        youngGeneration,
        String(count),
        toMebibytes(median(bytes)),
        `${toMebibytes(Math.min(...bytes))} to ${toMebibytes(Math.max(...bytes))}`,
        (median(bytes) / atFew).toFixed(2),
      ])
    }
  }
  const [ratio = Number.NaN] = ratios
  print(
    [
      `${describeMachine()}; ${rounds} rounds, 32 in flight, a fresh process each, median of the peaks.`,
      '',
      toTable(['Young generation', 'References', 'Resident MiB', 'Spread', 'Times the first'], rows),
      '',
      `${ratio.toFixed(2)} times as much for ten times as many; at most ${maxRatio} is wanted.`,
    ].join('\n'),
  )
  if (!(ratio <= maxRatio)) process.exitCode = 1
} finally {
  server.kill()
  packed.remove()
}

async function measurePeaks(url: string, flags: readonly string[]): Promise<Map<number, number[]>> {
  const peaks = new Map<number, number[]>([few, many].map((count) => [count, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [references, bytes] of peaks) {
      const task: MemoryTask = { references, url, directory: packed.directory, inFlight: 32 }
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
