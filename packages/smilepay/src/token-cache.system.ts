import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { credentials } from '@cekstatus/mocks/smilepay'
import {
  type LoopbackServer,
  type RedisServer,
  startHttpServer,
  startRedisServer,
} from '@cekstatus/test-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inquiryBody, refusalBody, tokenBody } from './test-bodies.ts'

const processes = 4
const callsAtOnce = 5
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** SmilePay as a server where each new token invalidates the one before. */
async function startGateway() {
  const counts = { tokens: 0, inquiries: 0 }
  let valid = 0
  const server: LoopbackServer = await startHttpServer((request, response) => {
    request.resume()
    if (request.url?.endsWith('/v1.0/access-token/b2b')) {
      counts.tokens += 1
      valid = counts.tokens
      response.end(tokenBody({ accessToken: `token-${valid}` }))
      return
    }
    counts.inquiries += 1
    const accepted = request.headers.authorization === `Bearer token-${valid}`
    response.writeHead(accepted ? 200 : 401)
    response.end(accepted ? inquiryBody() : refusalBody('4019201', 'Invalid Token'))
  })
  return {
    ...server,
    counts,
    revoke: () => {
      valid = 0
    },
  }
}

/** The first TypeScript block of the page, as a file beside the sources, so that it imports what its readers import. */
function writeStoreOfThePage(): string {
  const page = readFileSync(here('../docs/one-token-for-a-fleet.md'), 'utf8')
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1]
  if (code === undefined) throw new Error('the page has no TypeScript block')
  mkdirSync(here('../reports'), { recursive: true })
  const path = here('../reports/token-cache-of-the-page.ts')
  writeFileSync(path, code)
  return path
}

describe('a fleet that shares its token through Redis, as the page shows', () => {
  let redis: RedisServer
  let gateway: Awaited<ReturnType<typeof startGateway>>
  let fleet: ChildProcess[] = []
  beforeAll(async () => {
    redis = await startRedisServer()
    gateway = await startGateway()
    const settings = JSON.stringify({ ...credentials, baseUrl: gateway.url })
    const store = writeStoreOfThePage()
    fleet = Array.from({ length: processes }, () =>
      fork(here('./test-fleet-worker.ts'), [store, settings], {
        env: { ...process.env, REDIS_URL: redis.url },
        stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
      }),
    )
    await Promise.all(fleet.map((worker) => once(worker, 'message')))
  })
  afterAll(async () => {
    for (const worker of fleet) worker.kill('SIGKILL')
    await gateway.close()
    await redis.kill()
  })

  /** Every process asks several times at once. */
  async function askAll(): Promise<string[]> {
    const answers = fleet
      .filter(({ connected }) => connected)
      .map(async (worker) => {
        worker.send(callsAtOnce)
        const [outcomes] = await once(worker, 'message')
        return outcomes as string[]
      })
    return (await Promise.all(answers)).flat()
  }

  it('fetches one token, and one more each time that it is revoked', async () => {
    for (const round of [1, 2, 3]) {
      expect(await askAll()).toEqual(Array.from({ length: processes * callsAtOnce }, () => 'success'))
      expect(gateway.counts.tokens).toBe(round)
      gateway.revoke()
    }
  })

  it('goes on when a process is killed', async () => {
    const killed = fleet[0]
    killed?.kill('SIGKILL')
    if (killed !== undefined) await once(killed, 'exit')
    expect(new Set(await askAll())).toEqual(new Set(['success']))
    expect(gateway.counts.tokens).toBe(4)
  })

  it('goes on with tokens of its own when Redis is gone, without a storm', async () => {
    await redis.close()
    const before = { ...gateway.counts }
    for (const _round of [1, 2, 3]) {
      // Each process ends the token of the others, which only a shared store could prevent.
      for (const outcome of await askAll()) expect(['success', 'AUTHENTICATION']).toContain(outcome)
    }
    const calls = 3 * (processes - 1) * callsAtOnce
    expect(gateway.counts.tokens - before.tokens).toBeLessThanOrEqual(2 * calls)
    expect(gateway.counts.inquiries - before.inquiries).toBeLessThanOrEqual(2 * calls)
  })
})
