import { parentPort, workerData } from 'node:worker_threads'

const { stopAt, progress } = workerData as { stopAt: readonly number[]; progress: SharedArrayBuffer }
parentPort?.postMessage({ cases: 5, outcomes: {}, slowestMs: 1, findings: [] })
new Int32Array(progress).set(stopAt)
for (;;) Math.random()
