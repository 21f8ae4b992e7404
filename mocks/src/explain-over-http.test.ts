import { createHash, createHmac, sign } from 'node:crypto'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockHandlers } from './msw.ts'
import { registry } from './registry.ts'
import { type MockServer, startMockServer } from './server.ts'

const { apigames, paymenku } = registry
const { merchantId, secretKey } = apigames.credentials

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** A status request whose text was joined without colons. */
const wrongBody = (refId: string): string =>
  JSON.stringify({
    ref_id: refId,
    merchant_id: merchantId,
    signature: md5(`${merchantId}${secretKey}${refId}`),
  })

const post = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/v2/transaksi/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

describe('a refused signature over HTTP', () => {
  let server: MockServer
  beforeAll(async () => {
    server = await startMockServer(apigames)
  })
  afterAll(() => server.close())

  it('is explained in a header on request, with an unchanged body', async () => {
    const plain = await post(server.url, wrongBody('success-1'))
    expect(plain.headers.has('x-mock-explanation')).toBe(false)
    const asked = await post(server.url, wrongBody('success-1'), { 'x-mock-explain': '1' })
    expect(asked.headers.get('x-mock-explanation')).toBe(
      'separators-missing (proven): the parts were joined without a separator; sign merchant_id:secret_key:ref_id',
    )
    expect(await asked.text()).toBe(await plain.text())
  })

  it('is explained in the journal where its entry is read alone', () => {
    const entry = server.journal.entries().at(-1)
    expect(entry).toMatchObject({ rule: 'request', explainable: true, explanation: null })
    const explained = server.journal.entry(entry?.id ?? 0)
    expect(explained?.explanation).toMatchObject({
      call: 'cek-status',
      verifies: false,
      mistakes: [{ id: 'separators-missing', certainty: 'proven' }],
    })
    expect(JSON.stringify(explained)).not.toContain(secretKey)
  })

  it('is explained with the references that its session requested before', async () => {
    const url = `${server.url}/s/alice`
    const right = md5(`${merchantId}:${secretKey}:INV-77`)
    const bodyOf = (refId: string) =>
      JSON.stringify({ ref_id: refId, merchant_id: merchantId, signature: right })
    await post(url, bodyOf('INV-77'))
    const stale = await post(url, bodyOf('INV-78'), { 'x-mock-explain': '1' })
    expect(stale.headers.get('x-mock-explanation')).toMatch(/^another-reference-signed \(proven\): /)
    const other = await post(`${server.url}/s/bob`, bodyOf('INV-78'), { 'x-mock-explain': '1' })
    expect(other.headers.get('x-mock-explanation')).toMatch(/^another-secret \(possible\): /)
  })

  it('is not confused with a right signature', async () => {
    const body = JSON.stringify({
      ref_id: 'success-1',
      merchant_id: merchantId,
      signature: md5(`${merchantId}:${secretKey}:success-1`),
    })
    const response = await post(server.url, body, { 'x-mock-explain': '1' })
    expect(response.headers.get('x-mock-explanation')).toBe('The signature is right.')
  })

  it('has no explanation where the request was too long to be kept', async () => {
    const body = JSON.stringify({ ref_id: 'x'.repeat(20_000), merchant_id: merchantId, signature: 'y' })
    const response = await post(server.url, body, { 'x-mock-explain': '1' })
    expect(response.headers.has('x-mock-explanation')).toBe(false)
    expect(server.journal.entries().at(-1)?.explainable).toBe(false)
  })
})

describe('a signed inquiry over HTTP', () => {
  const { partnerId, merchantSecret, privateKey } = registry.smilepay.credentials
  let server: MockServer
  beforeAll(async () => {
    server = await startMockServer(registry.smilepay)
  })
  afterAll(() => server.close())

  it('is explained where it was signed with an older token', async () => {
    const takeToken = async (timestamp: string): Promise<string> => {
      const response = await fetch(`${server.url}/v1.0/access-token/b2b`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-timestamp': timestamp,
          'x-client-key': partnerId,
          'x-signature': sign('sha256', Buffer.from(`${partnerId}|${timestamp}`), privateKey).toString(
            'base64',
          ),
        },
        body: '{"grantType":"client_credentials"}',
      })
      return (await response.json()).accessToken
    }
    const timestamp = '2026-01-26T10:00:00+07:00'
    server.session().clock.freeze('2026-01-26T03:00:00Z')
    const older = await takeToken(timestamp)
    server.session().clock.advance(2000)
    const newer = await takeToken(timestamp)
    const body = '{"tradeType":1,"orderNo":"success-1"}'
    const text = `POST:/v1.0/inquiry-status:${older}:${createHash('sha256').update(body).digest('hex')}:${timestamp}`
    const response = await fetch(`${server.url}/v1.0/inquiry-status`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${newer}`,
        'x-timestamp': timestamp,
        'x-signature': createHmac('sha512', merchantSecret).update(text).digest('base64'),
        'x-partner-id': partnerId,
        'x-external-id': '1',
        'channel-id': '95221',
        'x-mock-explain': '1',
      },
      body,
    })
    expect(response.status).toBe(401)
    expect(response.headers.get('x-mock-explanation')).toMatch(/^another-token-signed \(proven\): /)
    const explained = server.journal.entry(server.journal.entries().at(-1)?.id ?? 0)
    expect(JSON.stringify(explained)).not.toMatch(new RegExp(`${older}|${newer}|${merchantSecret}`))
  })
})

describe('a refused key', () => {
  it('has the same explanation from the msw handlers', async () => {
    const msw = setupServer(...createMockHandlers(paymenku))
    msw.listen()
    const http = await startMockServer(paymenku)
    const path = '/api/v1/check-status/success-1'
    const headers = { authorization: paymenku.credentials.apiKey, 'x-mock-explain': '1' }
    const handled = await fetch(`https://paymenku.com${path}`, { headers })
    msw.close()
    const served = await fetch(`${http.url}${path}`, { headers })
    await http.close()
    expect(handled.headers.get('x-mock-explanation')).toMatch(/^scheme-missing \(seen\): /)
    expect(served.headers.get('x-mock-explanation')).toBe(handled.headers.get('x-mock-explanation'))
  })
})
