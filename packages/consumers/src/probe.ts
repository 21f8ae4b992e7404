import { join } from 'node:path'
import type { Condition } from './packages.ts'
import { runProcess } from './processes.ts'
import type { Runtime } from './runtimes.ts'

/** Runs a file on a runtime; rejects with what it printed when it does not end with 0. */
export function runFile(runtime: Runtime, file: string, ...parameters: string[]): Promise<string> {
  return runProcess(runtime.path, [file, ...parameters])
}

/** Lets a consumer do one of the tasks in `probes/tasks.cjs`, as ESM or as CommonJS. */
export async function probe<Answer>(
  runtime: Runtime,
  project: string,
  condition: Condition,
  task: string,
  input: unknown,
): Promise<Answer> {
  const file = join(project, condition === 'import' ? 'probe.mjs' : 'probe.cjs')
  return JSON.parse(await runFile(runtime, file, task, JSON.stringify(input))) as Answer
}
