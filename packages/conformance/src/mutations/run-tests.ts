import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface TestRun {
  /** The workspace's folder. */
  directory: string
  /** `run` with test files, or `related` with a source file: every test that reaches it. */
  command: 'run' | 'related'
  files: readonly string[]
  timeoutMs: number
}

/** `late` is a run that had to be ended, as after an endless loop. */
export type TestOutcome = 'green' | 'red' | 'late'

/** Runs tests with the workspace's own vitest, up to the first failure, on the runtime that runs this. */
export function runTests({ directory, command, files, timeoutMs }: TestRun): Promise<TestOutcome> {
  const vitest = join(directory, 'node_modules', 'vitest', 'vitest.mjs')
  const options = ['--run', '--no-isolate', '--bail=1', '--reporter=json', '--passWithNoTests=false']
  const times = ['--testTimeout=60000', '--hookTimeout=60000']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, command, ...files, ...options, ...times], {
      cwd: directory,
      stdio: 'ignore',
      // A group of its own, so that workers end with it.
      detached: true,
    })
    let late = false
    const stop = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }
    const timer = setTimeout(() => {
      late = true
      stop()
    }, timeoutMs)
    // A group of its own does not hear of an interrupt either.
    process.once('exit', stop)
    child.on('error', reject)
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      process.off('exit', stop)
      resolve(late ? 'late' : exitCode === 0 ? 'green' : 'red')
    })
  })
}
