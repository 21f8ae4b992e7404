import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command's source. */
export const bin = fileURLToPath(new URL('bin.ts', import.meta.url))

/** What a run of the real command left behind. */
export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface CommandOptions {
  /** Besides what a process cannot do without; nothing of the machine's own settings reaches the command. */
  env?: Record<string, string>
  cwd?: string
  stdin?: string
}

const inherited = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

/** Starts the command from its source. */
export function startCommand(argv: readonly string[], { env = {}, cwd }: CommandOptions = {}) {
  const own = Object.fromEntries(inherited.map((name) => [name, process.env[name]]))
  return spawn(process.execPath, [bin, ...argv], {
    env: { ...own, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
}

/** Runs the command from its source to its end. */
export function runCommand(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const child = startCommand(argv, options)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.stdin ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}
