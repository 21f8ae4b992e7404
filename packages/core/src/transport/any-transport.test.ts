import { describe, expect, it, vi } from 'vitest'
import { exchange } from './exchange.ts'
import type { HttpResponse, ResponseHead } from './transport.ts'

function exchangeWith(
  response: HttpResponse & { bodyTooLarge?: boolean },
  onHead: (head: ResponseHead) => void = () => undefined,
): Promise<HttpResponse> {
  return exchange(
    { method: 'GET', url: 'https://acme.example', headers: {}, body: null },
    {
      provider: 'acme',
      transport: async () => response,
      signal: new AbortController().signal,
      within: (promise) => promise,
      maxBodyBytes: 10,
      secrets: [],
      onHead,
    },
  )
}

describe('exchange with any transport', () => {
  it('passes on no head whose status is not a number', async () => {
    const onHead = vi.fn()
    await exchangeWith({ status: 'paid' as unknown as number, headers: {}, body: '{}' }, onHead)
    expect(onHead).not.toHaveBeenCalled()
    await exchangeWith({ status: 200, headers: {}, body: '{}' }, onHead)
    expect(onHead).toHaveBeenCalledWith({ status: 200, headers: {} })
  })

  it.each([204, 205, 300, 302, 304, 399])('ignores the body under HTTP %i', async (status) => {
    const answer = { status, headers: {}, body: '{"a":1}' }
    await expect(exchangeWith(answer)).resolves.toMatchObject({ status, body: '' })
  })

  it.each([
    { body: 'x'.repeat(11), bodyTooLarge: false },
    { body: '', bodyTooLarge: true },
  ])('rejects a body over the cap with bodyTooLarge: $bodyTooLarge', async (changes) => {
    await expect(exchangeWith({ status: 200, headers: {}, ...changes })).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      httpStatus: 200,
    })
  })

  it.each([429, 500, 503])('drops a body over the cap under HTTP %i', async (status) => {
    const answer = { status, headers: { 'retry-after': '5' }, body: 'x'.repeat(11) }
    await expect(exchangeWith(answer)).resolves.toEqual({ ...answer, body: '' })
  })
})
