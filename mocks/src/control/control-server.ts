import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type PageFile, readPageFiles } from '@cekstatus/control-page'
import { headerLimitBytes } from '../call/exchange.ts'
import { close, listen, originOf, readBody } from '../server.ts'
import { MockLimitError, MockUsageError } from '../usage-error.ts'
import { createEventStreams, type EventStreams } from './event-stream.ts'
import { refuseCaller } from './guard.ts'
import { checkFilter, readFilterQuery } from './read-filter.ts'
import { answerControl, type ControlAnswer, type ControlRoom, failed } from './routes.ts'

const bodyLimitBytes = 262_144

/** Nothing is loaded from elsewhere, no script is inline, and no other page may frame this one. */
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

let pageFiles: ReadonlyMap<string, PageFile> | undefined

export interface ControlServerOptions {
  host: string
  port: number
  /** Host names that the control API accepts besides loopback. */
  allowedHosts: readonly string[]
}

export interface ControlServer {
  url: string
  port: number
  close(): Promise<void>
}

function sendJson(response: ServerResponse, { status, body }: ControlAnswer): void {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (body === undefined) response.writeHead(status, headers).end()
  else {
    response
      .writeHead(status, { ...headers, 'content-type': 'application/json' })
      .end(`${JSON.stringify(body, null, 2)}\n`)
  }
}

function parseBody(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new MockUsageError('', 'the body is not valid JSON')
  }
}

function readSegments(pathname: string): string[] | null {
  try {
    return pathname.slice('/api/'.length).split('/').map(decodeURIComponent)
  } catch {
    return null
  }
}

function answerFailure(error: unknown): ControlAnswer {
  if (!(error instanceof MockUsageError)) return failed(500, 'control failed')
  return failed(error instanceof MockLimitError ? 409 : 400, error.message, error.field || null)
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  room: ControlRoom,
  streams: EventStreams,
): Promise<void> {
  const method = request.method ?? ''
  const bytes = await readBody(request, bodyLimitBytes)
  if (bytes === null) return sendJson(response, failed(413, `the body exceeds ${bodyLimitBytes} bytes`))
  const segments = readSegments(url.pathname)
  if (segments === null) return sendJson(response, failed(400, 'the path cannot be decoded'))
  try {
    if (method === 'GET' && segments.join('/') === 'journal/stream') {
      const query = readFilterQuery(url.searchParams, ['session', 'provider', 'reference'])
      const filter = checkFilter(query, room.state.core)
      if (!streams.open(request, response, filter))
        sendJson(response, failed(409, 'too many streams are open'))
      return
    }
    const body = parseBody(bytes)
    sendJson(response, answerControl({ method, segments, query: url.searchParams, body }, room))
  } catch (error) {
    sendJson(response, answerFailure(error))
  }
}

function answerPage(method: string | undefined, path: string, response: ServerResponse): void {
  pageFiles ??= readPageFiles()
  const file = method === 'GET' ? pageFiles.get(path) : undefined
  if (file !== undefined)
    response.writeHead(200, { ...pageHeaders, 'content-type': file.contentType }).end(file.body)
  else sendJson(response, failed(404, 'not found; routes of the control API begin with /api/'))
}

/** Starts control over a state; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export async function startControlServer(
  room: ControlRoom,
  { host, port, allowedHosts }: ControlServerOptions,
): Promise<ControlServer> {
  const streams = createEventStreams(room.state.core.journal)
  const allowed = allowedHosts.map((name) => name.toLowerCase())
  const server = createServer({ maxHeaderSize: headerLimitBytes }, (request, response) => {
    const refusal = refuseCaller(request.headers, allowed)
    if (refusal !== null) return sendJson(response, failed(403, refusal))
    const url = URL.parse(request.url ?? '', 'http://control.invalid')
    if (url?.pathname.startsWith('/api/')) {
      // The caller went away before the end of his body; there is nobody to answer.
      answerApi(request, response, url, room, streams).catch(() => response.destroy())
    } else answerPage(request.method, url?.pathname ?? '', response)
  })
  const listening = await listen(server, port, host)
  return { url: originOf(host, listening), port: listening, close: () => close(server) }
}
