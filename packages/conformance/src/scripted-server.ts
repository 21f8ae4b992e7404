import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sent, TextAnswer } from './provider-under-test.ts'

/** An answer whose body may be bytes that are no text. */
export type ScriptedAnswer = Omit<TextAnswer, 'body'> & { body: string | Uint8Array }

/** What the server does with one inquiry: answer, or take the socket and misbehave. */
export type ServerScript =
  | ScriptedAnswer
  | ((request: IncomingMessage, response: ServerResponse, sent: Sent) => void)

export interface ScriptedServer {
  url: string
  /** Inquiries received, without preparing calls. */
  inquiries: Sent[]
  /** Every request received. */
  received: Sent[]
  /** Sets what the next inquiries meet. */
  answer(script: ServerScript): void
  /** Resolves when every request received is done with: answered whole, or its connection is gone. */
  settle(): Promise<void>
  /** Ends the connections of those that are not. */
  abandon(): void
  close(): Promise<void>
}

/**
 * A server on a free loopback port that answers as told, for what no documented provider would do.
 * `prepare` answers calls that come before the inquiry.
 */
export async function startScriptedServer(
  prepare: (sent: Sent) => TextAnswer | null = () => null,
): Promise<ScriptedServer> {
  const inquiries: Sent[] = []
  const received: Sent[] = []
  const exchanges = new Map<ServerResponse, Promise<void>>()
  let script: ServerScript = { status: 500, headers: {}, body: 'no script' }

  const server = createServer(async (request, response) => {
    exchanges.set(
      response,
      new Promise((resolve) => {
        response.once('close', () => {
          exchanges.delete(response)
          resolve()
        })
      }),
    )
    const sent: Sent = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: await readBody(request),
    }
    received.push(sent)
    const prepared = prepare(sent)
    if (prepared !== null) return writeAnswer(response, prepared)
    inquiries.push(sent)
    if (typeof script === 'function') return script(request, response, sent)
    return writeAnswer(response, script)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    inquiries,
    received,
    answer: (next) => {
      script = next
    },
    settle: async () => {
      await Promise.all(exchanges.values())
    },
    abandon: () => {
      for (const response of exchanges.keys()) response.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function writeAnswer(response: ServerResponse, answer: ScriptedAnswer): void {
  response.writeHead(answer.status, answer.headers)
  response.end(answer.body)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
