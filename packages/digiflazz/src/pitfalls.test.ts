import { describePitfalls } from '@cekstatus/conformance'
import { isCekStatusError, redactTransaction } from '@cekstatus/core'
import { createMockServer, credentials } from '@cekstatus/mocks/digiflazz'
import { expect } from 'vitest'
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

describePitfalls('digiflazz', 14, [
  {
    trap: 1,
    observable:
      'asking about an order that Digiflazz does not know places it: the mock does, and one call does it once',
    test: async () => {
      const effects = await effectsOf((baseUrl) =>
        createDigiflazz({ username, apiKey, baseUrl, now }).getTransactionStatus(order),
      )
      expect(effects).toEqual(['created-order'])
    },
  },
  {
    trap: 2,
    observable: 'asking about a known order buys nothing',
    test: async () => {
      const effects = await effectsOf(async (baseUrl, forward) => {
        const client = createDigiflazz({ username, apiKey, baseUrl, now })
        await client.getTransactionStatus(order)
        forward(120_000)
        await client.getTransactionStatus(order)
      })
      expect(effects).toEqual(['created-order', 'asked-again'])
    },
  },
  {
    trap: 3,
    observable:
      'past 90 days the same call would buy again; it is refused from 80 days on, with nothing sent',
    test: async () => {
      const later = (): Date => new Date(now().getTime() + 91 * dayMs)
      const effects = await effectsOf(async (baseUrl, forward) => {
        await createDigiflazz({ username, apiKey, baseUrl, now }).getTransactionStatus(order)
        forward(91 * dayMs)
        await createDigiflazz({ username, apiKey, baseUrl, now: later }).getTransactionStatus(order)
      })
      expect(effects).toEqual(['created-order'])
    },
  },
  {
    trap: 4,
    observable: 'a call whose answer was lost is not sent again by itself',
    test: async () => {
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
    },
  },
  {
    trap: 5,
    observable: 'a reference that was used for another product or number is refused, not failed',
    test: async () => {
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
    },
  },
  {
    trap: 6,
    observable: 'every refusal has the word of a failed order; its code tells that nothing was formed',
    test: () => {
      expect(errorOf(() => read({ status: 'Gagal', rc: '44', message: 'Saldo tidak cukup' })).code).toBe(
        'REJECTED',
      )
      expect(read({ status: 'Gagal', rc: '54' }).status).toBe('failed')
    },
  },
  {
    trap: 7,
    observable: 'a code that the page does not list says nothing, whatever the word',
    test: () => expect(read({ status: 'Gagal', rc: '90' }).status).toBe('unknown'),
  },
  {
    trap: 8,
    observable:
      'asking too soon (85) is no failure, although the page calls such a transaction failed and formed',
    test: () => expect(errorOf(() => read({ status: 'Gagal', rc: '85' })).code).toBe('RATE_LIMITED'),
  },
  {
    trap: 9,
    observable: 'a serial number beside Pending delivers nothing',
    test: () => {
      expect(read({ status: 'Pending', rc: '03', sn: '1234567890' })).toMatchObject({
        advice: 'wait',
        lines: [{ serialNumber: null }],
      })
    },
  },
  {
    trap: 10,
    observable: 'the words of Digiflazz Malaysia are another API’s',
    test: () => {
      for (const status of ['Success', 'Processing', 'Failed'])
        expect(read({ status }).status).toBe('unknown')
    },
  },
  {
    trap: 11,
    observable: 'a development key, whose answers look real, asks nothing in production',
    test: () => {
      const development = { username, apiKey: credentials.developmentKey }
      expect(errorOf(() => createDigiflazz(development)).field).toBe('apiKey')
      const { body } = buildStatusRequest(order, development, { now, environment: 'sandbox' })
      expect(JSON.parse(body ?? '').testing).toBe(true)
    },
  },
  {
    trap: 12,
    observable: 'the signature has no separator and names neither product nor number, so it is a credential',
    test: () => {
      const signOf = (changes: object) =>
        JSON.parse(buildStatusRequest({ ...order, ...changes }, { username, apiKey }, { now }).body ?? '')
          .sign
      expect(signOf({ productCode: 'other', target: '0' })).toBe(signOf({}))
      expect(signOf({ merchantReference: 'test2' })).not.toBe(signOf({}))
    },
  },
  {
    trap: 13,
    observable: 'the balance and the seller’s numbers stay in raw, and whom the order is for is masked',
    test: () => {
      const { raw, ...facts } = read({ tele: '@penjual', wa: '081234512345' })
      expect(JSON.stringify(facts)).not.toMatch(/990000|penjual|081234512345/)
      expect(raw.data.buyer_last_saldo).toBe(990000)
      expect(JSON.stringify(redactTransaction(read({})))).not.toContain('087800001230')
    },
  },
  {
    trap: 14,
    observable: 'an answer about another number under the same reference is no answer',
    test: () => expect(errorOf(() => read({ customer_no: '087800001232' })).code).toBe('RESPONSE_MISMATCH'),
  },
])
