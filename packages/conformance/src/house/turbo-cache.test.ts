import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyRepository } from '../repository-copy.ts'
import { rootDirectory } from './repository.ts'

const turbo = join(
  rootDirectory,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'turbo.cmd' : 'turbo',
)

/** What turbo itself was started with, such as an order to ignore the cache, must not reach the runs under test. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TURBO_'))),
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
}

/** A copy in which turbo can run. */
function prepareCopy(): string {
  const copy = copyRepository('turbo')
  // As in a clone, where turbo asks git what belongs to a workspace; without git it walks the folders itself.
  for (const command of [
    ['init', '--quiet'],
    ['add', '--all'],
  ])
    spawnSync('git', command, { cwd: copy })
  return copy
}

describe('the task cache', () => {
  let copy = ''
  beforeAll(() => {
    copy = prepareCopy()
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  function run(...options: string[]): { green: boolean; output: string } {
    const { status, stdout, stderr } = spawnSync(turbo, ['run', ...options], {
      cwd: copy,
      encoding: 'utf8',
      env: environment,
      shell: process.platform === 'win32',
    })
    return { green: status === 0, output: stdout + stderr }
  }

  function hashes(): Map<string, string> {
    const { output } = run('typecheck', 'lint', 'unused', 'spelling', 'test', 'contracts', '--dry=json')
    const plan = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as {
      tasks: { taskId: string; hash: string; command: string }[]
    }
    const real = plan.tasks.filter(({ command }) => command !== '<NONEXISTENT>')
    return new Map(real.map(({ taskId, hash }) => [taskId, hash]))
  }

  function edit(path: string, change: (text: string) => string): () => void {
    const file = join(copy, path)
    const before = readFileSync(file, 'utf8')
    const after = change(before)
    if (after === before) throw new Error(`${path} was not changed`)
    writeFileSync(file, after)
    return () => writeFileSync(file, before)
  }

  it('re-runs only what depends on a changed provider', () => {
    const before = hashes()
    const restore = edit('packages/paymenku/src/status.ts', (text) => `${text}\n`)
    const after = hashes()
    restore()
    const changed = [...before.keys()].filter((task) => before.get(task) !== after.get(task)).sort()
    expect(changed).toEqual([
      '//#spelling',
      '//#unused',
      '@cekstatus/conformance#test',
      '@cekstatus/contracts#contracts',
      '@cekstatus/contracts#test',
      '@cekstatus/contracts#typecheck',
      '@cekstatus/paymenku#lint',
      '@cekstatus/paymenku#test',
      '@cekstatus/paymenku#typecheck',
      '@cekstatus/reference#test',
      'cekstatus#test',
      'cekstatus#typecheck',
    ])
    expect(hashes()).toEqual(before)

    const restorePage = edit('packages/paymenku/docs/faults.md', (text) => `${text}\n`)
    const afterPage = hashes()
    restorePage()
    expect(before.get('//#spelling')).not.toBe(afterPage.get('//#spelling'))
    expect(before.get('//#unused')).toBe(afterPage.get('//#unused'))
  }, 180_000)

  it('never replays a pass of what is broken', () => {
    const provider = ['test', '--filter=@cekstatus/paymenku']
    expect(run(...provider)).toMatchObject({ green: true })
    expect(run(...provider).output).toContain('FULL TURBO')

    const restoreCore = edit('packages/core/src/status.ts', (text) =>
      text.replace("advice: 'fulfill' }", "advice: 'wait' }"),
    )
    expect(run(...provider)).toMatchObject({ green: false })
    restoreCore()

    const readme = join(copy, 'packages/paymenku/README.md')
    const text = readFileSync(readme, 'utf8')
    rmSync(readme)
    expect(existsSync(readme)).toBe(false)
    expect(run(...provider)).toMatchObject({ green: false })
    writeFileSync(readme, text)

    expect(run(...provider).output).toContain('FULL TURBO')
  }, 180_000)
})
