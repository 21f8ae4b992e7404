// `pnpm check`: types and lint of everything, and the tests that import what changed since main (on main, since the
// last commit), in the workspaces that changed.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const git = (...options) => execFileSync('git', options, { encoding: 'utf8' }).trim()
const run = (program, options, cwd = '.') =>
  spawnSync(program, options, { cwd, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0

const branch = git('rev-parse', '--abbrev-ref', 'HEAD')
const base = branch === 'main' ? 'HEAD~1' : git('merge-base', 'main', 'HEAD')
const changed = [git('diff', '--name-only', base), git('ls-files', '--others', '--exclude-standard')]
const workspaces = new Set(
  changed
    .flatMap((list) => list.split('\n'))
    .flatMap((path) => /^(packages\/[^/]+|mocks|contracts)(?=\/.*\.[jt]s(on)?$)/.exec(path)?.[0] ?? [])
    .filter(
      (folder) => existsSync(join(folder, 'package.json')) && !existsSync(join(folder, 'pnpm-lock.yaml')),
    ),
)

const vitest = ['exec', 'vitest', 'run', '--changed', base, '--passWithNoTests', '--testTimeout=60000']
const passed =
  run('turbo', ['run', 'typecheck', 'lint', '//#lint', '--output-logs=errors-only']) &&
  [...workspaces].map((folder) => run('pnpm', vitest, folder)).every(Boolean)
process.exitCode = passed ? 0 : 1
