import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, type ServerScript, startScriptedServer } from '../scripted-server.ts'

const json = { 'content-type': 'application/json' }
const oversized = `"${'x'.repeat(2 * 1024 * 1024)}"`

export function describeBoundaries<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { body: goodBody, query } = provider.answerWith(firstSuccess(provider))
  const invalid: { name: string; script: ServerScript; status: number }[] = [200, 404].flatMap((status) => [
    {
      name: 'HTML',
      status,
      script: { status, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
    },
    { name: 'an empty body', status, script: { status, headers: json, body: '' } },
    { name: 'cut JSON', status, script: { status, headers: json, body: goodBody.slice(0, -10) } },
    { name: 'an oversized body', status, script: { status, headers: json, body: oversized } },
    { name: 'text', status, script: { status, headers: { 'content-type': 'text/plain' }, body: 'OK' } },
    { name: 'a JSON text', status, script: { status, headers: json, body: '"success"' } },
    { name: 'a JSON array', status, script: { status, headers: json, body: '[]' } },
    { name: 'JSON null', status, script: { status, headers: json, body: 'null' } },
  ])

  describe('boundaries', () => {
    let server: ScriptedServer
    let elsewhere: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
      elsewhere = await startScriptedServer(provider.prepare)
    })
    afterAll(() => Promise.all([server.close(), elsewhere.close()]))
    const ask = (script: ServerScript, options: { timeoutMs?: number; signal?: AbortSignal } = {}) => {
      server.answer(script)
      return provider.createClient({ baseUrl: server.url }).getTransactionStatus(query, options)
    }

    it.each(invalid)('refuses $name under HTTP $status', async ({ script, status }) => {
      const error = await rejectionOf(ask(script))
      expect(error.code).toBe('RESPONSE_INVALID')
      expect(error.httpStatus).toBe(status)
    })

    it('refuses 204', async () => {
      const error = await rejectionOf(ask({ status: 204, headers: {}, body: '' }))
      expect([error.code, error.httpStatus]).toEqual(['RESPONSE_INVALID', 204])
    })

    it.each(['<html></html>', '', '{', oversized, goodBody])(
      'calls HTTP 500 unavailable whatever the body',
      async (body) => {
        const error = await rejectionOf(ask({ status: 500, headers: json, body }))
        expect([error.code, error.httpStatus]).toEqual(['PROVIDER_UNAVAILABLE', 500])
      },
    )

    it.each([301, 302, 303, 307, 308])('does not follow a redirect with HTTP %i', async (status) => {
      const error = await rejectionOf(
        ask({ status, headers: { location: `${elsewhere.url}/x` }, body: goodBody }),
      )
      expect([error.code, error.httpStatus]).toEqual(['RESPONSE_INVALID', status])
      expect(elsewhere.received).toEqual([])
    })

    it('reads JSON whatever its content type, after a byte order mark and white space', async () => {
      const body = `\uFEFF \r\n${goodBody}`
      const transaction = await ask({ status: 200, headers: { 'content-type': 'text/html' }, body })
      expect(transaction.status).toBe('success')
    })

    it('keeps fields that it does not know', async () => {
      const body = JSON.stringify({ ...JSON.parse(goodBody), brand_new_field: [1] })
      expect((await ask({ status: 200, headers: json, body })).raw).toHaveProperty('brand_new_field', [1])
    })

    it('reports a delay that the provider asks for', async () => {
      const error = await rejectionOf(
        ask({ status: 429, headers: { ...json, 'retry-after': '7' }, body: '{}' }),
      )
      expect([error.code, error.retryAfterMs, error.limitedBy]).toEqual(['RATE_LIMITED', 7000, 'provider'])
    })

    it('calls a reset connection NETWORK, before and inside the body', async () => {
      const before = await rejectionOf(ask((request) => request.socket.destroy()))
      const inside = await rejectionOf(
        ask((request, response) => {
          response.writeHead(200, { ...json, 'content-length': '1000' })
          response.write(goodBody.slice(0, 20), () => request.socket.destroy())
        }),
      )
      expect([before.code, inside.code]).toEqual(['NETWORK', 'NETWORK'])
    })

    it('gives up at timeoutMs, before the headers and inside the body', async () => {
      const before = await rejectionOf(ask(() => undefined, { timeoutMs: 60 }))
      const inside = await rejectionOf(
        ask((_request, response) => void response.writeHead(200, json).write('{'), { timeoutMs: 60 }),
      )
      expect([before.code, inside.code]).toEqual(['TIMEOUT', 'TIMEOUT'])
    })

    it('ends with the signal of the caller', async () => {
      const aborting = new AbortController()
      const early = await rejectionOf(ask(() => undefined, { signal: AbortSignal.abort() }))
      const late = await rejectionOf(ask(() => aborting.abort(), { signal: aborting.signal }))
      expect([early.code, late.code]).toEqual(['ABORTED', 'ABORTED'])
    })

    it('refuses an answer about another reference', async () => {
      const other = provider.queryFor('ANOTHER-1')
      server.answer({ status: 200, headers: json, body: goodBody })
      const error = await rejectionOf(
        provider.createClient({ baseUrl: server.url }).getTransactionStatus(other),
      )
      expect(error.code).toBe('RESPONSE_MISMATCH')
    })

    it('does not advise to act when the answer differs from what was expected', async () => {
      server.answer({ status: 200, headers: json, body: goodBody })
      const client = provider.createClient({ baseUrl: server.url })
      const transaction = await client.getTransactionStatus(query, { expect: { amount: '1.00' } })
      expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    })
  })
}

function firstSuccess<Query extends StatusQuery>(provider: ProviderUnderTest<Query>) {
  const row = provider.statusTable.find(({ status }) => status === 'success')
  if (row === undefined) throw new Error(`${provider.name} has no success word`)
  return row
}
