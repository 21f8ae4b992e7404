import { execFile } from 'node:child_process'
import { createHmac, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signAccessToken, signTransaction } from './index.ts'
import { expectedValue, input, samplePrivateKey, samplePublicKey, vectorNamed } from './test-vectors.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

function codeBlocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code = '']) => code,
  )
}

/** Runs code as a user would: Node resolves the package by its name, because it starts in the package's folder. */
async function run(code: string, environment: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module-typescript', '--eval', code],
    { cwd: packageFolder, env: { ...process.env, ...environment } },
  )
  return stdout
}

const [example = '', notificationExample = ''] = codeBlocks('ts')

describe('the example in the README', () => {
  const clientSecret = 'sample-secret'
  const seen: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(seen.length === 1 ? { accessToken: 'a.b.c' } : { responseCode: '2004500' }))
  })

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => server.close())

  it('fetches a token and asks for a status, both with a signature that verifies', async () => {
    const { port } = server.address() as AddressInfo
    const output = await run(example, {
      SNAP_BASE_URL: `http://127.0.0.1:${port}`,
      SNAP_CLIENT_KEY: 'sandbox-10001',
      SNAP_CLIENT_SECRET: clientSecret,
      SNAP_PRIVATE_KEY: samplePrivateKey.replaceAll('\n', '\\n'),
    })
    expect(output).toBe("{ responseCode: '2004500' }\n")

    const [token, status] = seen
    expect(token?.path).toBe('/v1.0/access-token/b2b')
    const signed = Buffer.from(`sandbox-10001|${token?.headers['x-timestamp']}`)
    const signature = Buffer.from(String(token?.headers['x-signature']), 'base64')
    expect(verify('RSA-SHA256', signed, samplePublicKey, signature)).toBe(true)

    expect(status?.path).toBe('/v1.0/emoney/otc-status')
    expect(status?.headers.authorization).toBe('Bearer a.b.c')
    expect(status?.headers['x-external-id']).toMatch(/^\d{32}$/)
    const { stringToSign } = signTransaction({
      method: 'POST',
      path: '/v1.0/emoney/otc-status',
      accessToken: 'a.b.c',
      body: status?.body ?? '',
      timestamp: String(status?.headers['x-timestamp']),
      clientSecret,
    })
    expect(status?.headers['x-signature']).toBe(
      createHmac('sha512', clientSecret).update(stringToSign).digest('base64'),
    )
  })
})

describe('the notification example in the README', () => {
  const vector = vectorNamed('midtrans-notification-asymmetric-verify')
  const notification = {
    method: input(vector, 'httpMethod'),
    path: input(vector, 'endpointUrl'),
    timestamp: input(vector, 'timestamp'),
    signature: expectedValue(vector),
    body: JSON.stringify(JSON.parse(input(vector, 'requestBody')), null, 2),
  }

  it('accepts the published notification and refuses a changed one', async () => {
    const changed = { ...notification, body: notification.body.replace('102800.00', '902800.00') }
    const code = `${notificationExample}
      import { parsePublicKey } from '@cekstatus/snap-bi'
      const publicKey = parsePublicKey(${JSON.stringify(samplePublicKey)})
      console.log(${JSON.stringify([notification, changed])}.map((one) => isGenuine(one, publicKey)).join())`
    expect(await run(code)).toBe('true,false\n')
  })
})

describe('the worked examples in the README', () => {
  const rows = codeBlocks('text').map((block) =>
    Object.fromEntries([...block.matchAll(/^(\w+) +(.+)$/gm)].map(([, name, value]) => [name, value])),
  )
  const [tokenRow = {}, transactionRow = {}] = rows

  it('have the stages that the code computes', () => {
    const { clientKey = '', timestamp = '' } = tokenRow
    expect(tokenRow).toMatchObject(signAccessToken({ clientKey, timestamp, privateKey: samplePrivateKey }))
    const { method = '', path = '', accessToken = '', clientSecret = '', body = '' } = transactionRow
    const input = { method, path, accessToken, timestamp: transactionRow.timestamp ?? '', clientSecret, body }
    expect(transactionRow).toMatchObject(signTransaction(input))
  })
})

describe('the README', () => {
  it('says in its first line of text that the package is unofficial', () => {
    expect(readme.split('\n').slice(0, 3).join('\n')).toMatch(
      /^# @cekstatus\/snap-bi\n\nUnofficial and not affiliated with Bank Indonesia or ASPI\./,
    )
  })

  it('names every exported function', async () => {
    const exported = Object.keys(await import('./index.ts'))
    expect(exported.filter((name) => !readme.includes(name))).toEqual([])
  })
})
