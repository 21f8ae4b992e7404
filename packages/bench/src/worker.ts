// A fresh process that repeats one candidate's call, many in flight, and prints what it took as JSON.
import { candidates } from './candidates.ts'
import { print } from './table.ts'
import type { Taken, Task } from './task.ts'

const task = JSON.parse(process.argv[2] ?? '') as Task
const candidate = candidates[task.candidate]
if (candidate === undefined) throw new Error(`no candidate is called "${task.candidate}"`)
const ask = await candidate({ port: task.port, origin: `http://127.0.0.1:${task.port}` }, task.directory)

async function repeat(calls: number): Promise<void> {
  let left = calls
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await ask()
    }
  }
  await Promise.all(Array.from({ length: task.inFlight }, work))
}

await repeat(task.warmUpCalls)
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await repeat(task.calls)
const elapsedMs = performance.now() - startedAt
const { user, system } = process.cpuUsage(cpuBefore)
const taken: Taken = {
  callsPerSecond: (task.calls / elapsedMs) * 1000,
  cpuMicrosecondsPerCall: (user + system) / task.calls,
}
print(JSON.stringify(taken))
process.exit()
