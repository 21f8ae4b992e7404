import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FleetReport, FleetSettings } from './test-fleet-process.ts'
import { mostInWindow } from './test-permits.ts'
import { type RedisServer, startRedisServer } from './test-redis-server.ts'

const limit = { calls: 5, windowMs: 3_000 }
const holdMs = 1_000
const restMs = limit.windowMs + 1_000
/** How long a slot is taken whose process was killed: two store operations, the call and its rest. */
const leaseMs = 2_000 + holdMs + restMs
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Answers after up to half a second, and writes down when each call arrived. */
async function startProvider(onArrival: () => void = () => undefined) {
  const arrivals: number[] = []
  const server = createServer((_request, response) => {
    arrivals.push(performance.now())
    onArrival()
    setTimeout(() => response.end('{}'), Math.random() * 500)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    arrivals,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The example of the page, as a file inside the package, so that it imports what its readers import. */
function writeExample(): string {
  const page = readFileSync(here('../../docs/one-limit-for-a-fleet.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1]
  if (code === undefined) throw new Error('the page has no TypeScript block')
  mkdirSync(here('../../reports'), { recursive: true })
  const path = here('../../reports/one-limit-for-a-fleet.ts')
  writeFileSync(path, code)
  return path
}

const sleep = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs))

describe('a fleet of processes that shares one limit through Redis, as the page shows', () => {
  let redis: RedisServer
  let provider: Awaited<ReturnType<typeof startProvider>>
  let fleet: ChildProcess[]
  let complaint = ''
  let reports: (FleetReport & { at: number; by: ChildProcess })[]

  /** Waits for something that a process or a server does; a process that ends by itself has failed. */
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) {
      if (fleet.some(({ exitCode }) => exitCode !== null)) throw new Error(`a process ended: ${complaint}`)
      await sleep(20)
    }
  }

  const startProcess = (): ChildProcess => {
    const settings: FleetSettings = {
      example: writeExample(),
      redisUrl: redis.url,
      providerUrl: provider.url,
      limit,
      holdMs,
    }
    const child = fork(here('./test-fleet-process.ts'), [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    child.stderr?.on('data', (chunk) => {
      complaint = String(chunk)
    })
    child.on('message', (report: FleetReport) =>
      reports.push({ ...report, at: performance.now(), by: child }),
    )
    return child
  }

  beforeEach(async () => {
    reports = []
    redis = await startRedisServer()
    provider = await startProvider()
    fleet = [1, 2, 3, 4].map(startProcess)
    await until(() => provider.arrivals.length > 0)
  })
  afterEach(async () => {
    for (const child of fleet) child.kill('SIGKILL')
    provider.close()
    await redis.close()
  })

  /** Every process has noticed that the store is away, and calls that had their permit before have arrived. */
  const untilRefused = async (since: number): Promise<number> => {
    const refused = (child: ChildProcess): boolean =>
      reports.some(({ at, by, outcome }) => by === child && at > since && outcome === 'store')
    await until(() => fleet.every(refused))
    await sleep(holdMs)
    return performance.now()
  }

  const expectOnlyRefusals = (from: number, to: number): void => {
    expect(provider.arrivals.filter((at) => at > from && at < to)).toEqual([])
    const meanwhile = reports.filter(({ at }) => at > from && at < to)
    expect(meanwhile.length).toBeGreaterThan(20)
    expect(new Set(meanwhile.map(({ outcome }) => outcome))).toEqual(new Set(['store']))
  }

  /** What holds at every moment of every test. */
  const expectLimitKept = (): void => {
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.calls)
    expect(reports.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  }

  it('never passes it in any rolling window, and comes near it', async () => {
    await until(() => provider.arrivals.length >= 25)
    expectLimitKept()
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBe(limit.calls)
    const [first = 0] = provider.arrivals
    const durationMs = performance.now() - first
    // A slot is free again half a second and its rest after it was taken; twice that leaves room for a busy machine.
    const possible = limit.calls * (1 + durationMs / (500 + restMs))
    expect(provider.arrivals.length).toBeGreaterThan(possible / 2)
  })

  it('never passes it when processes are killed with their calls under way, and their slots come back', async () => {
    for (const victim of [0, 1]) {
      const before = provider.arrivals.length
      await until(() => provider.arrivals.length > before)
      // The answer is still to come, so that nobody has told the store of it.
      fleet[victim]?.kill('SIGKILL')
      fleet[victim] = startProcess()
    }
    const killedAt = performance.now()
    await until(() => provider.arrivals.filter((at) => at > killedAt + leaseMs).length > 2 * limit.calls)
    expectLimitKept()
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBe(limit.calls)
  })

  it('does not pass it when Redis comes back at once and empty', async () => {
    // By then each process has known the store for long enough to notice that it is another one.
    await until(() => performance.now() - (provider.arrivals[0] ?? 0) > 2 * leaseMs)
    // In the middle of a burst, of which the new store knows nothing.
    const before = provider.arrivals.length
    await until(() => provider.arrivals.length > before + 2)
    await redis.kill()
    await redis.restart()
    const calls = provider.arrivals.length
    await until(() => provider.arrivals.length >= calls + 2 * limit.calls)
    expectLimitKept()
  })

  it('refuses every call while Redis is gone, and goes on when it is back', async () => {
    await until(() => provider.arrivals.length >= 2 * limit.calls)
    const killedAt = performance.now()
    await redis.kill()
    const goneAt = await untilRefused(killedAt)
    await sleep(2_000)
    expectOnlyRefusals(goneAt, performance.now())

    await redis.restart()
    const calls = provider.arrivals.length
    await until(() => provider.arrivals.length >= calls + 2 * limit.calls)
    expectLimitKept()
  })

  it('refuses every call while Redis stands still, without hanging, and goes on after it', async () => {
    await until(() => provider.arrivals.length >= 2 * limit.calls)
    const frozenAt = performance.now()
    redis.freeze()
    const goneAt = await untilRefused(frozenAt)
    await sleep(2_000)
    const thawedAt = performance.now()
    redis.thaw()
    expectOnlyRefusals(goneAt, thawedAt)
    const calls = provider.arrivals.length
    await until(() => provider.arrivals.length >= calls + 2 * limit.calls)
    expectLimitKept()
  })
})
