import type { StatusQuery } from '@cekstatus/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'
import { type ScriptedServer, type ServerScript, startScriptedServer } from '../scripted-server.ts'
import { takeSuccessAnswer } from '../success-answer.ts'

const json = { 'content-type': 'application/json' }

/** What a call's own options and an answer with more than is documented come to; `faults.ts` has what goes wrong. */
export function describeBoundaries<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const { body: goodBody, query } = takeSuccessAnswer(provider)

  describe('boundaries', () => {
    let server: ScriptedServer
    beforeAll(async () => {
      server = await startScriptedServer(provider.prepare)
    })
    afterAll(() => server.close())
    const ask = (
      script: ServerScript,
      options: { signal?: AbortSignal; expect?: { amount: string } } = {},
    ) => {
      server.answer(script)
      return provider.createClient({ baseUrl: server.url }).getTransactionStatus(query, options)
    }

    it('keeps fields that it does not know', async () => {
      const body = JSON.stringify({ ...JSON.parse(goodBody), brand_new_field: [1] })
      expect((await ask({ status: 200, headers: json, body })).raw).toHaveProperty('brand_new_field', [1])
    })

    it('ends with the signal of the caller', async () => {
      const aborting = new AbortController()
      const early = await rejectionOf(ask(() => undefined, { signal: AbortSignal.abort() }))
      const late = await rejectionOf(ask(() => aborting.abort(), { signal: aborting.signal }))
      expect([early.code, late.code]).toEqual(['ABORTED', 'ABORTED'])
    })

    it('does not advise to act when the answer differs from what was expected', async () => {
      const answer = { status: 200, headers: json, body: goodBody }
      const transaction = await ask(answer, { expect: { amount: '1.00' } })
      expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    })
  })
}
