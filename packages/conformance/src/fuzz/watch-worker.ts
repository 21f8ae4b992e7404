import { Worker } from 'node:worker_threads'
import type { Report } from './run.ts'

export interface Watched {
  /** The sum of the worker's reports. */
  report: Report
  /** The case that did not end, and for which the worker was terminated; null when the worker reached its end. */
  stuckAt: { seed: number; index: number } | null
}

/**
 * Runs a worker to its end, or terminates the worker when one case takes too long: a loop cannot end itself. The limit
 * is processor time, of which a loop takes a lot and a busy machine grants little.
 */
export async function watchWorker(
  module: URL,
  input: Record<string, unknown>,
  maxCaseMs: number,
  onReport: (sum: Report) => void,
): Promise<Watched> {
  const progress = new SharedArrayBuffer(8)
  const place = new Int32Array(progress)
  const report: Report = { cases: 0, outcomes: {}, slowestMs: 0, findings: [] }
  const worker = new Worker(module, { workerData: { ...input, progress } })
  return new Promise((resolve, reject) => {
    let before = process.cpuUsage()
    let last = place.join()
    const restart = (): void => {
      before = process.cpuUsage()
      last = place.join()
    }
    const timer = setInterval(() => {
      if (place.join() !== last) restart()
      const { user, system } = process.cpuUsage(before)
      if ((user + system) / 1000 < maxCaseMs) return
      clearInterval(timer)
      const [seed = 0, index = 0] = place
      resolve({ report, stuckAt: { seed, index } })
      void worker.terminate()
    }, 100)
    worker.on('online', restart)
    worker.on('message', (part: Report) => {
      restart()
      addUp(report, part)
      onReport(report)
    })
    worker.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    worker.on('exit', () => {
      clearInterval(timer)
      resolve({ report, stuckAt: null })
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
