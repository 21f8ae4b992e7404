import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One answer of the scripted server; without it the connection is held open. */
export interface ScriptedAnswer {
  status?: number
  headers?: Record<string, string>
  body: string
}

export interface TestServer {
  url: string
  requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
  close(): Promise<void>
}

/** A server on a free port that gives each request the next answer, and the last one for ever. */
export async function startTestServer(answers: readonly (ScriptedAnswer | null)[]): Promise<TestServer> {
  const requests: TestServer['requests'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const answer = answers[Math.min(requests.length, answers.length - 1)]
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
    if (answer === null || answer === undefined) return
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Paymenku's documented answer, with other values where given. */
export function paymenkuBody(data: Record<string, unknown> = {}): string {
  return JSON.stringify({
    status: 'success',
    data: {
      trx_id: 'IDP202602271039768990',
      reference_id: 'INV-001',
      amount: '104000.00',
      total_fee: '4000.00',
      amount_received: '100000.00',
      status: 'paid',
      is_sandbox: false,
      customer_name: 'John Doe',
      customer_email: 'john@example.com',
      payment_channel: { code: 'bca_va', name: 'BCA Virtual Account', type: 'va' },
      pay_url: 'https://paymenku.com/pay/IDP202602271039768990',
      paid_at: '2026-01-25T10:30:00+00:00',
      created_at: '2026-01-25T10:00:00+00:00',
      updated_at: '2026-01-25T10:30:00+00:00',
      ...data,
    },
  })
}
