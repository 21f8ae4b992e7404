import { type CommonOptions, isCekStatusError, type StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts'

export function describeBadInput<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const good = { ...provider.queryFor('INV-001') } as Record<string, unknown>
  const askedBy =
    'providerReference' in good && !('merchantReference' in good) ? 'providerReference' : 'merchantReference'
  const { referenceMaxLength } = provider.capabilities
  const badReferences = [
    '',
    'a\nb',
    'a\u0000',
    'a\u007f',
    '\ud800',
    'x'.repeat(referenceMaxLength + 1),
    7,
    null,
    {},
  ]
  const queries = [
    ...badReferences.map((reference) => ({ query: { ...good, [askedBy]: reference }, field: askedBy })),
    { query: { ...good, kind: 'gift' }, field: 'kind' },
    { query: { ...good, reference: 'INV-001' }, field: 'query' },
    ...provider.badQueries,
  ]

  describe('bad input', () => {
    let server: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
    })
    afterAll(() => server.close())

    it.each(queries)('refuses the query $query and names $field', async ({ query, field }) => {
      const client = provider.createClient({ baseUrl: server.url })
      const error = await rejectionOf(client.getTransactionStatus(query as unknown as Query))
      expect([error.code, error.field, error.attempts]).toEqual(['CONFIGURATION', field, 0])
      expect(error.message).toContain(field)
    })

    it.each([undefined, null, 'INV-001', []])('refuses %j in place of a query', async (query) => {
      const client = provider.createClient({ baseUrl: server.url })
      const error = await rejectionOf(client.getTransactionStatus(query as unknown as Query))
      expect(error.code).toBe('CONFIGURATION')
    })

    it('takes a reference of the greatest length', async () => {
      server.answer({ status: 503, headers: {}, body: '' })
      const client = provider.createClient({ baseUrl: server.url })
      const error = await rejectionOf(
        client.getTransactionStatus(provider.queryFor('x'.repeat(referenceMaxLength))),
      )
      expect(error.code).toBe('PROVIDER_UNAVAILABLE')
    })

    const brokenCredentials = Object.keys(provider.credentials).flatMap((field) =>
      [undefined, '', 5, ' padded ', 'line\nfeed', null].map((value) => ({ field, value })),
    )
    it.each(brokenCredentials)('refuses $value as $field', ({ field, value }) => {
      expectConfiguration(() => provider.createClient({ baseUrl: server.url }, { [field]: value }), field)
    })

    const options: { options: Record<string, unknown>; field: string }[] = [
      ...[
        'ftp://127.0.0.1',
        'not an address',
        '',
        7,
        'http://u:p@127.0.0.1',
        'http://127.0.0.1/?a=1',
        'http://127.0.0.1/#a',
      ].map((baseUrl) => ({ options: { baseUrl }, field: 'baseUrl' })),
      ...provider.ownPaths.flatMap((path) =>
        [path, `${path}/`, `/proxy${path}`].map((end) => ({
          options: { baseUrl: `http://127.0.0.1${end}` },
          field: 'baseUrl',
        })),
      ),
      ...[0, -1, 1.5, '5', 2 ** 31, Number.NaN, null].map((timeoutMs) => ({
        options: { timeoutMs },
        field: 'timeoutMs',
      })),
      { options: { environment: 'live' }, field: 'environment' },
      { options: { fetch: 'fetch' }, field: 'fetch' },
      { options: { now: new Date(0) }, field: 'now' },
    ]
    it.each(options)('refuses the options $options', ({ options: bad, field }) => {
      expectConfiguration(
        () => provider.createClient({ baseUrl: server.url, ...bad } as CommonOptions),
        field,
      )
    })

    it.each([
      { call: { expect: { amount: '104.000' } }, field: 'expect.amount' },
      { call: { expect: { amount: 104000 } }, field: 'expect.amount' },
      { call: { expect: { netAmount: { value: 'x', currency: 'IDR' } } }, field: 'expect.netAmount' },
      { call: { expect: { kind: 'gift' } }, field: 'expect.kind' },
      { call: { timeoutMs: -5 }, field: 'timeoutMs' },
      { call: { signal: 'stop' }, field: 'signal' },
    ])('refuses the call options $call', async ({ call, field }) => {
      const client = provider.createClient({ baseUrl: server.url })
      const error = await rejectionOf(
        client.getTransactionStatus(provider.queryFor('INV-001'), call as never),
      )
      expect([error.code, error.field]).toEqual(['CONFIGURATION', field])
    })

    it('has sent nothing for any of it', async () => {
      const before = server.received.length
      const client = provider.createClient({ baseUrl: server.url })
      for (const { query } of queries)
        await rejectionOf(client.getTransactionStatus(query as unknown as Query))
      expect(server.received.length).toBe(before)
    })
  })
}

function expectConfiguration(make: () => unknown, field: string): void {
  try {
    make()
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    expect([error.code, error.field]).toEqual(['CONFIGURATION', field])
    expect(error.message).toContain(field)
    return
  }
  throw new Error(`${field} was accepted`)
}
