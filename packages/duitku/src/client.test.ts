import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, capabilities, createDuitku, description } from './index.ts'
import { credentials, statusBody } from './test-bodies.ts'

const query = { merchantReference: 'abcde12345' }
const hmac = 'bffa737e84c77b8871b3aa5b2df8abcd8dacce914fcc66b36dda2f55bf6e981b'
const md5 = '6ba7e2dce729b8bd1094af39a485862a'

function answering(body: string, status = 200, sent: string[] = []): typeof fetch {
  return async (_url, init) => {
    sent.push(String(init?.body))
    return new Response(body, { status })
  }
}

describe('capabilities', () => {
  it('claims no more than the page: one reference, two hosts, no mark of test mode, no numbered limit', () => {
    expect(capabilities).toMatchObject({
      kinds: ['payment'],
      lookup: ['merchantReference'],
      referenceMaxLength: 50,
      repeatable: true,
      origins: { production: 'https://passport.duitku.com', sandbox: 'https://sandbox.duitku.com' },
      reportsSandbox: false,
      rateLimit: null,
    })
  })

  it('polls after half a minute at the earliest, because the page blocks frequent callers', () => {
    expect(Math.min(...Object.values(capabilities.schedule).flat())).toBeGreaterThanOrEqual(30_000)
  })
})

describe('createDuitku', () => {
  it.each([
    { settings: {}, signature: hmac },
    { settings: { signatureMethod: 'hmac-sha256' as const }, signature: hmac },
    { settings: { signatureMethod: 'md5' as const }, signature: md5 },
  ])('signs every attempt with the options $settings', async ({ settings, signature }) => {
    const sent: string[] = []
    const fetching: typeof fetch = async (_url, init) =>
      sent.push(String(init?.body)) < 2 ? new Response('', { status: 503 }) : new Response(statusBody())
    const retry = { maxAttempts: 2, baseDelayMs: 1 }
    const client = createDuitku({ ...credentials, ...settings, fetch: fetching, retry })
    expect((await client.getTransactionStatus(query)).evidence.attempts).toBe(2)
    const body = JSON.stringify({ merchantCode: 'D0001', merchantOrderId: 'abcde12345', signature })
    expect(sent).toEqual([body, body])
  })

  it.each(['MD5', 'sha256', '', null, 7])('rejects the signature method %j', (signatureMethod) => {
    const options = { ...credentials, signatureMethod: signatureMethod as never }
    expect(() => createDuitku(options)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'signatureMethod' }),
    )
  })

  it.each(['hmac-sha256', 'md5'] as const)(
    'keeps API key and signature out of errors that quote the request (%s)',
    async (signatureMethod) => {
      const { signature } = JSON.parse(buildStatusRequest(query, credentials, { signatureMethod }).body ?? '')
      const Message = `no: ${signature} ${signature.toUpperCase()} ${credentials.apiKey}`
      const refusing = answering(JSON.stringify({ Message }), 401)
      const client = createDuitku({ ...credentials, signatureMethod, fetch: refusing })
      const error = await client.getTransactionStatus(query).catch((thrown: unknown) => thrown)
      expect(isCekStatusError(error) && error.providerMessage).toBe('no: *** *** ***')
    },
  )
})

describe('buildStatusRequest', () => {
  it.each([
    { query: { providerReference: 'DXXXXCX80TZJ85Q70QCI' }, field: 'merchantReference' },
    { query: { merchantReference: 'x'.repeat(51) }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', kind: 'purchase' }, field: 'kind' },
  ])('rejects the query $query', ({ query: asked, field }) => {
    expect(() => buildStatusRequest(asked as never, credentials)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })
})

describe('description', () => {
  it('explains the digest stages of either signature method', () => {
    const stagesOf = (settings: object) =>
      description.explainRequests(query, { ...credentials, ...settings })[0]?.stages
    expect(stagesOf({})).toEqual([
      { name: 'stringToSign', value: 'D0001abcde12345', secret: false },
      { name: 'signature', value: hmac, secret: true },
    ])
    expect(stagesOf({ signatureMethod: 'md5' })).toEqual([
      { name: 'stringToSign', value: 'D0001abcde12345test-api-key-not-a-secret', secret: false },
      { name: 'signature', value: md5, secret: true },
    ])
  })
})
