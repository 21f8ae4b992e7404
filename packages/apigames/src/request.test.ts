import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { createApigames } from './client.ts'
import { buildStatusRequest } from './request.ts'
import { suksesBody } from './test-bodies.ts'

const credentials = { merchantId: 'M000000TESTXX0001', secretKey: 'not-a-real-secret-0123456789abcdef' }
const query = { merchantReference: 'sdfsdx2' }

describe('the sandbox, for which no host is documented', () => {
  const sandbox = { environment: 'sandbox' as const }

  it.each([
    { name: 'a client', act: () => createApigames({ ...credentials, ...sandbox }) },
    { name: 'a request', act: () => buildStatusRequest(query, credentials, sandbox) },
  ])('is refused without a base URL: $name', ({ act }) => {
    expect(act).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'environment' }))
  })
})

describe('createApigames', () => {
  const answering =
    (status: number, body: string, sent: string[] = []): typeof fetch =>
    async (_url, init) => {
      sent.push(String(init?.body))
      return new Response(body, { status })
    }

  it('sends exactly the body that was signed, once', async () => {
    const sent: string[] = []
    const apigames = createApigames({ ...credentials, fetch: answering(200, suksesBody(), sent) })
    await apigames.getTransactionStatus(query)
    expect(sent).toEqual([buildStatusRequest(query, credentials).body])
  })

  it('compares the answer with what was asked, though the query object is reused', async () => {
    const reused = { ...query }
    const apigames = createApigames({ ...credentials, fetch: answering(200, suksesBody()) })
    const asking = apigames.getTransactionStatus(reused)
    reused.merchantReference = 'sdfsdx3'
    expect((await asking).merchantReference).toBe('sdfsdx2')
  })

  it('keeps merchant id, secret and signature out of what an error quotes', async () => {
    const { signature } = JSON.parse(buildStatusRequest(query, credentials).body ?? '')
    const error_msg = `no: ${signature} ${signature.toUpperCase()} ${credentials.merchantId} ${credentials.secretKey}`
    const apigames = createApigames({
      ...credentials,
      fetch: answering(200, JSON.stringify({ status: 0, error_msg })),
    })
    const error = await apigames.getTransactionStatus(query).catch((thrown: unknown) => thrown)
    expect(isCekStatusError(error) && error.providerMessage).toBe('no: *** *** *** ***')
  })
})
