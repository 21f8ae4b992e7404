import { isCekStatusError, redactTransaction } from '@cekstatus/core'
import { createMockServer, credentials } from '@cekstatus/mocks/digiflazz'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, createDigiflazz, parseStatusResponse } from './index.ts'
import { now, order, suksesBody } from './test-bodies.ts'

const { username, apiKey } = credentials
const read = (changes: Record<string, unknown>) =>
  parseStatusResponse({ status: 200, headers: {}, body: suksesBody(changes) }, order, { now })

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}

/** Asks the mock, which orders where the real service would, and returns what its journal says was done. */
async function effectsOf(ask: (url: string, forward: (ms: number) => void) => Promise<unknown>) {
  const server = await createMockServer()
  try {
    const session = server.session()
    session.clock.freeze(now().toISOString())
    await ask(server.url, (ms) => session.clock.advance(ms)).catch((error: unknown) => {
      if (!isCekStatusError(error)) throw error
    })
    return server.journal.entries().map(({ effect }) => effect)
  } finally {
    await server.close()
  }
}

const dayMs = 86_400_000

describe('pitfalls of https://developer.digiflazz.com/api/buyer/cek-status/', () => {
  it('places an order that Digiflazz does not know exactly once', async () => {
    const effects = await effectsOf((baseUrl) =>
      createDigiflazz({ username, apiKey, baseUrl, now }).getTransactionStatus(order),
    )
    expect(effects).toEqual(['created-order'])
  })

  it('buys nothing for a known order', async () => {
    const effects = await effectsOf(async (baseUrl, forward) => {
      const client = createDigiflazz({ username, apiKey, baseUrl, now })
      await client.getTransactionStatus(order)
      forward(120_000)
      await client.getTransactionStatus(order)
    })
    expect(effects).toEqual(['created-order', 'asked-again'])
  })

  it('sends no request for an order older than 80 days, which could buy again', async () => {
    const later = (): Date => new Date(now().getTime() + 91 * dayMs)
    const effects = await effectsOf(async (baseUrl, forward) => {
      await createDigiflazz({ username, apiKey, baseUrl, now }).getTransactionStatus(order)
      forward(91 * dayMs)
      await createDigiflazz({ username, apiKey, baseUrl, now: later }).getTransactionStatus(order)
    })
    expect(effects).toEqual(['created-order'])
  })

  it('never repeats a call whose response was lost', async () => {
    const effects = await effectsOf((baseUrl) => {
      let calls = 0
      const losing: typeof fetch = async (...parameters) => {
        await fetch(...parameters)
        calls += 1
        throw new TypeError(`connection lost after call ${calls}`)
      }
      const retry = { maxAttempts: 5, baseDelayMs: 1 }
      return createDigiflazz({ username, apiKey, baseUrl, now, retry, fetch: losing }).getTransactionStatus(
        order,
      )
    })
    expect(effects).toEqual(['created-order'])
  })
})

describe('pitfalls of https://developer.digiflazz.com/api/buyer/response-code/', () => {
  it('takes a reference of another product or number for rejected, not failed', async () => {
    const outcomes: unknown[] = []
    await effectsOf(async (baseUrl, forward) => {
      const client = createDigiflazz({ username, apiKey, baseUrl, now })
      await client.getTransactionStatus(order)
      forward(120_000)
      for (const other of [{ productCode: 'xld25' }, { target: '087800001232' }]) {
        const asked = client.getTransactionStatus({ ...order, ...other })
        outcomes.push(await asked.catch(({ code, providerCode }) => [code, providerCode]))
      }
    })
    expect(outcomes).toEqual([
      ['REJECTED', '49'],
      ['REJECTED', '49'],
    ])
  })

  it('tells a refusal from a failed order by its code, as both carry the same word', () => {
    expect(errorOf(() => read({ status: 'Gagal', rc: '44', message: 'Saldo tidak cukup' })).code).toBe(
      'REJECTED',
    )
    expect(read({ status: 'Gagal', rc: '54' }).status).toBe('failed')
  })

  it('returns unknown for an unlisted code, whatever the word', () =>
    expect(read({ status: 'Gagal', rc: '90' }).status).toBe('unknown'))

  it('takes code 85 for a rate limit, although the page calls the transaction failed', () =>
    expect(errorOf(() => read({ status: 'Gagal', rc: '85' })).code).toBe('RATE_LIMITED'))
})

describe('pitfalls of https://developer.digiflazz.com/api/buyer/topup/', () => {
  it('ignores a serial number beside Pending', () => {
    expect(read({ status: 'Pending', rc: '03', sn: '1234567890' })).toMatchObject({
      advice: 'wait',
      lines: [{ serialNumber: null }],
    })
  })

  it('returns unknown for the words of Digiflazz Malaysia', () => {
    for (const status of ['Success', 'Processing', 'Failed']) expect(read({ status }).status).toBe('unknown')
  })

  it('rejects a development key in production, where its responses look real', () => {
    const development = { username, apiKey: credentials.developmentKey }
    expect(errorOf(() => createDigiflazz(development)).field).toBe('apiKey')
    const { body } = buildStatusRequest(order, development, { now, environment: 'sandbox' })
    expect(JSON.parse(body ?? '').testing).toBe(true)
  })

  it('signs neither product nor number, so the signature is a credential', () => {
    const signOf = (changes: object) =>
      JSON.parse(buildStatusRequest({ ...order, ...changes }, { username, apiKey }, { now }).body ?? '').sign
    expect(signOf({ productCode: 'other', target: '0' })).toBe(signOf({}))
    expect(signOf({ merchantReference: 'test2' })).not.toBe(signOf({}))
  })

  it('keeps the balance and the seller’s numbers in raw and redacts the target', () => {
    const { raw, ...facts } = read({ tele: '@penjual', wa: '081234512345' })
    expect(JSON.stringify(facts)).not.toMatch(/990000|penjual|081234512345/)
    expect(raw.data.buyer_last_saldo).toBe(990000)
    expect(JSON.stringify(redactTransaction(read({})))).not.toContain('087800001230')
  })

  it('rejects a response for another number under the same reference', () =>
    expect(errorOf(() => read({ customer_no: '087800001232' })).code).toBe('RESPONSE_MISMATCH'))
})
