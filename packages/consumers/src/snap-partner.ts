import { createHash, createHmac, generateKeyPairSync, sign, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The other side of SNAP, written from the standard: it knows our public key and signs with its own private one. */
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 })
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 })
const clientKey = 'sandbox-10001'
const clientSecret = 'not-a-real-secret'
const accessToken = 'a.b.c'

export interface SnapPartner {
  /** What the example of the README reads. */
  environment: Record<string, string>
  close(): Promise<void>
}

export async function startSnapPartner(): Promise<SnapPartner> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    environment: {
      SNAP_BASE_URL: `http://127.0.0.1:${port}`,
      SNAP_CLIENT_KEY: clientKey,
      SNAP_CLIENT_SECRET: clientSecret,
      SNAP_PRIVATE_KEY: ours.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const { method = '', url = '', headers } = request
  const [timestamp, signature] = [`${headers['x-timestamp']}`, `${headers['x-signature']}`]
  const hash = createHash('sha256').update(body).digest('hex')
  const asksForToken = url === '/v1.0/access-token/b2b'
  const genuine = asksForToken
    ? verify(
        'RSA-SHA256',
        Buffer.from(`${clientKey}|${timestamp}`),
        ours.publicKey,
        Buffer.from(signature, 'base64'),
      )
    : headers.authorization === `Bearer ${accessToken}` &&
      signature ===
        createHmac('sha512', clientSecret)
          .update(`${method}:${url}:${accessToken}:${hash}:${timestamp}`)
          .digest('base64')
  const answered = asksForToken ? { accessToken } : { responseCode: '2004500' }
  response.writeHead(genuine ? 200 : 401, { 'content-type': 'application/json' })
  response.end(JSON.stringify(genuine ? answered : { responseCode: '4010000' }))
}

const notification = {
  method: 'POST',
  path: '/v1.0/debit/notify',
  timestamp: '2024-05-02T14:43:08+07:00',
  body: '{ "amount": "104000.00" }',
}

function signedNotification() {
  const hash = createHash('sha256').update('{"amount":"104000.00"}').digest('hex')
  const { method, path, timestamp } = notification
  const stringToSign = `${method}:${path}:${hash}:${timestamp}`
  return {
    ...notification,
    signature: sign('RSA-SHA256', Buffer.from(stringToSign), theirs.privateKey).toString('base64'),
  }
}

/** Asks the example's `isGenuine` about a notification as it was signed, and with another amount. */
export const isGenuineDriver = `
  import { parsePublicKey } from '@cekstatus/snap-bi'
  const publicKey = parsePublicKey(${JSON.stringify(theirs.publicKey.export({ type: 'spki', format: 'pem' }))})
  const genuine = ${JSON.stringify(signedNotification())}
  const forged = { ...genuine, body: genuine.body.replace('104000', '904000') }
  console.log(isGenuine(genuine, publicKey), isGenuine(forged, publicKey))`
