import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyLimitBytes, canHaveBody, headerLimitBytes, type OutgoingExchange } from './call/exchange.ts'
import type { Journal } from './journal/journal.ts'
import { stateCoreOf } from './mock-state.ts'
import type { MockProvider } from './provider.ts'
import { createResponderOf, type MockOptions } from './responder.ts'
import type { MockSession } from './session/mock-session.ts'
import type { MockCredentials, ReferenceEntry } from './types.ts'

/** Where one mock listens, and how its sessions begin. */
export interface MockServerOptions extends MockOptions {
  /** 0 or absent: a free port. */
  port?: number
  /** Address to listen on. Default: `127.0.0.1`. */
  host?: string
}

/** A stand-alone mock that listens. */
export interface MockServer<Credentials extends MockCredentials = MockCredentials> {
  /** Whom it imitates. */
  provider: string
  /** Origin without a slash at the end, as a client's `baseUrl` wants it. */
  url: string
  /** The actual port. */
  port: number
  /** The fake ones that it accepts in the session `default`, in the shape of the client's options. */
  credentials: Credentials
  /** References with an answer of their own. */
  references: readonly ReferenceEntry[]
  /** The calls that came, of every session. */
  journal: Journal
  /** One tester's own situations, faults, clock and settings; `default` is for calls that name no session. */
  session(name?: string): MockSession
  /** Ends every connection, also one with an answer under way. */
  close(): Promise<void>
}

/** Nothing follows such a request, so that it need not be waited for. */
function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0'
}

/** Reads to the end even beyond the limit, so that the caller can read the refusal; keeps nothing of what is too long. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size <= limitBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return size > limitBytes ? null : Buffer.concat(chunks)
}

const emptyBody = new Uint8Array()

function readHeaders({ headers }: IncomingMessage): Record<string, string> {
  const read: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    read[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return read
}

function readUrl(target: string): URL | null {
  return URL.parse(target.startsWith('/') ? `http://mock.invalid${target}` : target)
}

/** Sends the body piece by piece until the client disconnects. */
function drip(
  response: ServerResponse,
  body: Buffer,
  { bytes, everyMs }: { bytes: number; everyMs: number },
): void {
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + bytes))
    sent += bytes
    if (sent < body.length) return
    clearInterval(timer)
    response.end()
  }, everyMs)
  response.once('close', () => clearInterval(timer))
}

function sendNow(response: ServerResponse, { status, headers, body, delivery }: OutgoingExchange): void {
  const { reset } = delivery
  if (reset === 'before-headers') return void response.socket?.resetAndDestroy()
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  if (reset !== null) {
    response.flushHeaders()
    response.write(bytes.subarray(0, reset.afterBytes), () => response.socket?.resetAndDestroy())
  } else if (delivery.drip && bytes.length > 0) drip(response, bytes, delivery.drip)
  else response.end(bytes)
}

function isPlain({ delayMs, drip: dripped, reset }: OutgoingExchange['delivery']): boolean {
  return delayMs === 0 && dripped === null && reset === null
}

/** What waits ends with its connection, so that a closed server leaves nothing behind. */
function send(response: ServerResponse, outgoing: OutgoingExchange): void {
  const { delivery, status, headers, body } = outgoing
  if (isPlain(delivery)) {
    if (canHaveBody(status)) response.setHeader('content-length', Buffer.byteLength(body))
    response.writeHead(status, headers).end(body)
  } else if (delivery.delayMs === 0) sendNow(response, outgoing)
  else {
    const timer = setTimeout(() => sendNow(response, outgoing), delivery.delayMs)
    response.once('close', () => clearTimeout(timer))
  }
}

export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** A URL has an IPv6 address in brackets. */
export function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Empty, as from an unset variable, it would mean every address of the machine. */
export function hostOrLoopback(host: string | undefined): string {
  return host || '127.0.0.1'
}

/** Starts one provider's mock; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export async function startMockServer<Credentials extends MockCredentials>(
  provider: MockProvider<Credentials>,
  options: MockServerOptions = {},
): Promise<MockServer<Credentials>> {
  const state = stateCoreOf(options)
  const respond = createResponderOf(provider, state, options)
  const answer = (request: IncomingMessage, response: ServerResponse, body: Uint8Array | null): void =>
    send(
      response,
      respond({
        method: request.method ?? '',
        url: readUrl(request.url ?? ''),
        headers: readHeaders(request),
        body,
      }),
    )
  const server = createServer({ maxHeaderSize: headerLimitBytes }, (request, response) => {
    if (hasNoBody(request)) return answer(request, response, emptyBody)
    readBody(request, bodyLimitBytes).then(
      (body) => answer(request, response, body),
      // The caller went away before the end; there is nobody to answer.
      () => {},
    )
  })
  const host = hostOrLoopback(options.host)
  const port = await listen(server, options.port ?? 0, host)
  const url = originOf(host, port)
  state.core.attach(provider, url)
  return {
    provider: provider.name,
    url,
    port,
    credentials: provider.credentials,
    references: provider.references,
    journal: state.journal,
    session: state.session,
    close: () => close(server),
  }
}
