import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, createApigames } from './index.ts'
import { suksesBody } from './test-bodies.ts'

const credentials = { merchantId: 'M000000TESTXX0001', secretKey: 'not-a-real-secret-0123456789abcdef' }
const query = { merchantReference: 'sdfsdx2' }

function answering(body: string, sent: string[] = []): typeof fetch {
  return async (_url, init) => {
    sent.push(String(init?.body))
    return new Response(body)
  }
}

describe('createApigames', () => {
  it('sends exactly the body that was signed, once', async () => {
    const sent: string[] = []
    await createApigames({ ...credentials, fetch: answering(suksesBody(), sent) }).getTransactionStatus(query)
    expect(sent).toEqual([buildStatusRequest(query, credentials).body])
  })

  it('builds and signs every retry again, which gives the same characters', async () => {
    const sent: string[] = []
    const fetching: typeof fetch = async (_url, init) =>
      sent.push(String(init?.body)) < 3 ? new Response('', { status: 503 }) : new Response(suksesBody())
    const retry = { maxAttempts: 3, baseDelayMs: 1 }
    const client = createApigames({ ...credentials, fetch: fetching, retry })
    expect((await client.getTransactionStatus(query)).evidence.attempts).toBe(3)
    expect(sent).toEqual(Array.from({ length: 3 }, () => buildStatusRequest(query, credentials).body))
  })

  it('dates its evidence by the given clock', async () => {
    const now = () => new Date('2026-01-26T03:00:00.000Z')
    const apigames = createApigames({ ...credentials, now, fetch: answering(suksesBody()) })
    const { evidence } = await apigames.getTransactionStatus(query)
    expect(evidence).toEqual({ observedAt: '2026-01-26T03:00:00.000Z', httpStatus: 200, attempts: 1 })
  })

  it('compares the answer with what was asked, though the query object is reused', async () => {
    const reused = { ...query }
    const asking = createApigames({ ...credentials, fetch: answering(suksesBody()) }).getTransactionStatus(
      reused,
    )
    reused.merchantReference = 'sdfsdx3'
    expect((await asking).merchantReference).toBe('sdfsdx2')
  })

  it('keeps merchant id, secret and signature out of what an error quotes', async () => {
    const { signature } = JSON.parse(buildStatusRequest(query, credentials).body ?? '')
    const error_msg = `no: ${signature} ${signature.toUpperCase()} ${credentials.merchantId} ${credentials.secretKey}`
    const refusing = answering(JSON.stringify({ status: 0, error_msg }))
    const asking = createApigames({ ...credentials, fetch: refusing }).getTransactionStatus(query)
    const error = await asking.catch((thrown: unknown) => thrown)
    expect(isCekStatusError(error) && error.providerMessage).toBe('no: *** *** *** ***')
  })
})
