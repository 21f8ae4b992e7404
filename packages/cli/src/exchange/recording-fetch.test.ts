import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createRecordingFetch } from './recording-fetch.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function serve(
  status: number,
  headers: Record<string, string>,
  body: Buffer | string,
): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`
}

describe('createRecordingFetch', () => {
  it('records an exchange and returns the response unchanged', async () => {
    const url = await serve(201, { 'content-encoding': 'gzip', 'x-one': '1' }, gzipSync('{"é":1}'))
    const { fetch, exchanges } = createRecordingFetch()
    const response = await fetch(url, { method: 'POST', headers: { A: 'b' }, body: 'sent' })
    expect([response.status, response.headers.get('x-one'), await response.text()]).toEqual([
      201,
      '1',
      '{"é":1}',
    ])
    expect(exchanges).toMatchObject([
      { method: 'POST', url, headers: { a: 'b' }, body: 'sent', answer: { status: 201, body: '{"é":1}' } },
    ])
  })

  it('returns a response without a body and records none above the limit', async () => {
    const { fetch, exchanges } = createRecordingFetch()
    expect((await fetch(await serve(204, {}, ''))).status).toBe(204)
    const large = await fetch(await serve(200, {}, 'x'.repeat(2_000_000)))
    expect((await large.text()).length).toBe(1_048_577)
    expect(exchanges.map(({ answer }) => answer?.body)).toEqual(['', null])
  })

  it('records a request without a response and applies a change', async () => {
    const { fetch, exchanges } = createRecordingFetch((init) => ({ ...init, headers: { a: 'changed' } }))
    await expect(fetch('http://127.0.0.1:1/x', { headers: { a: 'b' } })).rejects.toThrow()
    expect(exchanges).toMatchObject([{ headers: { a: 'changed' }, answer: null }])
  })
})
