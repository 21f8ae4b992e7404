import { Worker } from 'node:worker_threads'
import type { Report } from './run.ts'

export interface Watched {
  /** Everything that the worker reported, added up. */
  report: Report
  /** The index at which it fell silent and was ended; null when it came to its end. */
  silentAt: number | null
}

/**
 * Runs a worker to its end, or ends it when it reports nothing for too long: a loop cannot end itself. The time is the
 * processor's, of which a loop takes a lot and a busy machine gives little.
 */
export async function watchWorker(
  module: URL,
  input: Record<string, unknown>,
  silenceMs: number,
  onReport: (sum: Report) => void,
): Promise<Watched> {
  const progress = new SharedArrayBuffer(4)
  const report: Report = { cases: 0, outcomes: {}, slowestMs: 0, findings: [] }
  const worker = new Worker(module, { workerData: { ...input, progress } })
  return new Promise((resolve, reject) => {
    let before = process.cpuUsage()
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(before)
      if ((user + system) / 1000 < silenceMs) return
      clearInterval(timer)
      resolve({ report, silentAt: new Int32Array(progress)[0] ?? 0 })
      void worker.terminate()
    }, 100)
    worker.on('online', () => {
      before = process.cpuUsage()
    })
    worker.on('message', (part: Report) => {
      before = process.cpuUsage()
      addUp(report, part)
      onReport(report)
    })
    worker.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    worker.on('exit', () => {
      clearInterval(timer)
      resolve({ report, silentAt: null })
    })
  })
}

function addUp(sum: Report, part: Report): void {
  sum.cases += part.cases
  sum.slowestMs = Math.max(sum.slowestMs, part.slowestMs)
  sum.findings.push(...part.findings)
  for (const [name, count] of Object.entries(part.outcomes)) {
    sum.outcomes[name] = (sum.outcomes[name] ?? 0) + count
  }
}
