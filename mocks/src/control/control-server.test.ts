import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { credentials } from '../../paymenku/credentials.ts'
import { createMocks, type Mocks } from '../mocks.ts'
import { providerNames } from '../registry.ts'

let mocks: Mocks
let control = ''

beforeAll(async () => {
  mocks = await createMocks({ control: { allowedHosts: ['QA.test'] } })
  control = mocks.control?.url ?? ''
})

afterAll(() => mocks.close())

beforeEach(() => {
  for (const name of mocks.state.sessions()) mocks.state.deleteSession(name)
  mocks.all.clearSituations()
  mocks.all.clearFaults()
})

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${control}/api/${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

async function statusOf(reference: string, session?: string): Promise<string> {
  const prefix = session === undefined ? '' : `/s/${session}`
  const response = await fetch(`${mocks.servers.paymenku.url}${prefix}/api/v1/check-status/${reference}`, {
    headers: { authorization: `Bearer ${credentials.apiKey}` },
  })
  const body = response.headers.get('content-type')?.includes('json') ? await response.json() : {}
  return body.data?.status ?? String(response.status)
}

/** `fetch` would not let a test choose these headers. */
function statusWith(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const address = new URL(`${control}${path}`)
    const request = httpRequest(address, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject).end()
  })
}

describe('the control API', () => {
  it.each([
    [{ provider: 'digiflaz' }, 'must be one of', '(did you mean "digiflazz"?)'],
    [
      { effect: 'created_order' },
      'must be one of created-order, asked-again',
      '(did you mean "created-order"?)',
    ],
    [{ rule: 'sesion' }, 'must be one of mock, request', '(did you mean "session"?)'],
    [{ situation: 'sucess' }, 'must be one of', '(did you mean "success"?)'],
    [{ endpoint: 'check-state' }, 'must be one of check-status', ''],
  ])('refuses the journal filter %j, which no call can match', async (filter, rule, nearest) => {
    const [field = '', value = ''] = Object.entries(filter)[0] ?? []
    for (const { status, body } of [
      await call('POST', 'journal/expect', { ...filter, atMost: 0 }),
      await call('GET', `journal?${field}=${value}`),
    ]) {
      expect([status, body.field]).toEqual([400, field])
      expect(body.error).toContain(rule)
      expect(body.error).toContain(nearest)
    }
  })

  it('describes every provider', async () => {
    const { body } = await call('GET', 'providers')
    expect(body.providers.map(({ name }: { name: string }) => name)).toEqual(providerNames)
    const [paymenku] = body.providers
    expect(paymenku).toMatchObject({
      url: mocks.servers.paymenku.url,
      credentials,
      sessionCredentials: { apiKey: `${credentials.apiKey}.<session>` },
      curl: expect.stringMatching(/^curl -i .*check-status\/success-001'$/),
    })
    expect(paymenku.situations).toContainEqual({
      name: 'success',
      kind: 'scenario',
      provenance: ['documented, reference replaced'],
      description: 'Paid through a virtual account',
      references: ['success-001', 'IDPsuccess-001'],
    })
    expect(paymenku.situations).toContainEqual(
      expect.objectContaining({ name: 'maintenance', kind: 'general', provenance: ['inferred'] }),
    )
  })

  it('returns the fixture and the response of every reference', async () => {
    const { body } = await call('GET', 'providers')
    expect(body.providers[0].references).toContainEqual(
      expect.objectContaining({
        reference: 'INV-001',
        fixture: 'paid',
        status: 200,
        source: expect.stringMatching(/^https:/),
      }),
    )
    const answer = await call('GET', 'providers/paymenku/answers/paid')
    expect(answer).toMatchObject({ status: 200, body: { status: 200, provenance: { kind: 'documented' } } })
    expect(JSON.parse(answer.body.body).data.reference_id).toBe('INV-001')
    expect(await call('GET', 'providers/paymenku/answers/none')).toMatchObject({
      status: 404,
      body: { field: 'fixture' },
    })
    expect((await call('GET', 'providers/nobody/answers/paid')).body.field).toBe('provider')
  })

  it('clears the rule for everything and keeps narrower rules', async () => {
    await call('PUT', 'sessions/default/situations', { situation: 'failed' })
    await call('PUT', 'sessions/default/situations', { reference: 'ORDER-1', situation: 'success' })
    await call('DELETE', 'sessions/default/situations?provider=')
    expect([await statusOf('ORDER-1'), await statusOf('ORDER-2')]).toEqual(['paid', '404'])
  })

  it('sets a situation for a reference, a provider or everything; the narrowest applies', async () => {
    await call('PUT', 'sessions/default/situations', { situation: 'failed' })
    expect(await statusOf('ORDER-1')).toBe('failed')
    await call('PUT', 'sessions/default/situations', { provider: 'paymenku', situation: 'expired' })
    expect(await statusOf('ORDER-1')).toBe('expired')
    await call('PUT', 'sessions/default/situations', { reference: 'ORDER-1', situation: 'success' })
    expect(await statusOf('ORDER-1')).toBe('paid')
    expect(await statusOf('ORDER-2')).toBe('expired')
    await call('DELETE', 'sessions/default/situations?provider=paymenku')
    expect(await statusOf('ORDER-2')).toBe('failed')
    await call('DELETE', 'sessions/default/situations')
    expect(await statusOf('ORDER-2')).toBe('404')
  })

  it('sets rules for all sessions, below the rules of a session', async () => {
    await call('PUT', 'sessions/all/situations', { provider: 'paymenku', situation: 'maintenance' })
    await call('PUT', 'sessions/alice/situations', { situation: 'success' })
    expect(await statusOf('ORDER-1')).toBe('503')
    expect(await statusOf('ORDER-1', 'bob')).toBe('503')
    expect(await statusOf('ORDER-1', 'alice')).toBe('paid')
    await call('DELETE', 'sessions/all')
    expect(await statusOf('ORDER-1', 'bob')).toBe('404')
    expect(await statusOf('ORDER-1', 'alice')).toBe('paid')
  })

  it('sets a timeline and returns its position', async () => {
    const { body } = await call('PUT', 'sessions/default/situations', {
      provider: 'paymenku',
      reference: 'ORDER-1',
      timeline: [{ situation: 'pending', forCalls: 1 }, { situation: 'success' }],
    })
    expect(body.situations[0].timeline).toMatchObject({ step: 0, stepBeganAt: null })
    expect([await statusOf('ORDER-1'), await statusOf('ORDER-1')]).toEqual(['pending', 'paid'])
    const after = await call('GET', 'sessions/default')
    expect(after.body.situations[0].timeline).toMatchObject({ step: 2, callsInStep: 1 })
  })

  it('changes the clock of one session and the times of its responses', async () => {
    await call('PUT', 'sessions/alice/clock', { mode: 'frozen', at: '2026-03-01T08:00:00+07:00' })
    await call('PUT', 'sessions/alice/situations', {
      timeline: [{ situation: 'pending', forMs: 300_000 }, { situation: 'success' }],
    })
    expect(await statusOf('ORDER-1', 'alice')).toBe('pending')
    const moved = await call('PUT', 'sessions/alice/clock', { advanceMs: 300_000 })
    expect(moved.body.clock).toEqual({ mode: 'frozen', now: '2026-03-01T01:05:00.000Z', touched: true })
    const response = await fetch(`${mocks.servers.paymenku.url}/s/alice/api/v1/check-status/ORDER-1`, {
      headers: { authorization: `Bearer ${credentials.apiKey}` },
    })
    expect((await response.json()).data).toMatchObject({
      status: 'paid',
      created_at: '2026-03-01T01:00:00+00:00',
      paid_at: '2026-03-01T01:05:00+00:00',
      updated_at: '2026-03-01T01:05:00+00:00',
    })
    const { body } = await call('GET', 'journal?session=alice&limit=1')
    expect(body.entries[0].provenance).toMatchObject({
      kind: 'documented, reference replaced',
      note: expect.stringContaining('follow the clock'),
    })
    const back = await call('DELETE', 'sessions/alice/clock')
    expect(back.body.clock).toMatchObject({ mode: 'running', touched: false })
  })

  it('adds faults with a count and removes them', async () => {
    const added = await call('POST', 'sessions/default/faults', {
      fault: { kind: 'bad-gateway' },
      reference: 'success-1',
      times: 2,
    })
    expect(added).toMatchObject({ status: 201, body: { id: '1', remaining: 2 } })
    const words = [await statusOf('success-2'), await statusOf('success-1'), await statusOf('success-1')]
    expect([...words, await statusOf('success-1')]).toEqual(['paid', '502', '502', 'paid'])
    await call('POST', 'sessions/default/faults', { fault: { kind: 'server-error' } })
    const listed = await call('GET', 'sessions/default')
    expect(listed.body.faults).toEqual([{ id: '2', fault: { kind: 'server-error' }, remaining: null }])
    expect((await call('DELETE', 'sessions/default/faults/9')).status).toBe(400)
    await call('DELETE', 'sessions/default/faults/2')
    expect(await statusOf('success-1')).toBe('paid')
  })

  it('enables rate limits for one session', async () => {
    await call('PATCH', 'sessions/alice/settings', { rateLimits: true })
    const answers: string[] = []
    for (let count = 0; count < 61; count += 1) answers.push(await statusOf('success-1', 'alice'))
    expect(answers.indexOf('429')).toBe(60)
    expect(await statusOf('success-1')).toBe('paid')
  })

  it('lists, returns, checks and clears journal entries', async () => {
    await statusOf('ORDER-1', 'alice')
    await statusOf('ORDER-1', 'alice')
    await statusOf('ORDER-2', 'bob')
    const { body } = await call('GET', 'journal?session=alice')
    expect(body.entries).toHaveLength(2)
    const [entry] = body.entries
    expect((await call('GET', `journal/${entry.id}`)).body).toMatchObject({ id: entry.id, session: 'alice' })
    expect((await call('GET', 'journal/999999')).status).toBe(404)
    const met = await call('POST', 'journal/expect', { session: 'alice', reference: 'ORDER-1', times: 2 })
    expect(met).toMatchObject({ status: 200, body: { met: true, count: 2 } })
    const unmet = await call('POST', 'journal/expect', { reference: 'ORDER-2', atLeast: 2 })
    expect(unmet.status).toBe(417)
    expect(unmet.body.message).toContain('there were only 1')
    expect((await call('DELETE', 'journal?session=alice')).status).toBe(204)
    expect(
      (await call('GET', 'journal')).body.entries.map((each: { session: string }) => each.session),
    ).toEqual(['bob'])
  })

  it('resets one session only', async () => {
    for (const name of ['alice', 'bob']) {
      await call('PUT', `sessions/${name}/situations`, { situation: 'failed' })
      await statusOf('ORDER-1', name)
    }
    const { body } = await call('POST', 'sessions/alice/reset')
    expect(body).toMatchObject({ session: 'alice', situations: [], calls: 0 })
    expect(await statusOf('ORDER-1', 'bob')).toBe('failed')
    expect((await call('GET', 'journal?session=alice')).body.entries).toEqual([])
  })

  it('streams the entries of one session', async () => {
    const stopped = new AbortController()
    const response = await fetch(`${control}/api/journal/stream?session=alice`, { signal: stopped.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (marker: string) => {
      while (!text.includes(marker)) text += (await reader?.read())?.value ?? ''
    }
    await until(': the journal')
    await statusOf('ORDER-1', 'bob')
    await statusOf('ORDER-2', 'alice')
    await until('ORDER-2')
    await call('POST', 'sessions/alice/reset')
    await until('event: reset')
    expect(text).not.toContain('ORDER-1')
    expect(text).toMatch(/id: \d+\nevent: entry\ndata: \{"id":/)
    stopped.abort()
  })
})

describe('the control API refuses', () => {
  it.each([
    ['PUT', 'sessions/default/situations', '{', null],
    ['PUT', 'sessions/default/situations', {}, 'situation'],
    ['PUT', 'sessions/default/situations', { situation: 'sucess' }, 'situation'],
    ['PUT', 'sessions/default/situations', { provider: 'paypal', situation: 'success' }, 'provider'],
    ['PUT', 'sessions/default/situations', { provider: 'apigames', situation: 'expired' }, 'situation'],
    ['PUT', 'sessions/default/situations', { situation: 'success', for: 1 }, 'for'],
    ['PUT', 'sessions/default/situations', { timeline: [{ situation: 'success' }] }, 'timeline'],
    [
      'PUT',
      'sessions/default/situations',
      { timeline: [{ situation: 'pending' }, { situation: 'success' }] },
      'timeline.0',
    ],
    [
      'PUT',
      'sessions/default/situations',
      { timeline: [{ situation: 'pending', forMs: 0 }, { situation: 'success' }] },
      'timeline.0.forMs',
    ],
    [
      'PUT',
      'sessions/default/situations',
      { timeline: [{ situation: 'pendin', forMs: 1 }, { situation: 'success' }] },
      'timeline.0.situation',
    ],
    ['POST', 'sessions/default/faults', { fault: { kind: 'explosion' } }, 'fault.kind'],
    ['POST', 'sessions/default/faults', { fault: { kind: 'latency' } }, 'fault.delayMs'],
    ['POST', 'sessions/default/faults', { fault: { kind: 'reset', delayMs: 1 } }, 'fault.delayMs'],
    ['POST', 'sessions/default/faults', { fault: { kind: 'reset' }, times: 0 }, 'times'],
    ['PUT', 'sessions/default/clock', {}, 'mode'],
    ['PUT', 'sessions/default/clock', { at: '2026-01-01T00:00:00' }, 'at'],
    ['PUT', 'sessions/default/clock', { mode: 'frozen', advanceMs: 5 }, 'advanceMs'],
    ['PUT', 'sessions/all/clock', { mode: 'frozen' }, 'session'],
    ['PATCH', 'sessions/default/settings', { seed: -1 }, 'seed'],
    ['PUT', 'sessions/a%20b/situations', { situation: 'success' }, 'session'],
    ['GET', 'journal?sesion=alice', undefined, 'sesion'],
    ['GET', 'journal?limit=0', undefined, 'limit'],
    ['POST', 'journal/expect', { reference: 'ORDER-1' }, null],
  ])('%s %s %j and names the field', async (method, path, body, field) => {
    const answer = await call(method, path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.field).toBe(field)
    expect(answer.body.error).toMatch(/^[^\n]+$/)
  })

  it('an unknown path and method', async () => {
    expect((await call('GET', 'nothing')).status).toBe(404)
    expect((await call('DELETE', 'health')).status).toBe(405)
    expect((await call('GET', 'sessions/%E0%A4%A')).status).toBe(400)
  })

  it('a body above the limit', async () => {
    expect((await call('PUT', 'sessions/default/situations', ' '.repeat(262_145))).status).toBe(413)
  })

  it("headers above the limit, as the providers' mocks do", async () => {
    expect(await statusWith('/api/journal', { 'x-long': 'x'.repeat(17_000) })).toBe(431)
    const headers = { 'x-long': 'x'.repeat(17_000) }
    expect((await fetch(mocks.servers.paymenku.url, { headers })).status).toBe(431)
  })

  it('rules above the limit of a session', async () => {
    for (let count = 0; count < 100; count += 1) mocks.session('full').addFault({ fault: { kind: 'reset' } })
    const { status, body } = await call('POST', 'sessions/full/faults', { fault: { kind: 'reset' } })
    expect({ status, field: body.field }).toEqual({ status: 409, field: 'fault' })
  })

  const port = () => new URL(control).port

  it.each([
    ['a name that was made to point here', () => ({ host: `evil.example:${port()}` })],
    ['a host that is none', () => ({ host: 'me@127.0.0.1' })],
    ['a loopback address as part of a name', () => ({ host: `127.0.0.1.evil.example:${port()}` })],
    ['a page of another site', () => ({ origin: 'https://evil.example' })],
    ['a page of another port', () => ({ origin: `http://127.0.0.1:${Number(port()) + 1}` })],
    ['a page without an origin', () => ({ origin: 'null' })],
    ['what a browser calls cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['what a browser calls same-site', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('%s', async (_what, headers) => {
    expect(await statusWith('/api/journal', headers())).toBe(403)
    expect(await statusWith('/api/sessions/default/reset', headers(), 'POST')).toBe(403)
    expect(await statusWith('/', headers())).toBe(403)
  })

  it.each([
    ['loopback', () => ({ host: `127.0.0.1:${port()}` })],
    ['localhost', () => ({ host: `LOCALHOST:${port()}` })],
    ['loopback in IPv6', () => ({ host: `[::1]:${port()}` })],
    ['a name that was allowed', () => ({ host: `qa.test:${port()}` })],
    ['its own page', () => ({ origin: control, 'sec-fetch-site': 'same-origin' })],
    ['the address line of a browser', () => ({ 'sec-fetch-site': 'none' })],
  ])('not %s', async (_what, headers) => {
    expect(await statusWith('/api/journal', headers())).toBe(200)
    expect(await statusWith('/', headers())).toBe(200)
  })
})
