import { describe, expect, it } from 'vitest'
import { credentials } from '../../paymenku/credentials.ts'
import { provider as paymenku } from '../../paymenku/provider.ts'
import { provider as smilepay } from '../../smilepay/provider.ts'
import { asks } from '../asks.ts'
import { startMockServer } from '../server.ts'
import { createSessionClock } from './session-clock.ts'

describe("a session's clock", () => {
  let realMs = Date.parse('2026-01-01T00:00:00Z')
  const clockAt = (at: string) => {
    realMs = Date.parse(at)
    return createSessionClock(() => new Date(realMs))
  }

  it('runs in real time until it is changed', () => {
    const clock = clockAt('2026-01-01T00:00:00Z')
    realMs += 5
    expect(clock.state()).toEqual({ mode: 'running', now: '2026-01-01T00:00:00.005Z', touched: false })
  })

  it('can be frozen, advanced and run again', () => {
    const clock = clockAt('2026-01-01T00:00:00Z')
    clock.freeze()
    realMs += 1000
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z')
    clock.advance(-2000)
    expect(clock.now().toISOString()).toBe('2025-12-31T23:59:58.000Z')
    clock.run()
    realMs += 1000
    expect(clock.now().toISOString()).toBe('2025-12-31T23:59:59.000Z')
    clock.reset()
    expect(clock.state()).toEqual({ mode: 'running', now: '2026-01-01T00:00:02.000Z', touched: false })
  })

  it('stays frozen or running when it is set', () => {
    const clock = clockAt('2026-01-01T00:00:00Z')
    clock.set('2030-05-05T12:00:00+07:00')
    realMs += 1000
    expect(clock.now().toISOString()).toBe('2030-05-05T05:00:01.000Z')
    clock.freeze('2031-01-01T00:00:00Z')
    clock.set(new Date('2032-01-01T00:00:00Z'))
    realMs += 1000
    expect(clock.state()).toMatchObject({ mode: 'frozen', now: '2032-01-01T00:00:00.000Z' })
  })

  it.each([
    '2026-01-01',
    '2026-01-01T00:00:00',
    'tomorrow',
    '1999-12-31T23:59:59Z',
    '2101-01-01T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T23:00:00+07:00',
  ])('is not set to %s', (at) => {
    expect(() => clockAt('2026-01-01T00:00:00Z').set(at)).toThrow(
      /^at must be a date-time with Z or an offset/,
    )
  })

  it.each([0.5, Number.NaN, 1e15])('rejects an advance of %d', (byMs) => {
    expect(() => clockAt('2026-01-01T00:00:00Z').advance(byMs)).toThrow(
      /^advanceMs must be an integer in milliseconds/,
    )
  })
})

describe('the clock of a session', () => {
  it('ends the lifetime of a SmilePay token', async () => {
    const server = await startMockServer(smilepay)
    const { clock } = server.session()
    clock.freeze('2026-03-01T08:00:00Z')
    const query = { merchantReference: 'success-1' }
    const late = async (afterMs: number) => {
      const send = (request: Request) => {
        if (request.url.endsWith('/inquiry-status')) clock.advance(afterMs)
        return fetch(request)
      }
      return (await asks.smilepay(send, server.url, { query }))?.status
    }
    expect([await late(899_999), await late(900_000)]).toEqual([200, 401])
    await server.close()
  })

  it('limits the age of a SmilePay timestamp with a tolerance', async () => {
    const server = await startMockServer(smilepay, { timestampToleranceMs: 300_000 })
    const { clock } = server.session()
    const query = { merchantReference: 'success-1' }
    const statusAt = async (at: string) => {
      clock.freeze(at)
      return (await asks.smilepay(fetch, server.url, { query }))?.status
    }
    expect(await statusAt('2025-02-25T16:19:05+07:00')).toBe(200)
    expect(await statusAt('2025-02-25T16:19:06+07:00')).toBe(400)
    expect(await statusAt('2025-02-25T16:09:04+07:00')).toBe(400)
    await server.close()
  })

  it('changes the times of a body only after a change, and never a null', async () => {
    const server = await startMockServer(paymenku)
    const headers = { authorization: `Bearer ${credentials.apiKey}` }
    const dataOf = async (reference: string) =>
      (await (await fetch(`${server.url}/api/v1/check-status/${reference}`, { headers })).json()).data
    expect((await dataOf('INV-001')).paid_at).toBe('2026-01-25T10:30:00+00:00')
    server.session().clock.freeze('2026-03-01T08:00:00Z')
    expect(await dataOf('INV-001')).toMatchObject({
      created_at: '2026-03-01T08:00:00+00:00',
      paid_at: '2026-03-01T08:00:00+00:00',
    })
    server.session().setSituation({ provider: 'paymenku', situation: 'success' })
    expect((await dataOf('ORDER-1')).paid_at).toBe('2026-03-01T08:00:00+00:00')
    server.session().clock.advance(60_000)
    // Set for the whole provider, the situation began before this transaction was asked.
    expect(await dataOf('ORDER-2')).toMatchObject({
      created_at: '2026-03-01T08:01:00+00:00',
      paid_at: '2026-03-01T08:01:00+00:00',
    })
    server.session().clearSituations()
    expect((await dataOf('INV-001')).created_at).toBe('2026-03-01T08:00:00+00:00')
    expect((await dataOf('pending-1')).paid_at).toBeNull()
    server.session().clock.reset()
    expect((await dataOf('INV-001')).paid_at).toBe('2026-01-25T10:30:00+00:00')
    await server.close()
  })
})
