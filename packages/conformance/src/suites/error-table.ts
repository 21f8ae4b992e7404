import type { StatusQuery } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { rejectionOf } from '../compare.ts'
import type { ProviderUnderTest } from '../provider-under-test.ts'

export function describeErrorTable<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const query = provider.queryFor('INV-001')
  const read = (status: number, body: string) =>
    Promise.resolve().then(() => provider.parseStatusResponse({ status, headers: {}, body }, query))

  describe('error table', () => {
    const rows = provider.errorMap.map((row) => ({ ...row, name: `HTTP ${row.httpStatus}, ${row.answer}` }))

    it('names the page of every refusal', () => {
      expect(provider.errorMap.filter((row) => !/^https:\/\//.test(row.source))).toEqual([])
    })

    it.each(rows)('turns $name into $code', async ({ code, example }) => {
      const error = await rejectionOf(read(example.status, example.body))
      expect(error.code).toBe(code)
      expect(error.httpStatus).toBe(example.status)
      expect(error.provider).toBe(provider.name)
    })

    it.each([
      { status: 429, body: '<html>slow down</html>', code: 'RATE_LIMITED' },
      { status: 502, body: '<html>bad gateway</html>', code: 'PROVIDER_UNAVAILABLE' },
      { status: 503, body: '', code: 'PROVIDER_UNAVAILABLE' },
      { status: 401, body: '{"foreign":"body"}', code: 'AUTHENTICATION' },
      { status: 403, body: '{"foreign":"body"}', code: 'AUTHENTICATION' },
      { status: 401, body: '<html>sign in</html>', code: 'RESPONSE_INVALID' },
      { status: 404, body: '<html>no such page</html>', code: 'RESPONSE_INVALID' },
      { status: 404, body: '{"foreign":"body"}', code: 'REJECTED' },
      { status: 418, body: '{"foreign":"body"}', code: 'REJECTED' },
      { status: 200, body: '{"foreign":"body"}', code: 'RESPONSE_INVALID' },
    ])('turns HTTP $status with $body into $code', async ({ status, body, code }) => {
      expect((await rejectionOf(read(status, body))).code).toBe(code)
    })
  })
}
