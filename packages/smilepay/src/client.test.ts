import { inspect } from 'node:util'
import { credentials } from '@cekstatus/mocks/smilepay'
import { describe, expect, it } from 'vitest'
import { createSmilepay, isCekStatusError, type SmilepayOptions, type SmilepayQuery } from './index.ts'
import { inquiryBody, refusalBody, tokenBody } from './test-bodies.ts'

const query: SmilepayQuery = { merchantReference: 'INV-001', kind: 'payment' }
const start = Date.parse('2026-01-26T03:00:00.000Z')

interface Inquiry {
  headers: Headers
  body: string
  /** The bearer token. */
  token: string
  externalId: string
}

type Answer = Response | Promise<Response>

/** SmilePay as a `fetch`: issues `token-1`, `token-2`, … and answers inquiries as told. */
function imitate(
  answers: { token?: (count: number) => Answer; inquiry?: (inquiry: Inquiry, count: number) => Answer } = {},
) {
  const clock = { instant: start }
  const tokenRequests: Headers[] = []
  const inquiries: Inquiry[] = []
  const fetching: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers)
    if (String(url).endsWith('/v1.0/access-token/b2b')) {
      tokenRequests.push(headers)
      return (await answers.token?.(tokenRequests.length)) ?? issue(tokenRequests.length)
    }
    const inquiry = {
      headers,
      body: String(init?.body),
      token: headers.get('authorization')?.replace('Bearer ', '') ?? '',
      externalId: headers.get('x-external-id') ?? '',
    }
    inquiries.push(inquiry)
    return (await answers.inquiry?.(inquiry, inquiries.length)) ?? new Response(inquiryBody())
  }
  const createClient = (options: Partial<SmilepayOptions> = {}) =>
    createSmilepay({
      ...credentials,
      fetch: fetching,
      now: () => new Date(clock.instant),
      retry: false,
      rateLimiter: false,
      ...options,
    })
  return { clock, tokenRequests, inquiries, createClient }
}

function issue(count: number, changes: Record<string, unknown> = {}): Response {
  return new Response(tokenBody({ accessToken: `token-${count}`, ...changes }))
}

function refuse(responseCode: string, message?: string): Response {
  return new Response(refusalBody(responseCode, message), { status: Number(responseCode.slice(0, 3)) })
}

/** A promise and the way to fulfill it from outside. */
function hold<Value>() {
  let release: (value: Value) => void = () => undefined
  const held = new Promise<Value>((resolve) => {
    release = resolve
  })
  return { held, release }
}

async function rejectionOf(asking: Promise<unknown>) {
  const outcome = await asking.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isCekStatusError(outcome)) return outcome
  throw new Error('expected a CekStatusError')
}

/** Lets everything that is already settled take its course. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the access token', () => {
  it('is fetched once for 20 inquiries at the same time, each with its own external id', async () => {
    const { createClient, tokenRequests, inquiries } = imitate()
    const client = createClient()
    await Promise.all(Array.from({ length: 20 }, () => client.getTransactionStatus(query)))
    expect(tokenRequests.length).toBe(1)
    expect(inquiries.map(({ token }) => token)).toEqual(Array.from({ length: 20 }, () => 'token-1'))
    expect(new Set(inquiries.map(({ externalId }) => externalId)).size).toBe(20)
    for (const { externalId } of inquiries) expect(externalId).toMatch(/^\d{20,36}$/)
  })

  it('is not shared between clients, and not fetched before the first inquiry', async () => {
    const { createClient, tokenRequests } = imitate()
    const clients = [createClient(), createClient()]
    expect(tokenRequests.length).toBe(0)
    for (const client of clients) await client.getTransactionStatus(query)
    expect(tokenRequests.length).toBe(2)
  })

  it.each([
    { expiresIn: '900', reusedForMs: 840_000 },
    { expiresIn: 900, reusedForMs: 840_000 },
    { expiresIn: '30', reusedForMs: 27_000 },
    { expiresIn: '1', reusedForMs: 900 },
  ])('of $expiresIn seconds is reused for $reusedForMs ms', async ({ expiresIn, reusedForMs }) => {
    const { clock, createClient, tokenRequests, inquiries } = imitate({
      token: (count) => issue(count, { expiresIn }),
    })
    const client = createClient()
    for (const passedMs of [0, reusedForMs - 1, reusedForMs]) {
      clock.instant = start + passedMs
      await client.getTransactionStatus(query)
    }
    expect(inquiries.map(({ token }) => token)).toEqual(['token-1', 'token-1', 'token-2'])
    expect(tokenRequests.length).toBe(2)
  })

  it('lives from its receipt, not from the request for it', async () => {
    const { clock, createClient, tokenRequests } = imitate({
      token: (count) => {
        clock.instant += 100_000
        return issue(count)
      },
    })
    const client = createClient()
    await client.getTransactionStatus(query)
    clock.instant = start + 100_000 + 839_999
    await client.getTransactionStatus(query)
    expect(tokenRequests.length).toBe(1)
  })

  it('without a lifetime serves those who wait for it and is not kept', async () => {
    const { createClient, inquiries } = imitate({ token: (count) => issue(count, { expiresIn: null }) })
    const client = createClient()
    await Promise.all([client.getTransactionStatus(query), client.getTransactionStatus(query)])
    await client.getTransactionStatus(query)
    expect(inquiries.map(({ token }) => token)).toEqual(['token-1', 'token-1', 'token-2'])
  })

  it('is not fetched for a query that cannot be asked', async () => {
    const { createClient, tokenRequests } = imitate()
    const error = await rejectionOf(createClient().getTransactionStatus({ kind: 'payment' } as SmilepayQuery))
    expect([error.code, tokenRequests.length]).toEqual(['CONFIGURATION', 0])
  })

  it('is bare in the signed text and a bearer token in the header', async () => {
    const { createClient, inquiries } = imitate()
    await createClient().getTransactionStatus(query)
    expect(inquiries[0]?.headers.get('authorization')).toBe('Bearer token-1')
  })
})

describe('a failed fetch of the token', () => {
  it.each([
    { name: '401', token: () => refuse('4017300'), code: 'AUTHENTICATION' },
    { name: '401/01', token: () => refuse('4017301'), code: 'AUTHENTICATION' },
    { name: '403/19', token: () => refuse('4037319'), code: 'AUTHENTICATION' },
    { name: '404/01', token: () => refuse('4047301'), code: 'REJECTED' },
    { name: '409/00', token: () => refuse('4097300'), code: 'REJECTED' },
    { name: '429', token: () => refuse('4297300'), code: 'RATE_LIMITED' },
    { name: '500', token: () => new Response('', { status: 500 }), code: 'PROVIDER_UNAVAILABLE' },
    { name: 'HTML', token: () => new Response('<html></html>'), code: 'RESPONSE_INVALID' },
    { name: 'a redirect', token: () => new Response(null, { status: 302 }), code: 'RESPONSE_INVALID' },
    { name: 'a huge body', token: () => new Response(' '.repeat(1_100_000)), code: 'RESPONSE_INVALID' },
    { name: 'a dead line', token: () => Promise.reject(new TypeError('reset')), code: 'NETWORK' },
  ])('with $name is $code, made no inquiry and is not kept', async ({ token, code }) => {
    const { createClient, tokenRequests, inquiries } = imitate({
      token: (count) => (count === 1 ? token() : issue(count)),
    })
    const client = createClient()
    const error = await rejectionOf(client.getTransactionStatus(query))
    expect([error.code, error.attempts, inquiries.length]).toEqual([code, 0, 0])
    expect(tokenRequests.length).toBe(1)
    expect((await client.getTransactionStatus(query)).status).toBe('success')
  })

  it('fails all who wait for it, each with an error of its own', async () => {
    const { createClient, tokenRequests } = imitate({ token: () => refuse('5007300') })
    const client = createClient()
    const errors = await Promise.all([1, 2, 3].map(() => rejectionOf(client.getTransactionStatus(query))))
    expect(errors.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'PROVIDER_UNAVAILABLE'))
    expect(new Set(errors).size).toBe(3)
    expect(tokenRequests.length).toBe(1)
  })

  it("ends at the client's deadline when nothing answers, also without a patient caller", async () => {
    const { createClient, tokenRequests } = imitate({
      token: (count) => (count === 1 ? new Promise(() => undefined) : issue(count)),
    })
    const client = createClient({ timeoutMs: 20 })
    const error = await rejectionOf(client.getTransactionStatus(query, { timeoutMs: 60_000 }))
    expect([error.code, error.attempts]).toEqual(['TIMEOUT', 0])
    await client.getTransactionStatus(query)
    expect(tokenRequests.length).toBe(2)
  })

  it('shows neither key nor signature, whatever is echoed or thrown', async () => {
    const seen: string[] = []
    const fetching =
      (fail: (text: string) => Response): typeof fetch =>
      async (_url, init) => {
        seen.push(new Headers(init?.headers).get('x-signature') ?? '')
        return fail(JSON.stringify([init, credentials]))
      }
    const echo = fetching((text) => new Response(refusalBody('4017300', text), { status: 401 }))
    const crash = fetching((text) => {
      throw Object.assign(new Error(text), { text })
    })
    for (const fetch of [echo, crash]) {
      const client = imitate().createClient({ fetch })
      const error = await rejectionOf(client.getTransactionStatus(query))
      const printed = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)
      const keyLines = credentials.privateKey.split('\n').slice(1, -2)
      for (const secret of [...seen, credentials.merchantSecret, ...keyLines]) {
        expect(printed).not.toContain(secret)
      }
      expect(printed).toContain('sandbox-10001')
    }
    expect(seen[0]).toHaveLength(344)
  })
})

describe('callers that wait for one token', () => {
  it('do not lose it when one of them is aborted or out of time', async () => {
    const { held, release } = hold<Response>()
    const { createClient, tokenRequests, inquiries } = imitate({ token: () => held })
    const client = createClient()
    const aborting = new AbortController()
    const aborted = rejectionOf(client.getTransactionStatus(query, { signal: aborting.signal }))
    const late = rejectionOf(client.getTransactionStatus(query, { timeoutMs: 1 }))
    const patient = client.getTransactionStatus(query)
    aborting.abort()
    expect([(await aborted).code, (await late).code]).toEqual(['ABORTED', 'TIMEOUT'])
    release(issue(1))
    expect((await patient).status).toBe('success')
    expect([tokenRequests.length, inquiries.length]).toEqual([1, 1])
  })

  it('leave it to the next call when the only one is aborted', async () => {
    const { held, release } = hold<Response>()
    const { createClient, tokenRequests, inquiries } = imitate({ token: () => held })
    const client = createClient()
    const aborting = new AbortController()
    const aborted = rejectionOf(client.getTransactionStatus(query, { signal: aborting.signal }))
    aborting.abort()
    expect((await aborted).code).toBe('ABORTED')
    release(issue(1))
    await settle()
    expect(inquiries.length).toBe(0)
    expect((await client.getTransactionStatus(query)).status).toBe('success')
    expect(tokenRequests.length).toBe(1)
  })

  it('leave nothing unhandled when it fails after all of them have gone', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const { held, release } = hold<Response>()
    const aborting = new AbortController()
    const client = imitate({ token: () => held }).createClient()
    const aborted = rejectionOf(client.getTransactionStatus(query, { signal: aborting.signal }))
    aborting.abort()
    await aborted
    release(refuse('5007300'))
    await settle()
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })

  it('fetch again where the fetch that they joined had less time left than they have', async () => {
    const { createClient, tokenRequests } = imitate({
      token: (count) => (count === 1 ? new Promise(() => undefined) : issue(count)),
    })
    const client = createClient({ timeoutMs: 50 })
    expect((await rejectionOf(client.getTransactionStatus(query))).code).toBe('TIMEOUT')
    expect((await client.getTransactionStatus(query)).status).toBe('success')
    expect(tokenRequests.length).toBe(2)
  })

  it('fetch again together, once, when the fetch that they joined ran out of time', async () => {
    const { createClient, tokenRequests } = imitate({
      token: (count) => (count === 1 ? new Promise(() => undefined) : issue(count)),
    })
    const client = createClient({ timeoutMs: 50 })
    const asking = [1, 2, 3, 4].map((timeoutMs) =>
      client.getTransactionStatus(query, { timeoutMs: 60_000 + timeoutMs }).catch(() => null),
    )
    await Promise.all(asking)
    expect(tokenRequests.length).toBe(2)
  })

  it('do not start a fetch when they are aborted before', async () => {
    const { createClient, tokenRequests } = imitate()
    const asking = createClient().getTransactionStatus(query, { signal: AbortSignal.abort() })
    expect([(await rejectionOf(asking)).code, tokenRequests.length]).toEqual(['ABORTED', 0])
  })
})

describe('a refused token', () => {
  it.each(['4019201', '4019203', '4017301', '4019003'])(
    'is replaced once after %s, and the inquiry repeated with a new external id',
    async (code) => {
      const { createClient, tokenRequests, inquiries } = imitate({
        inquiry: ({ token }) => (token === 'token-1' ? refuse(code) : new Response(inquiryBody())),
      })
      const client = createClient()
      const transaction = await client.getTransactionStatus(query)
      expect([transaction.status, transaction.evidence.attempts]).toEqual(['success', 2])
      expect(tokenRequests.length).toBe(2)
      expect(inquiries[0]?.externalId).not.toBe(inquiries[1]?.externalId)
      expect(inquiries[0]?.body).toBe(inquiries[1]?.body)
      await client.getTransactionStatus(query)
      expect(tokenRequests.length).toBe(2)
    },
  )

  it('is AUTHENTICATION when the fresh one is refused, too', async () => {
    const { createClient, tokenRequests, inquiries } = imitate({ inquiry: () => refuse('4019201') })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.code, error.providerCode, error.attempts]).toEqual(['AUTHENTICATION', '4019201', 2])
    expect([tokenRequests.length, inquiries.length]).toEqual([2, 2])
  })

  it.each(['4019200', '4019202', '4019204', '4039219', '4009201', '4049201', '5009201'])(
    'is not suspected after %s',
    async (code) => {
      const { createClient, tokenRequests, inquiries } = imitate({ inquiry: () => refuse(code) })
      const error = await rejectionOf(createClient().getTransactionStatus(query))
      expect([error.attempts, tokenRequests.length, inquiries.length]).toEqual([1, 1, 1])
    },
  )

  it('is not suspected after 401 without a code', async () => {
    const { createClient, tokenRequests } = imitate({ inquiry: () => new Response('{}', { status: 401 }) })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.code, tokenRequests.length]).toEqual(['AUTHENTICATION', 1])
  })

  it('costs one fresh token for 20 calls that are refused together', async () => {
    const { createClient, tokenRequests, inquiries } = imitate({
      inquiry: ({ token }) => (token === 'token-1' ? refuse('4019201') : new Response(inquiryBody())),
    })
    const client = createClient()
    await Promise.all(Array.from({ length: 20 }, () => client.getTransactionStatus(query)))
    expect([tokenRequests.length, inquiries.length]).toEqual([2, 40])
  })

  it('does not take a newer token with it', async () => {
    const { held, release } = hold<Response>()
    const { createClient, tokenRequests, inquiries } = imitate({
      inquiry: ({ token }, count) => {
        if (count === 1) return held
        return token === 'token-1' ? refuse('4019201') : new Response(inquiryBody())
      },
    })
    const client = createClient()
    const slow = client.getTransactionStatus(query)
    await settle()
    await client.getTransactionStatus(query)
    expect(tokenRequests.length).toBe(2)
    release(refuse('4019201'))
    expect((await slow).evidence.attempts).toBe(2)
    await client.getTransactionStatus(query)
    expect(inquiries.map(({ token }) => token)).toEqual([
      'token-1',
      'token-1',
      'token-2',
      'token-2',
      'token-2',
    ])
    expect(tokenRequests.length).toBe(2)
  })

  it('whose replacement cannot be fetched is the error of that fetch, after one inquiry', async () => {
    const { createClient } = imitate({
      token: (count) => (count === 1 ? issue(1) : refuse('4297300')),
      inquiry: () => refuse('4019201'),
    })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.code, error.providerCode, error.attempts]).toEqual(['RATE_LIMITED', '4297300', 1])
    expect(error.retryAfterMs).toBe(60_000)
  })
})

describe('a conflict', () => {
  it('is asked once more with a new external id and the same token', async () => {
    const { createClient, tokenRequests, inquiries } = imitate({
      inquiry: (_inquiry, count) => (count === 1 ? refuse('4099200') : new Response(inquiryBody())),
    })
    const transaction = await createClient().getTransactionStatus(query)
    expect([transaction.status, transaction.evidence.attempts]).toEqual(['success', 2])
    expect(inquiries[0]?.externalId).not.toBe(inquiries[1]?.externalId)
    expect(tokenRequests.length).toBe(1)
  })

  it('is REJECTED the second time', async () => {
    const { createClient, inquiries } = imitate({ inquiry: () => refuse('4099200') })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.code, error.providerCode, error.attempts]).toEqual(['REJECTED', '4099200', 2])
    expect(inquiries.length).toBe(2)
  })

  it.each(['4099201', '4009200', '4049200'])('is not seen in %s', async (code) => {
    const { createClient, inquiries } = imitate({ inquiry: () => refuse(code) })
    await rejectionOf(createClient().getTransactionStatus(query))
    expect(inquiries.length).toBe(1)
  })

  it('and a refused token are each answered once, never more', async () => {
    const { createClient, tokenRequests, inquiries } = imitate({
      inquiry: (_inquiry, count) => refuse(count % 2 === 1 ? '4019201' : '4099200'),
    })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.providerCode, error.attempts]).toEqual(['4019201', 3])
    expect([tokenRequests.length, inquiries.length]).toEqual([2, 3])
  })
})

describe('a retry', () => {
  it('is signed afresh: another timestamp, external id and signature over the same body', async () => {
    const { clock, createClient, inquiries, tokenRequests } = imitate({
      inquiry: (_inquiry, count) => {
        clock.instant += 1_000
        return count < 3 ? new Response('', { status: 503 }) : new Response(inquiryBody())
      },
    })
    const client = createClient({ retry: { maxAttempts: 3, baseDelayMs: 1 } })
    expect((await client.getTransactionStatus(query)).evidence.attempts).toBe(3)
    for (const name of ['x-timestamp', 'x-external-id', 'x-signature']) {
      expect(new Set(inquiries.map(({ headers }) => headers.get(name))).size).toBe(3)
    }
    expect(new Set(inquiries.map(({ body }) => body)).size).toBe(1)
    expect(tokenRequests.length).toBe(1)
  })

  it('fetches the token again where that failed, and a fresh one after a refusal in between', async () => {
    const { createClient, inquiries, tokenRequests } = imitate({
      token: (count) => (count === 1 ? new Response('', { status: 502 }) : issue(count)),
      inquiry: ({ token }, count) => {
        if (count === 1) return new Response('', { status: 503 })
        return token === 'token-2' ? refuse('4019201') : new Response(inquiryBody())
      },
    })
    const client = createClient({ retry: { maxAttempts: 3, baseDelayMs: 1 } })
    expect((await client.getTransactionStatus(query)).evidence.attempts).toBe(3)
    expect(inquiries.map(({ token }) => token)).toEqual(['token-2', 'token-2', 'token-3'])
    expect(tokenRequests.length).toBe(3)
  })

  it('of a conflict is not made a second time, whatever happens in between', async () => {
    const { createClient, inquiries } = imitate({
      inquiry: (_inquiry, count) => (count === 2 ? new Response('', { status: 503 }) : refuse('4099200')),
    })
    const client = createClient({ retry: { maxAttempts: 9, baseDelayMs: 1 } })
    const error = await rejectionOf(client.getTransactionStatus(query))
    expect([error.code, error.providerCode, error.attempts]).toEqual(['REJECTED', '4099200', 3])
    expect(inquiries.length).toBe(3)
  })

  it('after 403/04 is not begun, because a minute does not fit the call', async () => {
    const { createClient, inquiries } = imitate({ inquiry: () => refuse('4039204') })
    const error = await rejectionOf(createClient({ retry: { baseDelayMs: 1 } }).getTransactionStatus(query))
    expect(error).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 60_000,
      limitedBy: 'provider',
      attempts: 1,
    })
    expect(inquiries.length).toBe(1)
  })
})

describe('a refusal without a code of seven digits', () => {
  it.each([
    { status: 429, responseCode: '401ab01', code: 'RATE_LIMITED' },
    { status: 401, responseCode: '401ab01', code: 'AUTHENTICATION' },
    { status: 400, responseCode: ' 4019201', code: 'REJECTED' },
    { status: 503, responseCode: '409xx00', code: 'PROVIDER_UNAVAILABLE' },
  ])('of $responseCode under HTTP $status is not asked again', async ({ status, responseCode, code }) => {
    const { createClient, inquiries } = imitate({
      inquiry: () => new Response(refusalBody(responseCode), { status }),
    })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    expect([error.code, inquiries.length]).toEqual([code, 1])
  })
})

describe('an inquiry', () => {
  it('asks what was asked, even when the query object is reused while the token is awaited', async () => {
    const { createClient, inquiries } = imitate()
    const reused = { ...query }
    const asking = createClient().getTransactionStatus(reused)
    reused.merchantReference = 'INV-002'
    expect((await asking).merchantReference).toBe('INV-001')
    expect(inquiries[0]?.body).toContain('INV-001')
  })

  it('compares with what the caller expects and observes by the given clock', async () => {
    const { createClient } = imitate()
    const transaction = await createClient().getTransactionStatus(query, { expect: { amount: '10001' } })
    expect(transaction).toMatchObject({
      advice: 'review',
      warnings: [{ code: 'EXPECTATION_DIFFERS' }],
      evidence: { observedAt: '2026-01-26T03:00:00.000Z', attempts: 1 },
    })
  })

  it('shows neither token nor signature when they are echoed', async () => {
    let signature = ''
    const { createClient } = imitate({
      token: () => issue(1, { accessToken: 'canary-token-0123456789' }),
      inquiry: ({ headers }) => {
        signature = headers.get('x-signature') ?? ''
        return refuse('4009200', JSON.stringify([...headers]))
      },
    })
    const error = await rejectionOf(createClient().getTransactionStatus(query))
    const printed = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)
    expect(signature).toHaveLength(88)
    expect(error.providerMessage).toContain('sandbox-10001')
    for (const secret of ['canary-token', signature]) expect(printed).not.toContain(secret)
  })

  it('refuses a base URL that ends in the path of either call', () => {
    const { createClient } = imitate()
    for (const path of ['/v1.0', '/v1.0/inquiry-status', '/v1.0/access-token', '/x/v1.0/access-token/b2b']) {
      expect(() => createClient({ baseUrl: `http://127.0.0.1:4102${path}` })).toThrow('baseUrl')
    }
  })
})
