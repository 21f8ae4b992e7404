// A process that answers every request over keep-alive with the documented body of a paid transaction, and SmilePay's
// two calls with a token and a processing payout. Prints its port as soon as it listens.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readPaidBody } from './packed.ts'
import { print } from './table.ts'

const [directory = ''] = process.argv.slice(2)

const paid = Buffer.from(readPaidBody(directory))
const token = Buffer.from(
  JSON.stringify({
    responseCode: '2007300',
    responseMessage: 'Successful',
    accessToken: 'bench',
    tokenType: 'Bearer',
    expiresIn: '900',
  }),
)
const payout = Buffer.from(
  JSON.stringify({
    responseCode: '2009200',
    responseMessage: 'Successful',
    tradeType: 2,
    orderNo: 'D_1740470950370',
    tradeNo: '210000000',
    status: 'PROCESSING',
    money: { currency: 'IDR', amount: 10000 },
    paymentMethod: 'BCA',
  }),
)

const bodies: Readonly<Record<string, Buffer>> = {
  '/v1.0/access-token/b2b': token,
  '/v1.0/inquiry-status': payout,
}

const server = createServer((request, response) => {
  request.resume()
  const body = bodies[request.url ?? ''] ?? paid
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength })
  response.end(body)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => print(String((server.address() as AddressInfo).port)))
