import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMockServer } from '@cekstatus/mocks'

/** Stands before the mock of Sekalipay, which documents no limit: counts what is asked, and answers late. */
export async function startCountingServer(delayMs: () => number) {
  const mock = await createMockServer({ provider: 'sekalipay' })
  const asked: string[] = []
  let onAsked = (): void => undefined
  const answer = async ({
    url = '',
    headers: received,
  }: IncomingMessage): Promise<{ status: number; body: string }> => {
    const { host: _host, connection: _connection, ...headers } = received
    const found = await fetch(`${mock.url}${url}`, { headers: headers as Record<string, string> })
    return { status: found.status, body: await found.text() }
  }
  const server = createServer((request, response) => {
    asked.push(decodeURIComponent((request.url ?? '').split('/').at(-1) ?? ''))
    onAsked()
    setTimeout(() => {
      answer(request).then(
        ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
        () => response.destroy(),
      )
    }, delayMs())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: mock.credentials.apiKey,
    /** The references asked so far, in order. */
    asked,
    /** Is told of each request as it comes. */
    listen(listener: () => void) {
      onAsked = listener
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await mock.close()
    },
  }
}
