// A process that answers every request with Paymenku's documented body of a paid transaction under the reference asked.
// Prints its port as soon as it listens, then the time of each request.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readPaidBody } from './packed.ts'
import { print } from './table.ts'

const [directory = ''] = process.argv.slice(2)
const paid = JSON.parse(readPaidBody(directory)) as { data: Record<string, unknown> }

const server = createServer((request, response) => {
  print(performance.now().toFixed(1))
  const reference = decodeURIComponent(request.url?.split('/').at(-1) ?? '')
  const body = JSON.stringify({ ...paid, data: { ...paid.data, reference_id: reference } })
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => print(String((server.address() as AddressInfo).port)))
