import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { askedHeaders, askedPath, type MockCandidate } from './mock-candidates.ts'

export interface RunningMock {
  url: string
  /** From the start of the process to its first answer. */
  coldStartMs: number
  residentMiB(): number
  /** User and system time since its start. */
  cpuMs(): number
  stop(): Promise<void>
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** The mocks take a port before it for control and four behind it. */
const neighbours = [-1, 0, 1, 2, 3, 4]

/** Below the range from which systems give ports to connections, so that the load takes none of them. */
async function findFreePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  for (const distance of neighbours) if (!(await isFree(port + distance))) return findFreePort()
  return port
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: askedHeaders })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

const startLimitMs = 60_000

async function waitForAnswer(child: ChildProcess, url: string, startedAt: number): Promise<number> {
  while (performance.now() - startedAt < startLimitMs) {
    if (await isAnswering(url)) return performance.now() - startedAt
    if (child.exitCode !== null) break
    await sleep(3)
  }
  throw new Error(`${child.spawnargs.join(' ')} did not answer`)
}

function readResidentMiB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** Linux counts in hundredths of a second. */
function readCpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Starts a fresh process and waits for its first answer. */
export async function startMock(candidate: MockCandidate): Promise<RunningMock> {
  const port = await findFreePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, candidate.arguments(port), { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}${askedPath}`
  try {
    const coldStartMs = await waitForAnswer(child, url, startedAt)
    return {
      url,
      coldStartMs,
      residentMiB: () => readResidentMiB(child.pid ?? 0),
      cpuMs: () => readCpuMs(child.pid ?? 0),
      async stop() {
        const exited = once(child, 'exit')
        child.kill('SIGKILL')
        await exited
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}
