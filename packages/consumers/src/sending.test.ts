import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { conditions } from './packages.ts'
import { probe } from './probe.ts'
import { cleanEnvironment, runProcess } from './processes.ts'
import { questions } from './questions.ts'
import { runtimesFor } from './runtimes.ts'

/** The first release of each line whose fetch reads the environment for a proxy; others do not know the setting. */
const knowsProxies = ({ version }: { version: string }) => Number(version.split('.')[0]) >= 24

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const paymenku = questions.filter(({ provider }) => provider === 'paymenku')

describe.each(paymenku)('a client of $provider that is not told how to send', (question) => {
  const { consumer, factory, credentials, query, body } = question
  let asked: IncomingHttpHeaders[] = []
  let proxied: string[] = []
  const provider = createServer((request, response) => {
    asked.push(request.headers)
    response.end(body)
  })
  const proxy = createServer((request, response) => {
    proxied.push(request.url ?? '')
    response.end(body)
  }).on('connect', (request, socket) => {
    proxied.push(request.url ?? '')
    const [host = '', port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  let url = ''
  let proxyUrl = ''
  beforeAll(async () => {
    url = await listen(provider)
    proxyUrl = await listen(proxy)
  })
  beforeEach(() => {
    asked = []
    proxied = []
  })
  afterAll(() => {
    provider.close()
    proxy.close()
  })
  const input = () => ({
    specifier: consumer.manifest.name,
    factory,
    options: { ...credentials, baseUrl: url },
    query,
  })

  const runtimes = runtimesFor(consumer.manifest.engines?.node)
  describe.each(runtimes)('on Node $version', (runtime) => {
    it.each(conditions)('goes below fetch, which alone says how it was called, by %s', async (condition) => {
      await probe(runtime, consumer.alone, condition, 'ask', input())
      expect(asked).toEqual([expect.objectContaining({ 'user-agent': 'node' })])
      expect(asked[0]).not.toHaveProperty('sec-fetch-mode')
    })
  })

  it.each(runtimes.filter(knowsProxies))(
    'goes through the proxy that Node $version is told in its environment',
    async ({ path }) => {
      const env = { ...cleanEnvironment(), NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxyUrl, NO_PROXY: '' }
      const file = `${consumer.alone}/probe.mjs`
      await runProcess(path, [file, 'ask', JSON.stringify(input())], { env })
      expect(proxied).toEqual([expect.stringContaining(new URL(url).host)])
    },
  )
})
