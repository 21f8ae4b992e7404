import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyLimitBytes, createResponder, type MockOptions } from './responder.ts'
import type { MockCredentials, MockProvider, ProviderName, ReferenceEntry } from './types.ts'

export interface MockServerOptions extends MockOptions {
  /** 0 or absent: a free port. */
  port?: number
  /** Loopback unless said otherwise. */
  host?: string
}

/** A stand-alone mock that listens. */
export interface MockServer<Credentials extends MockCredentials = MockCredentials> {
  provider: ProviderName
  /** Origin without a slash at the end, as a client's `baseUrl` wants it. */
  url: string
  port: number
  credentials: Credentials
  references: readonly ReferenceEntry[]
  /** Ends every connection, also one with an answer under way. */
  close(): Promise<void>
}

/** Reads to the end even beyond the limit, so that the caller can read the refusal; keeps nothing of what is too long. */
const readBody = async (request: IncomingMessage): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size <= bodyLimitBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return size > bodyLimitBytes ? null : Buffer.concat(chunks)
}

const readHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

const readUrl = (target: string): URL | null =>
  URL.parse(target.startsWith('/') ? `http://mock.invalid${target}` : target)

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** An IPv6 address stands in brackets there. */
export const originOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** Starts one provider's mock; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export const startMockServer = async <Credentials extends MockCredentials>(
  provider: MockProvider<Credentials>,
  options: MockServerOptions = {},
): Promise<MockServer<Credentials>> => {
  const respond = createResponder(provider, options)
  const server = createServer(async (request, response) => {
    const body = await readBody(request).catch(() => undefined)
    if (body === undefined) return
    const answer = respond({
      method: request.method ?? '',
      url: readUrl(request.url ?? ''),
      headers: readHeaders(request),
      body,
    })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  // Empty, as from an unset variable, it would mean every address of the machine.
  const host = options.host || '127.0.0.1'
  const port = await listen(server, options.port ?? 0, host)
  return {
    provider: provider.name,
    url: originOf(host, port),
    port,
    credentials: provider.credentials,
    references: provider.references,
    close: () => close(server),
  }
}
