// The mock servers beside node:http, Prism and Mockoon: cold start, requests per second, p99, memory, installed packages.
import { parseArgs } from 'node:util'
import { listMockCandidates, type MockCandidate } from './mock-candidates.ts'
import { installMocks } from './mock-install.ts'
import { load } from './mock-load.ts'
import { startMock } from './mock-process.ts'
import { describeMachine, median, print, toTable } from './table.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    calls: { type: 'string', default: '1000000' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const manyCalls = Number(values.calls)
const fewCalls = manyCalls / 10

interface Taken {
  coldStartMs: number
  requestsPerSecond: number
  p99Ms: number
  cpuMicrosecondsPerCall: number
  failures: number
}

/** A fresh process: its start, one second to warm up, then the load. */
async function measure(candidate: MockCandidate): Promise<Taken> {
  const running = await startMock(candidate)
  try {
    await load(running.url, 1)
    const cpuBeforeMs = running.cpuMs()
    const { requests, requestsPerSecond, p99Ms, failures } = await load(running.url, seconds)
    const cpuMicrosecondsPerCall = ((running.cpuMs() - cpuBeforeMs) * 1000) / requests
    return { coldStartMs: running.coldStartMs, requestsPerSecond, p99Ms, cpuMicrosecondsPerCall, failures }
  } finally {
    await running.stop()
  }
}

/** Resident memory after a tenth of the calls and after all of them, in one process. */
async function measureMemory(
  candidate: MockCandidate,
): Promise<{ few: number; many: number; calls: number }> {
  const running = await startMock(candidate)
  try {
    let calls = 0
    let few = 0
    while (calls < manyCalls) {
      calls += (await load(running.url, 1)).requests
      if (few === 0 && calls >= fewCalls) few = running.residentMiB()
    }
    return { few, many: running.residentMiB(), calls }
  } finally {
    await running.stop()
  }
}

const mocks = installMocks()
try {
  const candidates = listMockCandidates(mocks)
  const taken = new Map<string, Taken[]>(candidates.map(({ name }) => [name, []]))
  // Interleaved, so that what else the machine does falls on all alike.
  for (let round = 0; round < rounds; round += 1) {
    const first = round % candidates.length
    // Each begins a round once, so that none always follows the same one.
    for (const candidate of [...candidates.slice(first), ...candidates.slice(0, first)])
      taken.get(candidate.name)?.push(await measure(candidate))
  }
  const [plain, ours] = candidates
  if (!plain || !ours) throw new Error('no server takes part')
  const memory = await measureMemory(ours)
  print(describe(candidates, taken, memory))
} finally {
  mocks.remove()
}

function describe(
  candidates: readonly MockCandidate[],
  taken: ReadonlyMap<string, readonly Taken[]>,
  memory: { few: number; many: number; calls: number },
): string {
  const all = (name: string, key: keyof Taken) => (taken.get(name) ?? []).map((each) => each[key])
  const middle = (name: string, key: keyof Taken) => median(all(name, key))
  const [plain, ours, , prism, mockoon] = candidates.map(({ name }) => name)
  const baseline = plain ?? ''
  const ratio = (name = '', key: keyof Taken) => middle(name, key) / middle(baseline, key)
  const rows = candidates.map(({ name }) => [
    name,
    middle(name, 'coldStartMs').toFixed(0),
    `${ratio(name, 'coldStartMs').toFixed(1)} x`,
    middle(name, 'requestsPerSecond').toFixed(0),
    `${ratio(name, 'requestsPerSecond').toFixed(2)} x`,
    middle(name, 'p99Ms').toFixed(1),
    middle(name, 'cpuMicrosecondsPerCall').toFixed(0),
    `${ratio(name, 'cpuMicrosecondsPerCall').toFixed(1)} x`,
    String(all(name, 'failures').reduce((sum, count) => sum + count, 0)),
  ])
  const goals: [string, string, boolean][] = [
    goal('cold start beside node:http', ratio(ours, 'coldStartMs'), 3),
    goal(
      "cold start beside Prism's",
      middle(ours ?? '', 'coldStartMs') / middle(prism ?? '', 'coldStartMs'),
      1 / 3,
    ),
    goal('requests per second beside node:http', ratio(ours, 'requestsPerSecond'), 0.25, 'at least'),
    goal(
      "requests per second beside Prism's",
      middle(ours ?? '', 'requestsPerSecond') / middle(prism ?? '', 'requestsPerSecond'),
      1,
      'at least',
    ),
    goal(
      "requests per second beside Mockoon's",
      middle(ours ?? '', 'requestsPerSecond') / middle(mockoon ?? '', 'requestsPerSecond'),
      1,
      'at least',
    ),
    goal(`p99 in ms (node:http ${middle(baseline, 'p99Ms').toFixed(1)})`, middle(ours ?? '', 'p99Ms'), 10),
    goal(
      `resident memory after ${memory.calls} calls (${memory.many.toFixed(0)} MiB) beside after a tenth (${memory.few.toFixed(0)} MiB)`,
      memory.many / memory.few,
      1.2,
    ),
    goal('packages of a production install', mocks.packageCount, 10),
  ]
  return [
    `${describeMachine()}; ${rounds} interleaved rounds, a fresh process each; wrk with 1 thread and 32 connections for ${seconds} s after 1 s; medians. The journal is on, rate limits are off.`,
    '',
    toTable(
      [
        'Server',
        'Cold start ms',
        'Beside node:http',
        'Requests per second',
        'Beside node:http',
        'p99 ms',
        'CPU µs per call',
        'Beside node:http',
        'Failures',
      ],
      rows,
    ),
    '',
    toTable(
      ['Goal', 'Measured and wanted', 'Met'],
      goals.map(([name, figures, isMet]) => [name, figures, isMet ? 'yes' : 'no']),
    ),
  ].join('\n')
}

function goal(
  name: string,
  measured: number,
  wanted: number,
  bound: 'at most' | 'at least' = 'at most',
): [string, string, boolean] {
  const isMet = bound === 'at most' ? measured <= wanted : measured >= wanted
  return [name, `${format(measured)}, ${bound} ${format(wanted)}`, isMet]
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}
