import { inspect } from 'node:util'
import { CekStatusError, isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import type { AccessTokenSource, PaystratorQuery } from './index.ts'
import { createPaystrator, type PaystratorOptions } from './index.ts'
import { errorBody, paymentBody, paymentId } from './test-bodies.ts'

const query = { providerReference: paymentId }
const paid = { status: 200, body: paymentBody() }
const unauthorized = { status: 401, body: errorBody(401, 'Unauthorized', 'permission_denied') }

type Answer = { status: number; body: string }

/** A client whose requests are answered in turn; `sent` holds the token of each. */
function clientWith(
  accessToken: AccessTokenSource,
  answers: Answer[],
  options: Partial<PaystratorOptions> = {},
) {
  const sent: (string | null)[] = []
  const fetching: typeof fetch = async (_url, init) => {
    sent.push(new Headers(init?.headers).get('publicAccessToken'))
    const { status, body } = answers[sent.length - 1] ?? { status: 500, body: '' }
    return new Response(body, { status })
  }
  const client = createPaystrator({
    accessToken,
    fetch: fetching,
    retry: false,
    rateLimiter: false,
    ...options,
  })
  return { client, sent }
}

/** A function that returns `token-1`, `token-2` and so on. */
function countingTokens(): () => string {
  let count = 0
  return () => {
    count += 1
    return `token-${count}`
  }
}

async function errorOf(asking: Promise<unknown>) {
  const outcome = await asking.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isCekStatusError(outcome)) return outcome
  throw new Error('expected a CekStatusError')
}

const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a token function', () => {
  it('is asked before every request', async () => {
    const { client, sent } = clientWith(countingTokens(), [paid, paid])
    await client.getTransactionStatus(query)
    await client.getTransactionStatus(query)
    expect(sent).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  it('may return a promise', async () => {
    const { client, sent } = clientWith(async () => 'token-1', [paid])
    await client.getTransactionStatus(query)
    expect(sent).toEqual(['Bearer token-1'])
  })

  it('is asked once more after HTTP 401', async () => {
    const { client, sent } = clientWith(countingTokens(), [unauthorized, paid])
    const transaction = await client.getTransactionStatus(query)
    expect([transaction.status, transaction.evidence.attempts]).toEqual(['success', 2])
    expect(sent).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  it('is asked anew for a retry, and once more after HTTP 401 among them', async () => {
    const busy = { status: 503, body: '' }
    const retry = { maxAttempts: 3, baseDelayMs: 1 }
    const { client, sent } = clientWith(countingTokens(), [busy, unauthorized, busy, paid], { retry })
    expect((await client.getTransactionStatus(query)).evidence.attempts).toBe(4)
    expect(sent).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3', 'Bearer token-4'])
  })

  it('is not asked a third time', async () => {
    const { client, sent } = clientWith(countingTokens(), [unauthorized, unauthorized, paid])
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.httpStatus, error.attempts]).toEqual(['AUTHENTICATION', 401, 2])
    expect(sent.length).toBe(2)
  })

  it.each([
    { status: 403, body: errorBody(403, 'Unauthorized', 'permission_denied'), code: 'AUTHENTICATION' },
    { status: 401, body: '<html>sign in</html>', code: 'RESPONSE_INVALID' },
    { status: 500, body: errorBody(500, 'Internal server error'), code: 'PROVIDER_UNAVAILABLE' },
    { status: 404, body: errorBody(404, 'Transaction not found'), code: 'NOT_FOUND' },
  ])('is not asked again after HTTP $status with $code', async ({ code, ...answer }) => {
    const { client, sent } = clientWith(countingTokens(), [answer, paid])
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, sent.length]).toEqual([code, 1])
  })

  it.each([
    {
      name: 'throws',
      accessToken: () => {
        throw new Error('client-secret-1')
      },
    },
    { name: 'rejects', accessToken: () => Promise.reject(new Error('client-secret-1')) },
    { name: 'rejects with text', accessToken: () => Promise.reject('client-secret-1') },
    { name: 'returns nothing', accessToken: () => undefined },
    { name: 'returns a number', accessToken: () => 7 },
    { name: 'returns an object', accessToken: async () => ({ accessToken: 'client-secret-1' }) },
    { name: 'returns empty text', accessToken: () => '' },
    { name: 'returns a second line', accessToken: () => 'client-secret-1\r\nx-other: 1' },
    { name: 'returns a space', accessToken: () => 'client secret' },
    { name: 'returns letters that no header carries', accessToken: () => 'client-secret-é' },
    { name: 'returns the scheme too', accessToken: () => 'Bearer client-secret-1' },
  ])(
    'that $name ends the call before anything is sent, and nothing of it is told',
    async ({ accessToken }) => {
      const { client, sent } = clientWith(accessToken as never, [paid])
      const error = await errorOf(client.getTransactionStatus(query))
      expect([error.code, error.field, error.attempts]).toEqual(['CONFIGURATION', 'accessToken', 0])
      expect(error.message).toContain('accessToken')
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret')
      expect(sent).toEqual([])
    },
  )

  it('that fails after HTTP 401 says so, with the one request that was sent', async () => {
    const tokens = ['token-1', '']
    const { client } = clientWith(() => tokens.shift() ?? '', [unauthorized])
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.field, error.attempts]).toEqual(['CONFIGURATION', 'accessToken', 1])
  })

  it('is not asked for a query that cannot be sent', async () => {
    const asked: string[] = []
    const { client } = clientWith(() => {
      asked.push('asked')
      return 'token-1'
    }, [])
    const error = await errorOf(client.getTransactionStatus({ providerReference: '' }))
    expect([error.code, error.field, asked]).toEqual(['CONFIGURATION', 'providerReference', []])
  })

  it('has the time of the call and no more', async () => {
    const { client, sent } = clientWith(() => new Promise<string>(() => undefined), [paid])
    const error = await errorOf(client.getTransactionStatus(query, { timeoutMs: 5 }))
    expect([error.code, error.attempts, sent]).toEqual(['TIMEOUT', 0, []])
  })

  it('that answers after the caller gave up causes no request', async () => {
    let answer: (token: string) => void = () => undefined
    const late = new Promise<string>((resolve) => {
      answer = resolve
    })
    const { client, sent } = clientWith(() => late, [paid])
    const aborting = new AbortController()
    const asking = errorOf(client.getTransactionStatus(query, { signal: aborting.signal }))
    aborting.abort()
    const error = await asking
    answer('token-1')
    await turnOfTheLoop()
    expect([error.code, error.attempts, sent]).toEqual(['ABORTED', 0, []])
  })

  it('gives time to reuse the query object, which does not change what is asked', async () => {
    const { client } = clientWith(async () => 'token-1', [paid])
    const reused: PaystratorQuery = { providerReference: paymentId }
    const asking = client.getTransactionStatus(reused)
    reused.providerReference = 'QR_another'
    expect((await asking).providerReference).toBe(paymentId)
  })

  it('gives time to reuse the options, which does not change what is expected', async () => {
    const { client } = clientWith(async () => 'token-1', [paid])
    const reused = { expect: { amount: '10000' } }
    const asking = client.getTransactionStatus(query, reused)
    reused.expect.amount = '5000'
    expect((await asking).advice).toBe('fulfill')
  })

  it('leaves no token in an error that quotes the request', async () => {
    const echo = (token: string) => ({ status: 401, body: errorBody(401, `refused Bearer ${token}`) })
    const { client } = clientWith(countingTokens(), [echo('token-1'), echo('token-1 and token-2')])
    const error = await errorOf(client.getTransactionStatus(query))
    expect(error.providerMessage).toBe('refused Bearer *** and ***')
  })
})

describe('a token function, where calls are retried', () => {
  const retry = { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 1 }
  const unavailable = { status: 503, body: '' }

  it.each([
    { name: 'each retry', answers: [unavailable, unavailable, paid] },
    { name: 'a retry before HTTP 401 and the request after it', answers: [unavailable, unauthorized, paid] },
    { name: 'a retry after HTTP 401', answers: [unauthorized, unavailable, paid] },
    { name: 'two retries and HTTP 401', answers: [unavailable, unauthorized, unavailable, paid] },
  ])('is asked once for $name', async ({ answers }) => {
    const { client, sent } = clientWith(countingTokens(), answers, { retry })
    const { status, evidence } = await client.getTransactionStatus(query)
    expect([status, evidence.attempts]).toEqual(['success', answers.length])
    expect(sent).toEqual(answers.map((_answer, index) => `Bearer token-${index + 1}`))
  })

  it.each([
    { name: 'at once', answers: [unauthorized, unauthorized, paid] },
    { name: 'after a retry', answers: [unauthorized, unavailable, unauthorized, paid] },
  ])('gives a refused call one fresh token, and not another $name', async ({ answers }) => {
    const { client, sent } = clientWith(countingTokens(), answers, { retry })
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.attempts, sent.length]).toEqual([
      'AUTHENTICATION',
      answers.length - 1,
      answers.length - 1,
    ])
  })

  it('that fails at a retry ends the call, and is not asked again', async () => {
    const asked: string[] = []
    const accessToken = () => {
      asked.push('asked')
      return asked.length === 1 ? 'token-1' : ''
    }
    const { client, sent } = clientWith(accessToken, [unavailable, paid], { retry })
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.field, error.attempts]).toEqual(['CONFIGURATION', 'accessToken', 1])
    expect([asked.length, sent.length]).toEqual([2, 1])
  })

  it('never gives one token to two calls at the same time', async () => {
    const { client, sent } = clientWith(
      countingTokens(),
      Array.from({ length: 20 }, () => paid),
      { retry },
    )
    await Promise.all(Array.from({ length: 20 }, () => client.getTransactionStatus(query)))
    expect(new Set(sent).size).toBe(20)
  })

  it('is not asked while the call waits for its permit, nor when it gets none', async () => {
    const asked: string[] = []
    const accessToken = () => {
      asked.push('asked')
      return 'token-1'
    }
    const rateLimiter = {
      acquire: async () => {
        expect(asked).toEqual([])
        throw new CekStatusError({ code: 'RATE_LIMITED', message: 'full', limitedBy: 'local' })
      },
      pause: () => undefined,
    }
    const { client } = clientWith(accessToken, [paid], { retry, rateLimiter })
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.limitedBy, asked]).toEqual(['RATE_LIMITED', 'local', []])
  })
})

describe('a token given as text', () => {
  it('is sent once and not tried again', async () => {
    const { client, sent } = clientWith('token-1', [unauthorized, paid])
    const error = await errorOf(client.getTransactionStatus(query))
    expect([error.code, error.attempts, sent]).toEqual(['AUTHENTICATION', 1, ['Bearer token-1']])
    expect(error.hint).toMatch(/token.*permission.*IP address/)
  })

  it.each(['Bearer token-1', 'bearer token-1', ' Bearer token-1', 'BEARER\ttoken-1'])(
    'is refused with the fix as %j',
    (accessToken) => {
      expect(() => createPaystrator({ accessToken })).toThrow(
        expect.objectContaining({
          code: 'CONFIGURATION',
          field: 'accessToken',
          message: 'accessToken must not begin with "Bearer ", which is added',
        }),
      )
    },
  )
})

describe('the options of the client', () => {
  it('decide what is evidence', async () => {
    const { client } = clientWith('token-1', [paid], { now: () => new Date('2026-01-26T03:00:00.000Z') })
    const { evidence } = await client.getTransactionStatus(query)
    expect(evidence).toEqual({ observedAt: '2026-01-26T03:00:00.000Z', httpStatus: 200, attempts: 1 })
  })

  it('decide header and parameter', async () => {
    const requests: [string, Headers][] = []
    const client = createPaystrator({
      accessToken: 'token-1',
      tokenHeader: 'authorization',
      idParameter: 'transaction_id',
      rateLimiter: false,
      fetch: async (url, init) => {
        requests.push([String(url), new Headers(init?.headers)])
        return new Response(paid.body)
      },
    })
    await client.getTransactionStatus(query)
    const [url, headers] = requests[0] ?? []
    expect(url).toBe(`https://api.paystrator.com/v1/get-status?transaction_id=${paymentId}`)
    expect([headers?.get('authorization'), headers?.get('publicAccessToken')]).toEqual([
      'Bearer token-1',
      null,
    ])
  })
})
