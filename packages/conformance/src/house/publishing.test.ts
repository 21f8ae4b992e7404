import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { copyRepository } from '../repository-copy.ts'
import { listWorkspaces, readManifest, rootDirectory } from './repository.ts'

const run = promisify(execFile)
const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)
const names = published.map((folder) => readManifest(folder).name).sort()

/** One package in the plan that changesets makes. */
interface Release {
  kind: string
  name: string
  access: string
  tag: string
  tarball: { path: string }
}

/** One request to the stand-in for npm and for GitHub's identities. */
interface Received {
  call: string
  authorization: string | undefined
  body: string
}

interface StandIn {
  url: string
  received: Received[]
  close(): Promise<void>
}

/**
 * Answers as npm does to a workflow that it trusts, and as GitHub does when that workflow asks who it is. It refuses
 * the identity that signs provenance, because signing would go beyond this machine.
 */
async function startStandIn(): Promise<StandIn> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method, url = '', headers } = request
    received.push({
      call: `${method} ${url}`,
      authorization: headers.authorization,
      body: await readBody(request),
    })
    const [status, body] = answer(method ?? '', url)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => close(server),
  }
}

function answer(method: string, url: string): [number, object] {
  if (url.startsWith('/identity')) {
    if (url.includes('audience=sigstore')) return [500, {}]
    const claims = { repository: 'cekstatus/cekstatus', repository_visibility: 'public' }
    return [200, { value: `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature` }]
  }
  if (url.startsWith('/-/npm/v1/oidc/token/exchange/')) return [201, { token: 'exchanged' }]
  if (url.endsWith('/visibility')) return [200, { public: true }]
  return method === 'PUT' ? [201, { ok: true }] : [404, {}]
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

describe('publishing', () => {
  let standIn: StandIn
  let copy = ''
  let plan: Release[][] = []

  /** Plans and packs as the release workflow does before its last step. */
  beforeAll(async () => {
    standIn = await startStandIn()
    copy = copyRepository('publishing')
    writeFileSync(join(copy, '.npmrc'), `registry=${standIn.url}/\n`)
    const changesets = (...options: string[]): Promise<unknown> =>
      run(process.execPath, [join(rootDirectory, 'node_modules/@changesets/cli/bin.js'), ...options], {
        cwd: copy,
      })
    await changesets('publish-plan', '--output', 'plan.json')
    await changesets('pack', '--from-publish-plan', 'plan.json', '--out-dir', 'packed')
    plan = JSON.parse(readFileSync(join(copy, 'packed/publish-plan.json'), 'utf8')).plan
  }, 120_000)
  beforeEach(() => {
    standIn.received.length = 0
  })
  afterAll(async () => {
    await standIn.close()
    rmSync(copy, { recursive: true, force: true })
  })

  /** What the last step of the release workflow has around it. */
  const workflowEnvironment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'cekstatus/cekstatus',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKFLOW_REF: 'cekstatus/cekstatus/.github/workflows/release.yml@refs/heads/main',
    ACTIONS_ID_TOKEN_REQUEST_URL: `${standIn.url}/identity?version=1`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'asked-by-the-workflow',
  })

  const tarballOf = (name: string): string => {
    const release = plan.flat().find((one) => one.name === name)
    return release === undefined ? `${name} is not planned` : `packed/${release.tarball.path}`
  }

  async function publish(...options: string[]): Promise<string> {
    const { stdout } = await run(
      'pnpm',
      ['publish', ...options, '--no-git-checks', '--json', '--registry', standIn.url],
      { cwd: copy, env: workflowEnvironment(), shell: process.platform === 'win32' },
    )
    return stdout
  }

  it('is planned for every public package and no other, dependencies first', () => {
    expect(plan.flat().map(({ kind, name, access, tag }) => [kind, name, access, tag])).toEqual(
      expect.arrayContaining(names.map((name) => ['publish', name, 'public', 'latest'])),
    )
    expect(plan.flat().length).toBe(names.length)
    const turn = (name: string): number =>
      plan.findIndex((releases) => releases.some((one) => one.name === name))
    for (const folder of published) {
      const { name, dependencies = {} } = readManifest(folder)
      for (const dependency of Object.keys(dependencies).filter((one) => names.includes(one)))
        expect([name, dependency, turn(dependency) < turn(name)]).toEqual([name, dependency, true])
    }
  })

  it('takes the changelog along', async () => {
    const packed = JSON.parse(await publish('--recursive', '--dry-run')) as {
      name: string
      files: { path: string }[]
    }[]
    expect(packed.map(({ name }) => name).sort()).toEqual(names)
    for (const { name, files } of packed) {
      const wanted = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
      expect([name, files.map(({ path }) => path)]).toEqual([name, expect.arrayContaining(wanted)])
    }
    expect(standIn.received.filter(({ call }) => call.startsWith('PUT '))).toEqual([])
  }, 60_000)

  it.each(names)(
    'asks for provenance of %s before anything is sent',
    async (name) => {
      await expect(publish(tarballOf(name))).rejects.toMatchObject({
        stdout: expect.stringMatching(/sigstore/),
      })
      const calls = standIn.received.map(({ call }) => call)
      expect(calls).toContainEqual(expect.stringMatching(/^GET \/identity\?version=1&audience=sigstore$/))
      expect(calls.filter((call) => call.startsWith('PUT '))).toEqual([])
    },
    60_000,
  )

  it.each(names)(
    'is public for %s, with an identity instead of a token',
    async (name) => {
      await publish(tarballOf(name), '--no-provenance')
      const upload = standIn.received.find(({ call }) => call.startsWith('PUT '))
      expect(upload?.authorization).toBe('Bearer exchanged')
      const document = JSON.parse(upload?.body ?? '{}')
      expect(document.name).toBe(name)
      expect(document.access).toBe('public')
      expect(Object.keys(document['dist-tags'])).toEqual(['latest'])
    },
    60_000,
  )
})
