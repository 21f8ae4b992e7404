// The memory that asking for many takes: a hundred thousand references beside ten thousand, against the mock.
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
  const peaks = new Map<number, number[]>([few, many].map((count) => [count, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const references of peaks.keys()) {
      const task: MemoryTask = { references, url, directory: packed.directory, inFlight: 32 }
      const { stdout } = await execute(process.execPath, [fileOf('memory-worker.ts'), JSON.stringify(task)])
      const { peakBytes, unhandled } = JSON.parse(stdout) as PeakMemory
      if (unhandled > 0) throw new Error(`${unhandled} rejections were handled by nobody`)
      peaks.get(references)?.push(peakBytes)
    }
  }
  const [atFew = Number.NaN, atMany = Number.NaN] = [...peaks.values()].map(median)
  const rows = [...peaks].map(([count, bytes]) => [
    String(count),
    toMebibytes(median(bytes)),
    `${toMebibytes(Math.min(...bytes))} to ${toMebibytes(Math.max(...bytes))}`,
  ])
  print(
    [
      `${describeMachine()}; ${rounds} rounds, 32 in flight, a fresh process each, median of the peaks.`,
      '',
      toTable(['References', 'Resident MiB', 'Spread'], rows),
      '',
      `${(atMany / atFew).toFixed(2)} times as much for ten times as many; at most ${maxRatio} is wanted.`,
    ].join('\n'),
  )
  if (atMany > atFew * maxRatio) process.exitCode = 1
} finally {
  server.kill()
  packed.remove()
}

function fileOf(name: string): string {
  return new URL(name, import.meta.url).pathname
}

function toMebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}
