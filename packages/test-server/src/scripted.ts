import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { type LoopbackServer, startHttpServer } from './http.ts'

export interface ReceivedRequest {
  method: string
  /** Path and query. */
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** JSON with HTTP 200 by default. */
export interface ScriptedResponse {
  status?: number
  headers?: Readonly<Record<string, string>>
  body: string | Uint8Array
}

/** One response, null to keep the connection open, or a listener. */
export type Script =
  | ScriptedResponse
  | null
  | ((request: IncomingMessage, response: ServerResponse, received: ReceivedRequest) => void)

export interface ScriptedServer extends LoopbackServer {
  /** Every request received so far. */
  requests: ReceivedRequest[]
}

/** Starts a server that uses the next script for each request, and the last one for all that follow. */
export async function startScriptedServer(
  scripts: readonly Script[] | ((received: ReceivedRequest) => Script),
): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = []
  const server = await startHttpServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { method = '', url: path = '', headers } = request
    const received = { method, path, headers, body }
    requests.push(received)
    const script =
      typeof scripts === 'function'
        ? scripts(received)
        : (scripts[Math.min(requests.length, scripts.length) - 1] ?? null)
    if (typeof script === 'function') return script(request, response, received)
    if (script === null) return
    response.writeHead(script.status ?? 200, { 'content-type': 'application/json', ...script.headers })
    response.end(script.body)
  })
  return { ...server, requests }
}
