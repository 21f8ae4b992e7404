import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mostInWindow, type RedisServer, startHttpServer, startRedisServer } from '@cekstatus/test-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FleetReport, FleetSettings } from './test-fleet-process.ts'

const limit = { calls: 5, windowMs: 3_000 }
const holdMs = 1_000
const restMs = limit.windowMs + 1_000
/** How long the slot of a killed process stays taken: two store operations, the call and its rest. */
const leaseMs = 2_000 + holdMs + restMs
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Responds after up to half a second, and records when each call arrived. */
async function startProvider() {
  const arrivals: number[] = []
  const server = await startHttpServer((_request, response) => {
    arrivals.push(performance.now())
    setTimeout(() => response.end('{}'), Math.random() * 500)
  })
  return { ...server, arrivals }
}

/** Writes the example of the README to a file inside the package, where it imports what its readers import. */
function writeExample(): string {
  const page = readFileSync(here('../README.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1]
  if (code === undefined) throw new Error('README.md has no TypeScript block')
  mkdirSync(here('../reports'), { recursive: true })
  const path = here('../reports/readme-example.ts')
  writeFileSync(path, code)
  return path
}

const sleep = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs))

describe('createSharedRateLimiter in processes that share a Redis server', () => {
  let redis: RedisServer
  let provider: Awaited<ReturnType<typeof startProvider>>
  let fleet: ChildProcess[]
  let lastStderr = ''
  let reports: (FleetReport & { at: number; by: ChildProcess })[]

  /** Waits for an effect of a process or server; a process that ends by itself has failed. */
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) {
      if (fleet.some(({ exitCode }) => exitCode !== null)) throw new Error(`a process exited: ${lastStderr}`)
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
      lastStderr = String(chunk)
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
    await provider.close()
    await redis.close()
  })

  /** Waits until every process notices the failed store and calls with earlier permits have arrived. */
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

  const expectLimitKept = (): void => {
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.calls)
    expect(reports.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  }

  it('never exceeds the limit in any rolling window, and comes near it', async () => {
    await until(() => provider.arrivals.length >= 25)
    expectLimitKept()
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBe(limit.calls)
    const [first = 0] = provider.arrivals
    const durationMs = performance.now() - first
    // A slot is free again half a second and its rest after it was taken; half of that rate allows for a busy machine.
    const possible = limit.calls * (1 + durationMs / (500 + restMs))
    expect(provider.arrivals.length).toBeGreaterThan(possible / 2)
  })

  it('never exceeds the limit when processes are killed during their calls, and frees their slots later', async () => {
    for (const victim of [0, 1]) {
      const before = provider.arrivals.length
      await until(() => provider.arrivals.length > before)
      // The response has not arrived, so the slot was not released.
      fleet[victim]?.kill('SIGKILL')
      fleet[victim] = startProcess()
    }
    const killedAt = performance.now()
    await until(() => provider.arrivals.filter((at) => at > killedAt + leaseMs).length > 2 * limit.calls)
    expectLimitKept()
    expect(mostInWindow(provider.arrivals, limit.windowMs)).toBe(limit.calls)
  })

  it('never exceeds the limit when Redis restarts at once and empty', async () => {
    // By then each process has known the store for long enough to notice the loss of its data.
    await until(() => performance.now() - (provider.arrivals[0] ?? 0) > 2 * leaseMs)
    // In the middle of a burst that the new store does not know.
    const before = provider.arrivals.length
    await until(() => provider.arrivals.length > before + 2)
    await redis.kill()
    await redis.restart()
    const calls = provider.arrivals.length
    await until(() => provider.arrivals.length >= calls + 2 * limit.calls)
    expectLimitKept()
  })

  it('rejects every call while Redis is down, and resumes when Redis recovers', async () => {
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

  it('rejects every call without hanging while Redis is frozen, and resumes afterwards', async () => {
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
