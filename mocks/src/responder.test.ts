import { describe, expect, it } from 'vitest'
import { provider as paymenku } from '../paymenku/provider.ts'
import { createResponder } from './responder.ts'
import type { MockRequest } from './types.ts'

const instant = new Date('2026-01-25T10:30:00Z')
const url = new URL('http://mock.invalid/a%2Fb/../c?id=1')

describe('createResponder', () => {
  it('passes the engine every character, including a byte order mark, and the clock', () => {
    const seen: MockRequest[] = []
    const times: Date[] = []
    const respond = createResponder(
      {
        ...paymenku,
        createEngine: ({ now }) => ({
          handle(request) {
            seen.push(request)
            times.push(now())
            return {
              status: 204,
              headers: {},
              body: '',
              provenance: { kind: 'inferred', source: 'https://provider.example' },
              because: 'asked',
            }
          },
        }),
      },
      { now: () => instant },
    )
    const body = new TextEncoder().encode('\u{FEFF}{"a":1}')
    expect(respond({ method: 'POST', url, headers: { 'x-a': 'b' }, body })).toEqual({
      status: 204,
      headers: { 'x-mock-provenance': 'inferred; https://provider.example' },
      body: '',
      delivery: { delayMs: 0, drip: null, reset: null },
    })
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/c',
        query: url.searchParams,
        headers: { 'x-a': 'b' },
        body: '\u{FEFF}{"a":1}',
      },
    ])
    expect(times).toEqual([instant])
  })
})
