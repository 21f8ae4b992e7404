import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ProcessOptions {
  cwd?: string
  /** The whole environment; that of the tests, without what is meant for them alone, unless said. */
  env?: NodeJS.ProcessEnv
  /** After so long the process is killed; 60 s unless said. */
  timeoutMs?: number
}

/** A program that runs beside the tests. Whatever it started itself ends with it. */
export interface RunningProcess {
  /** All that it printed so far. */
  output(): string
  /** Hands that over, now and whenever there is more; returns how to stop. */
  onOutput(listener: (output: string) => void): () => void
  /** What it printed to its standard output, once it ended; rejects with all it printed when it did not end with 0. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** Settings meant for the process that runs the tests would change what is being tried. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(NODE_|VITEST|FORCE_COLOR$|TEST$|npm_|PNPM_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

/** On Windows there are no groups, and only the process itself can be ended. */
const hasGroups = process.platform !== 'win32'

export function startProcess(
  file: string,
  parameters: readonly string[],
  { cwd, env = cleanEnvironment(), timeoutMs = 60_000 }: ProcessOptions = {},
): RunningProcess {
  const child = spawn(file, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroups })
  let [stdout, output] = ['', '']
  const listeners = new Set<(output: string) => void>()
  const print = (text: string) => {
    output += text
    for (const listener of listeners) listener(output)
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    print(text)
  })
  child.stderr.setEncoding('utf8').on('data', print)
  const kill = () => killGroup(child.pid)
  const timer = setTimeout(() => {
    output += `\nkilled after ${timeoutMs} ms`
    kill()
  }, timeoutMs)
  process.once('exit', kill)
  child.once('exit', kill)
  const ended = once(child, 'close')
    .finally(() => {
      clearTimeout(timer)
      process.off('exit', kill)
    })
    .then(([exitCode]) => {
      if (exitCode === 0) return stdout
      throw new Error(`${file} ${parameters.join(' ')} ended with ${exitCode}:\n${output}`)
    })
  return {
    output: () => output,
    onOutput(listener) {
      listeners.add(listener)
      listener(output)
      return () => void listeners.delete(listener)
    },
    ended,
    async stop() {
      kill()
      await ended.catch(() => undefined)
    },
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(hasGroups ? -pid : pid, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}

/** Runs a program to its end; returns what it printed to its standard output. */
export function runProcess(
  file: string,
  parameters: readonly string[],
  options?: ProcessOptions,
): Promise<string> {
  return startProcess(file, parameters, options).ended
}
