import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listWorkspaces, readManifest, rootDirectory } from './repository.ts'

const run = promisify(execFile)
const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)

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
  beforeEach(async () => {
    standIn = await startStandIn()
  })
  afterEach(() => standIn.close())

  /** What the release workflow's last step has around it. */
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

  async function publish(folder: string, ...options: string[]): Promise<string> {
    const { stdout } = await run(
      'pnpm',
      ['publish', '--no-git-checks', '--json', '--registry', standIn.url, ...options],
      { cwd: join(rootDirectory, folder), env: workflowEnvironment(), shell: process.platform === 'win32' },
    )
    return stdout
  }

  it('concerns every public package and no other, with its changelog', async () => {
    const plan = JSON.parse(await publish('.', '--recursive', '--dry-run', '--force')) as {
      name: string
      files: { path: string }[]
    }[]
    expect(plan.map(({ name }) => name).sort()).toEqual(
      published.map((folder) => readManifest(folder).name).sort(),
    )
    for (const { name, files } of plan) {
      const paths = files.map(({ path }) => path)
      expect([name, paths]).toEqual([
        name,
        expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']),
      ])
    }
    expect(standIn.received.filter(({ call }) => call.startsWith('PUT '))).toEqual([])
  }, 60_000)

  it.each(published)(
    'asks for provenance of %s before anything is sent',
    async (folder) => {
      await expect(publish(folder)).rejects.toMatchObject({ stdout: expect.stringMatching(/sigstore/) })
      const calls = standIn.received.map(({ call }) => call)
      expect(calls).toContainEqual(expect.stringMatching(/^GET \/identity\?version=1&audience=sigstore$/))
      expect(calls.filter((call) => call.startsWith('PUT '))).toEqual([])
    },
    60_000,
  )

  it.each(published)(
    'is public for %s, with an identity instead of a token',
    async (folder) => {
      await publish(folder, '--no-provenance')
      const upload = standIn.received.find(({ call }) => call.startsWith('PUT '))
      expect(upload?.authorization).toBe('Bearer exchanged')
      const document = JSON.parse(upload?.body ?? '{}')
      expect(document.name).toBe(readManifest(folder).name)
      expect(document.access).toBe('public')
      expect(Object.keys(document['dist-tags'])).toEqual(['latest'])
    },
    60_000,
  )
})
