import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Passing {
  status: number
  body: string
}

/** A relay between Prism and a mock that can damage the responses of one path. */
export interface Relay {
  url: string
  /** Null passes answers on as they are. */
  damage: { path: string; change: (answer: Passing) => Passing } | null
  /** How many requests came through. */
  requests: number
  close(): Promise<void>
}

export async function startRelay(upstreamUrl: string): Promise<Relay> {
  const relay: Relay = { url: '', damage: null, requests: 0, close: async () => undefined }
  const server = createServer((request, response) => {
    relay.requests += 1
    forward().catch((error: unknown) => response.writeHead(502).end(String(error)))

    async function forward(): Promise<void> {
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
      const body = await text(request)
      const answer = await fetch(`${upstreamUrl}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body === '' ? {} : { body }),
      })
      const passing = { status: answer.status, body: await answer.text() }
      const { pathname } = new URL(request.url ?? '', upstreamUrl)
      const { status, body: sent } = relay.damage?.path === pathname ? relay.damage.change(passing) : passing
      const { 'content-length': _answerLength, ...answerHeaders } = Object.fromEntries(answer.headers)
      response.writeHead(status, answerHeaders).end(sent)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  relay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  relay.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return relay
}
