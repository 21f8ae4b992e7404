// Status calls per second, beside bare fetch and the peers, against one keep-alive server on loopback.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs, promisify } from 'node:util'
import { candidates } from './candidates.ts'
import { packPackages } from './packed.ts'
import { describeMachine, median, print, toTable } from './table.ts'
import type { Taken, Task } from './task.ts'

const execute = promisify(execFile)

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    calls: { type: 'string', default: '20000' },
    only: { type: 'string', default: '' },
  },
})
const rounds = Number(values.rounds)
const calls = Number(values.calls)
const inFlight = 32
const [baseline = '', ...others] = Object.keys(candidates)
const names = [baseline, ...others.filter((name) => name.includes(values.only))]

const packed = packPackages()
const server = spawn(process.execPath, [fileOf('answering-server.ts'), packed.directory], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  const port = Number(line.toString())
  const measured = new Map<string, Taken[]>(names.map((name) => [name, []]))
  // Interleaved, so that what else the machine does falls on all alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of names) {
      const task: Task = {
        candidate,
        port,
        directory: packed.directory,
        inFlight,
        warmUpCalls: Math.ceil(calls / 10),
        calls,
      }
      const { stdout } = await execute(process.execPath, [fileOf('worker.ts'), JSON.stringify(task)])
      measured.get(candidate)?.push(JSON.parse(stdout) as Taken)
    }
  }
  print(describe(measured))
} finally {
  server.kill()
  packed.remove()
}

function fileOf(name: string): string {
  return new URL(name, import.meta.url).pathname
}

function describe(measured: ReadonlyMap<string, readonly Taken[]>): string {
  const rates = (name: string) => (measured.get(name) ?? []).map(({ callsPerSecond }) => callsPerSecond)
  const cpu = (name: string) =>
    median((measured.get(name) ?? []).map(({ cpuMicrosecondsPerCall }) => cpuMicrosecondsPerCall))
  const rows = names.map((name) => [
    name,
    median(rates(name)).toFixed(0),
    `${Math.min(...rates(name)).toFixed(0)} to ${Math.max(...rates(name)).toFixed(0)}`,
    (median(rates(name)) / median(rates(baseline))).toFixed(2),
    (cpu(name) / cpu(baseline)).toFixed(2),
  ])
  const head = [
    'Client',
    'Calls per second',
    'Spread',
    'Rate beside bare fetch',
    'CPU per call beside bare fetch',
  ]
  return [
    `${describeMachine()}; ${rounds} rounds of ${calls} calls, ${inFlight} in flight, a fresh process each, median.`,
    '',
    toTable(head, rows),
  ].join('\n')
}
