import { readFileSync } from 'node:fs'
import { createMockServer, type MockServer } from '@cekstatus/mocks'
import { afterEach, expect, it } from 'vitest'
import { type Prism, startPrism } from './start-prism.ts'

const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
/** Starting Prism takes its time beside other tests. */
const timeoutMs = 150_000

let server: MockServer | undefined
let prism: Prism | undefined
afterEach(async () => {
  await prism?.close()
  await server?.close()
})

/** What README.md runs and then asks: the words after `prism`, and the path and headers of the `curl` line. */
function readCommands(verb: string): { argv: string[]; path: string; headers: Record<string, string> } {
  const block = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, code = '']) => code)
    .find((code) => code.includes(`exec prism ${verb} `))
  const [, words = ''] = /exec prism (.*)/.exec(block ?? '') ?? []
  const [, path = ''] = /http:\/\/127\.0\.0\.1:4010(\S+)/.exec(block ?? '') ?? []
  const headers = [...(block ?? '').matchAll(/-H '([^:]+): ([^']+)'/g)]
  return {
    argv: words.split(' '),
    path,
    headers: Object.fromEntries(headers.map(([, name = '', value = '']) => [name, value])),
  }
}

it(
  'Prism between app and mock passes the request that README.md shows',
  async () => {
    server = await createMockServer({ provider: 'paymenku' })
    const { argv, path, headers } = readCommands('proxy')
    const upstream = argv.indexOf('http://127.0.0.1:4101')
    prism = await startPrism(argv.with(upstream, server.url))
    const response = await fetch(`${prism.url}${path}`, { headers })
    expect(response.status).toBe(200)
    const direct = await fetch(`${server.url}${path}`, { headers })
    expect(await response.json()).toEqual(await direct.json())
    expect((await fetch(`${prism.url}${path}`)).status).toBe(401)
  },
  timeoutMs,
)

it(
  'Prism alone answers with the example that README.md names',
  async () => {
    const { argv, path, headers } = readCommands('mock')
    prism = await startPrism(argv)
    const response = await fetch(`${prism.url}${path}`, { headers })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ data: { status: headers.Prefer?.replace('example=', '') } })
  },
  timeoutMs,
)
