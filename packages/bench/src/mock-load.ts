import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { askedHeaders } from './mock-candidates.ts'

const execute = promisify(execFile)

export interface Load {
  requests: number
  requestsPerSecond: number
  p99Ms: number
  /** Answers other than 2xx, and connections that broke. */
  failures: number
}

const unitsInMs: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }

function numberIn(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)
  return found ? Number(found[1]) * (unitsInMs[found[2] ?? 'ms'] ?? 1) : 0
}

/** 32 connections of wrk for so many seconds. @throws Error where wrk is not installed (apt-get install wrk) */
export async function load(url: string, seconds: number): Promise<Load> {
  const headers = Object.entries(askedHeaders).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const options = ['-t1', '-c32', `-d${seconds}s`, '--latency', ...headers, url]
  const { stdout } = await execute('wrk', options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error('wrk is not installed: apt-get install wrk')
    throw error
  })
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout) ?? []
  const socketErrors = broken.slice(1).reduce((sum, count) => sum + Number(count), 0)
  return {
    requests: numberIn(stdout, /(\d+) requests in/),
    requestsPerSecond: numberIn(stdout, /Requests\/sec:\s+([\d.]+)/),
    p99Ms: numberIn(stdout, /99%\s+([\d.]+)(us|ms|s|m)/),
    failures: socketErrors + numberIn(stdout, /Non-2xx or 3xx responses: (\d+)/),
  }
}
