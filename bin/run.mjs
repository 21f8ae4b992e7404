import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

/**
 * Runs a program of this clone on the Node version that `pnpm install` brings, in the caller's folder and with the
 * program's exit code. Any Node from version 20 can start it.
 */
export function run(program) {
  const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
  const node = pathOf(`node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`)
  if (!existsSync(node)) {
    process.stderr.write(`${node} is missing: run "npx --yes pnpm@12 install" in ${pathOf('')} first\n`)
    process.exitCode = 1
    return
  }
  // After `--`, Node leaves options such as --env-file to the program.
  const child = spawn(node, ['--', pathOf(program), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends the interrupt to both processes; the child decides when to end.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
