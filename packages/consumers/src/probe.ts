import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Condition } from './packages.ts'
import type { Runtime } from './runtimes.ts'

const execute = promisify(execFile)

/** Runs a file on a runtime; rejects with what it printed when it does not end with 0. */
export async function runFile(runtime: Runtime, file: string, ...parameters: string[]): Promise<string> {
  // Settings meant for the process that runs the tests would change what is being tried.
  const env = { ...process.env, NODE_OPTIONS: '', NODE_PATH: '', FORCE_COLOR: undefined }
  return (await execute(runtime.path, [file, ...parameters], { env })).stdout
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
