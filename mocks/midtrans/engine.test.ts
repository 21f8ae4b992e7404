import { describe, expect, it } from 'vitest'
import { encodeBasicKey } from '../src/session/basic-key.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { readCall } from './read-call.ts'

const right = encodeBasicKey(credentials.serverKey)

function send(reference: string, authorization: string | null = `Basic ${right}`, method = 'GET') {
  const request = {
    method,
    path: `/v2/${reference}/status`,
    query: new URLSearchParams(),
    headers: authorization === null ? {} : { authorization },
    body: '',
  }
  const explanation = explain({ ...request, receivedPath: request.path })
  return { request, answer: createEngine().handle(request), explanation }
}

const bodyOf = (reference: string) => JSON.parse(send(reference).answer.body)

const encode = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const { serverKey } = credentials

describe('encodeBasicKey', () => {
  it('encodes the example of the page', () => {
    expect(encodeBasicKey('SB-Mid-server-abc123cde456')).toBe('U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6')
  })
})

describe('the server key', () => {
  it.each([`Basic ${right}`, `basic  ${right}`, encode(`${serverKey}.alice:`)])(
    'is accepted as %s',
    (authorization) => {
      const { answer, explanation } = send('success-1', authorization)
      expect(JSON.parse(answer.body)).toMatchObject({ status_code: '200', order_id: 'success-1' })
      expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
    },
  )

  it.each([
    [null, 'header-missing'],
    ['', 'header-missing'],
    ['Basic ', 'credential-missing'],
    [right, 'scheme-missing'],
    [`Bearer ${right}`, 'wrong-scheme'],
    [`Basic Basic ${right}`, 'scheme-doubled'],
    [`Basic "${right}"`, 'credential-quoted'],
    [`Basic ${serverKey}`, 'key-not-encoded'],
    [`Basic ${serverKey}:`, 'key-not-encoded'],
    [encode(serverKey), 'colon-missing'],
    [encode(`:${serverKey}`), 'key-as-password'],
    [encode(`${serverKey}:secret`), 'password-not-empty'],
    [encode(`${right}:`), 'encoded-twice'],
    [encode(right), 'encoded-twice'],
    [encode(`${serverKey}:\n`), 'encoded-with-more'],
    [encode(`${serverKey}\n:`), 'encoded-with-more'],
    [encode(`"${serverKey}":`), 'encoded-with-more'],
    [`Basic ${right.slice(0, -2)}`, 'base64-altered'],
    [`Basic ${right.slice(0, -8)}`, 'credential-cut'],
    [encode('Mid-client-4f5e6d7c8b9a:'), 'client-key'],
    [encode('SB-Mid-client-4f5e6d7c8b9a:'), 'client-key'],
    [encode('SB-Mid-server-4f5e6d7c8b9a:'), 'sandbox-key'],
    [encode('G123456:'), 'merchant-id'],
    [encode(`${serverKey.toUpperCase()}:`), 'credential-case'],
    [encode('Mid-server-4f5e6d7c8b9a:'), 'another-credential'],
    [encode('YOUR_SERVER_KEY:'), 'another-credential'],
  ])('is refused as %s because of %s', (authorization, id) => {
    for (const reference of ['success-1', 'not-found-1']) {
      const { answer, explanation } = send(reference, authorization)
      expect(answer).toMatchObject({ status: 401, because: 'the server key is missing or wrong' })
      expect(explanation?.verifies).toBe(false)
      expect(explanation?.mistakes.map((mistake) => mistake.id)).toEqual([id])
      expect(JSON.stringify(explanation)).not.toContain(serverKey)
      expect(JSON.stringify(explanation)).not.toContain(right)
    }
  })
})

describe('one transaction', () => {
  it('is found by either ID, with the same bytes', () => {
    const byOrder = send('Postman-1578568851').answer.body
    expect(send('57d5293c-e65f-4a29-95e4-5959c3fa335b').answer.body).toBe(byOrder)
    expect(send('57d5293c-e65f-4a29-95e4-failed-7').answer.body).toBe(send('failed-7').answer.body)
  })

  it('repeats the transaction ID in order_id where DANA does', () => {
    const id = '57d5293c-e65f-4a29-95e4-dana-repeated-id-7'
    expect(bodyOf('dana-repeated-id-7')).toMatchObject({ order_id: id, transaction_id: id })
    expect(bodyOf(id)).toEqual(bodyOf('dana-repeated-id-7'))
  })

  it('is unknown under HTTP 200', () => {
    const { answer } = send('ORDER-4711')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ status_code: '404' })
  })

  it.each([
    ['pending-1', '201', 'pending'],
    ['failed-1', '202', 'deny'],
    ['expired-1', '407', 'expire'],
    ['authorized-1', '200', 'authorize'],
  ])('%s has the status code %s', (reference, code, status) => {
    expect(bodyOf(reference)).toMatchObject({ status_code: code, transaction_status: status })
  })
})

describe('readCall', () => {
  it('tells the transaction ID of a page from an order ID', () => {
    const idOf = (reference: string) => readCall(send(reference).request).asked.providerReference
    expect(idOf('249fc620-6017-4540-af7c-5a1c25788f46')).toBe('249fc620-6017-4540-af7c-5a1c25788f46')
    expect(idOf('example-1424936368')).toBeNull()
  })
})

describe('paths', () => {
  it('allow GET only', () => {
    expect(send('success-1', null, 'POST').answer).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  it.each(['', 'a/b', 'success-1/status/b2b'])('with %j in place of a reference are refused', (reference) => {
    const { answer, explanation } = send(reference)
    expect(answer).toMatchObject({ status: 404, provenance: { kind: 'hostile' } })
    expect(explanation).toBeNull()
  })
})
