import { parentPort, workerData } from 'node:worker_threads'

const { stopAt, progress } = workerData as { stopAt: number; progress: SharedArrayBuffer }
parentPort?.postMessage({ cases: 5, outcomes: {}, slowestMs: 1, findings: [] })
new Int32Array(progress)[0] = stopAt
for (;;) Math.random()
