import { createHash, createHmac, sign } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixtureBody, fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import type { MockServer } from '../src/server.ts'
import type { MockAnswer } from '../src/types.ts'
import { createMockServer, credentials, fixtures, provider } from './index.ts'

const tokenPath = '/v1.0/access-token/b2b'
const inquiryPath = '/v1.0/inquiry-status'
const timestamp = '2025-02-25T16:14:05+07:00'

/** The moment of the page's sample token. */
const startMs = 1_740_470_472_000
let nowMs = startMs
let engine: MockEngine
let lastExternalId = 0

beforeEach(() => {
  nowMs = startMs
  engine = provider.createEngine({ now: () => new Date(nowMs) })
})

type Headers = Record<string, string>

/** The token page's formula: base64(SHA256withRSA(private key, X-CLIENT-KEY|X-TIMESTAMP)). */
function signToken(clientKey: string, time: string): string {
  return sign('sha256', Buffer.from(`${clientKey}|${time}`), credentials.privateKey).toString('base64')
}

/** The SNAP formula over the body as sent; it has no white space outside strings unless a test adds some. */
function signInquiry(
  body: string,
  token: string,
  { secret, time = timestamp }: { secret?: string; time?: string },
): string {
  return createHmac('sha512', secret ?? credentials.merchantSecret)
    .update(`POST:${inquiryPath}:${token}:${createHash('sha256').update(body).digest('hex')}:${time}`)
    .digest('base64')
}

function tokenHeaders(changes: Headers = {}): Headers {
  return {
    'content-type': 'application/json',
    'x-timestamp': timestamp,
    'x-client-key': credentials.partnerId,
    'x-signature': signToken(credentials.partnerId, timestamp),
    ...changes,
  }
}

const grant = '{"grantType":"client_credentials"}'

function post(path: string, headers: Headers, body: string): MockAnswer {
  return engine.handle({ method: 'POST', path, query: new URLSearchParams(), headers, body })
}

function askToken(headers: Headers = tokenHeaders(), body: string = grant): MockAnswer {
  return post(tokenPath, headers, body)
}

function takeToken(): string {
  return JSON.parse(askToken().body).accessToken
}

function nextExternalId(): string {
  lastExternalId += 1
  return String(lastExternalId).padStart(20, '0')
}

function inquiryHeaders(body: string, token: string, changes: Headers = {}): Headers {
  return {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'x-timestamp': timestamp,
    'x-signature': signInquiry(body, token, {}),
    'x-partner-id': credentials.partnerId,
    'x-external-id': nextExternalId(),
    'channel-id': '95221',
    ...changes,
  }
}

/** Signs whatever body is given with a token of this engine. */
function askText(body: string, changes: Headers = {}): MockAnswer {
  return post(inquiryPath, inquiryHeaders(body, takeToken(), changes), body)
}

function askFor(members: Record<string, unknown>): MockAnswer {
  return askText(JSON.stringify(members))
}

function documentedBody(name: string): string {
  return fixtureBody(fixtureOf(fixtures, name))
}

function codeOf(answer: MockAnswer) {
  return {
    status: answer.status,
    responseCode: JSON.parse(answer.body).responseCode,
  }
}

function code(responseCode: string) {
  return { status: Number(responseCode.slice(0, 3)), responseCode }
}

describe('an access token request', () => {
  it('returns the fields of the page in the layout of its sample', () => {
    const answer = askToken()
    const { accessToken, ...rest } = JSON.parse(answer.body)
    expect(answer.status).toBe(200)
    expect(rest).toEqual({
      responseCode: '2007300',
      responseMessage: 'Successful',
      tokenType: 'Bearer',
      expiresIn: '900',
      additionalInfo: null,
    })
    const parts = String(accessToken).split('.')
    expect(parts).toHaveLength(3)
    expect(
      parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))),
    ).toEqual([
      { typ: 'JWT', alg: 'HS256' },
      { nbf: 1740470472, exp: 1740471372, iat: 1740470472, MERCHANT_ID: 'sandbox-10001' },
    ])
  })

  it.each([
    ['another text', { 'x-signature': signToken('sandbox-10002', timestamp) }],
    ['another time', { 'x-timestamp': '2025-02-25T16:14:06+07:00' }],
    [
      'another merchant, rightly signed',
      { 'x-client-key': 'sandbox-10002', 'x-signature': signToken('sandbox-10002', timestamp) },
    ],
    ['hex', { 'x-signature': Buffer.from(signToken('sandbox-10001', timestamp), 'base64').toString('hex') }],
    ['no base64', { 'x-signature': '%%%' }],
  ])('is refused for a signature over %s', (_what, changes) => {
    expect(codeOf(askToken(tokenHeaders(changes)))).toEqual(code('4017300'))
  })

  it.each(Object.keys(tokenHeaders()))('needs the header %s', (name) => {
    expect(codeOf(askToken(tokenHeaders({ [name]: '' })))).toEqual(code('4007302'))
  })

  it('requires a timestamp in the documented format', () => {
    const time = '2025-02-25T09:14:05.000Z'
    const headers = tokenHeaders({
      'x-timestamp': time,
      'x-signature': signToken(credentials.partnerId, time),
    })
    expect(codeOf(askToken(headers))).toEqual(code('4007301'))
  })

  it.each([
    ['{', '4007300'],
    ['[]', '4007300'],
    ['{}', '4007302'],
    ['{"grantType":""}', '4007302'],
    ['{"grantType":"authorization_code"}', '4007301'],
    ['{"grantType":1}', '4007301'],
  ])('is refused for the body %s', (body, responseCode) => {
    expect(codeOf(askToken(tokenHeaders(), body))).toEqual(code(responseCode))
  })
})

describe('the token in an inquiry', () => {
  const body = '{"tradeType":2,"orderNo":"D_1740470950370"}'

  const askWith = (token: string): MockAnswer => post(inquiryPath, inquiryHeaders(body, token), body)

  it('is valid for 900 s', () => {
    const token = takeToken()
    nowMs = startMs + 899_999
    expect(askWith(token).status).toBe(200)
    nowMs = startMs + 900_000
    expect(askWith(token).body).toBe(documentedBody('invalid-token'))
    expect(codeOf(askWith(token))).toEqual(code('4019201'))
  })

  it('stays valid when another one is issued', () => {
    const token = takeToken()
    nowMs = startMs + 60_000
    expect(takeToken()).not.toBe(token)
    expect(askWith(token).status).toBe(200)
  })

  it('must be issued by this engine', () => {
    const other = provider.createEngine({ now: () => new Date(nowMs) })
    const answer = other.handle({
      method: 'POST',
      path: tokenPath,
      query: new URLSearchParams(),
      headers: tokenHeaders(),
      body: grant,
    })
    expect(codeOf(askWith(JSON.parse(answer.body).accessToken))).toEqual(code('4019201'))
  })

  it.each(['', 'Basic ', 'Token '])('is refused after %j instead of its scheme', (scheme) => {
    const token = takeToken()
    const headers = inquiryHeaders(body, token, { authorization: `${scheme}${token}` })
    expect(codeOf(post(inquiryPath, headers, body))).toEqual(code('4019201'))
  })

  it.each(['Basic abc', 'Bearer', 'Bearer a b', 'token'])('is not read from %j', (authorization) => {
    expect(codeOf(askText(body, { authorization }))).toEqual(code('4019201'))
  })
})

describe('the signature of an inquiry', () => {
  const body = '{"tradeType":2,"orderNo":"success-1"}'

  it('covers the minified body without white space outside strings', () => {
    const token = takeToken()
    const headers = inquiryHeaders(body, token)
    const spaced = '{\n"tradeType": 2,\n"orderNo": "success-1"\n}'
    expect(post(inquiryPath, headers, spaced).status).toBe(200)
  })

  it('covers white space inside strings', () => {
    const headers = inquiryHeaders('{"tradeType":2,"orderNo":"success-1"}', takeToken())
    expect(codeOf(post(inquiryPath, headers, '{"tradeType":2,"orderNo":"success- 1"}'))).toEqual(
      code('4019200'),
    )
  })

  it('is refused for another secret, body, time or token, and for the secret read as hex', () => {
    const [token, secret] = [takeToken(), credentials.merchantSecret]
    const wrong = [
      signInquiry(body, token, { secret: `${secret}0` }),
      signInquiry(`${body} `, token, {}),
      signInquiry(body, token, { time: '2025-02-25T16:14:06+07:00' }),
      signInquiry(body, `Bearer ${token}`, {}),
      createHmac('sha512', Buffer.from(secret, 'hex'))
        .update(
          `POST:${inquiryPath}:${token}:${createHash('sha256').update(body).digest('hex')}:${timestamp}`,
        )
        .digest('base64'),
    ]
    for (const signature of wrong) {
      const answer = askText(body, { 'x-signature': signature })
      expect(answer.body).toBe(documentedBody('invalid-signature'))
      expect(answer.status).toBe(401)
    }
  })

  it('is checked before the situation and the rest of the request', () => {
    const answer = askText('{"tradeType":9}', { 'x-signature': 'x', 'x-external-id': 'x' })
    expect(codeOf(answer)).toEqual(code('4019200'))
  })

  it('belongs to the merchant of the token', () => {
    expect(codeOf(askText(body, { 'x-partner-id': 'sandbox-10002' }))).toEqual(code('4019200'))
  })
})

describe('the headers of an inquiry', () => {
  const body = '{"tradeType":2,"orderNo":"success-1"}'

  it.each([
    'content-type',
    'authorization',
    'x-timestamp',
    'x-signature',
    'x-partner-id',
    'x-external-id',
    'channel-id',
  ])('need %s', (name) => {
    const answer = askText(body, { [name]: '' })
    expect(codeOf(answer)).toEqual(code('4009202'))
    expect(JSON.parse(answer.body).responseMessage.toLowerCase()).toBe(`invalid mandatory field ${name}`)
  })

  it.each([
    '2025-02-25 16:14:05+07:00',
    '2025-02-25T16:14:05.000+07:00',
    '2025-02-25T16:14:05',
    '2025-13-25T16:14:05+07:00',
    '2025-02-30T16:14:05+07:00',
    '2025-02-25T24:00:00+07:00',
    '2025-02-25T16:14:05+0700',
    '1740470472',
  ])('refuse the time %s', (time) => {
    const token = takeToken()
    const changes = { 'x-timestamp': time, 'x-signature': signInquiry(body, token, { time }) }
    expect(codeOf(askText(body, changes))).toEqual(code('4009201'))
  })

  it.each(['1999-01-01T00:00:00+07:00', '2025-02-25T09:14:05Z'])('accept the time %s', (time) => {
    const token = takeToken()
    const changes = { 'x-timestamp': time, 'x-signature': signInquiry(body, token, { time }) }
    expect(askText(body, changes).status).toBe(200)
  })

  it.each(['T_1737537970911', '-1', '1.5', ' 1', '1'.repeat(37), '١٢٣'])(
    'refuse the external id %j',
    (externalId) => {
      expect(codeOf(askText(body, { 'x-external-id': externalId }))).toEqual(code('4009201'))
    },
  )

  it('refuse an external id that was used the same day in UTC+7', () => {
    nowMs = Date.parse('2025-02-25T23:59:59+07:00')
    const changes = { 'x-external-id': '0001' }
    expect(askText(body, changes).status).toBe(200)
    const repeated = askText(body, changes)
    expect(repeated.body).toBe(documentedBody('conflict'))
    expect(codeOf(repeated)).toEqual(code('4099200'))
    nowMs += 1000
    expect(askText(body, changes).status).toBe(200)
    expect(codeOf(askText(body, changes))).toEqual(code('4099200'))
  })

  it('do not use up the external ID of a refused request', () => {
    const changes = { 'x-external-id': '0002' }
    expect(askText(body, { ...changes, 'x-signature': 'x' }).status).toBe(401)
    expect(askText(body, changes).status).toBe(200)
  })
})

describe('the body of an inquiry', () => {
  it.each([
    ['', '4009200'],
    ['{', '4009200'],
    ['[]', '4009200'],
    ['null', '4009200'],
    ['{"orderNo":"success-1"}', '4009202'],
    ['{"tradeType":null,"orderNo":"success-1"}', '4009202'],
    ['{"tradeType":3,"orderNo":"success-1"}', '4009201'],
    ['{"tradeType":"2","orderNo":"success-1"}', '4009201'],
    ['{"tradeType":2}', '4009202'],
    ['{"tradeType":2,"orderNo":null,"tradeNo":""}', '4009202'],
    ['{"tradeType":2,"orderNo":101100012503031541003246}', '4009201'],
    ['{"tradeType":2,"tradeNo":{}}', '4009201'],
    [`{"tradeType":2,"orderNo":"${'1'.repeat(33)}"}`, '4009201'],
    [`{"tradeType":2,"tradeNo":"${'1'.repeat(33)}"}`, '4009201'],
    [`{"tradeType":2,"orderNo":"${'1'.repeat(32)}"}`, '4049201'],
  ])('%s results in %s', (body, responseCode) => {
    expect(codeOf(askText(body))).toEqual(code(responseCode))
  })

  it('never makes the engine throw', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const compact = JSON.stringify(JSON.parse(body))
        expect(askText(compact).status).toBe(400)
      }),
    )
  })
})

describe('an order', () => {
  it('of the page is returned byte for byte', () => {
    const answer = askFor({ tradeType: 2, orderNo: 'D_1740470950370' })
    expect(answer.body).toBe(documentedBody('payout-processing'))
    expect(answer.provenance.kind).toBe('documented')
  })

  it.each([
    { tradeType: 1, orderNo: 'D_1740470950370' },
    { tradeType: 2, tradeNo: 'D_1740470950370' },
    { tradeType: 2, orderNo: 'D_1740470950370', tradeNo: 'success-1' },
    { tradeType: 2, orderNo: 'T_1706218110' },
    { tradeType: 1, tradeNo: 'T_1706218110' },
    { tradeType: 1, orderNo: 'T101sandbox-10039240126042833650' },
    { tradeType: 1, orderNo: 'success-1', tradeNo: 'failed-1' },
    { tradeType: 1, orderNo: 'payout-success-1' },
    { tradeType: 2, orderNo: 'partial-1' },
    { tradeType: 2, orderNo: 'successful' },
  ])('with %j is not found', (members) => {
    expect(askFor(members).body).toBe(documentedBody('not-found'))
  })

  it.each([
    { orderNo: 'T_1706218110' },
    { tradeNo: 'T101sandbox-10039240126042833650' },
    { orderNo: 'T_1706218110', tradeNo: 'T101sandbox-10039240126042833650' },
  ])('that has both numbers is found by %j', (numbers) => {
    expect(askFor({ tradeType: 1, ...numbers }).body).toBe(documentedBody('payment-success'))
  })

  const words = [
    ['success', 'SUCCESS'],
    ['pending', 'INIT'],
    ['processing', 'PROCESSING'],
    ['failed', 'FAILED'],
    ['expired', 'EXPIRED'],
    ['unknown', null],
  ] as const

  it.each(words.flatMap(([scenario, word]) => [[scenario, 1, word] as const, [scenario, 2, word] as const]))(
    '%s of tradeType %i has the word %s, by either number',
    (scenario, tradeType, status) => {
      const number = `${scenario}-77`
      const byOrderNo = JSON.parse(askFor({ tradeType, orderNo: number }).body)
      expect(byOrderNo).toMatchObject({ tradeType, orderNo: number, status, responseCode: '2009200' })
      const byTradeNo = JSON.parse(askFor({ tradeType, tradeNo: number }).body)
      expect(byTradeNo).toMatchObject({ tradeType, tradeNo: number, status, responseCode: '2009200' })
      const byBoth = JSON.parse(askFor({ tradeType, orderNo: number, tradeNo: `${scenario}-78` }).body)
      expect(byBoth).toMatchObject({ tradeType, orderNo: number, tradeNo: `${scenario}-78`, status })
    },
  )

  it('of a scenario differs from the documented body in its numbers only', () => {
    const answer = askFor({ tradeType: 2, orderNo: 'processing-77' })
    expect(answer.body.replace('processing-77', 'D_1740470950370')).toBe(documentedBody('payout-processing'))
    expect(answer.provenance.kind).toBe('documented, reference replaced')
  })

  it('keeps every character of a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 11 }), (rest) => {
        const number = `failed-${rest}`
        expect(JSON.parse(askFor({ tradeType: 2, tradeNo: number }).body)).toMatchObject({
          orderNo: number,
          tradeNo: number,
        })
      }),
    )
  })

  it.each([
    ['not-found', '4049201'],
    ['unauthorized', '4019200'],
    ['server-error', '5009200'],
  ])('%s of either kind is answered with %s', (scenario, responseCode) => {
    for (const tradeType of [1, 2]) {
      expect(codeOf(askFor({ tradeType, orderNo: `${scenario}-5` }))).toEqual(code(responseCode))
    }
  })
})

describe('fixtures', () => {
  it.each(fixtures.map((fixture) => [fixture.case, fixture] as const))(
    '%s expects the values of its body',
    (_case, { response, expected, ask }) => {
      const body = JSON.parse(response.body.join('\n'))
      expect(response.status).toBe(Number(body.responseCode.slice(0, 3)))
      if ('error' in expected) {
        expect(expected.error.providerCode).toBe(body.responseCode)
        return
      }
      expect(body.tradeType).toBe(ask.query.kind === 'payment' ? 1 : 2)
      expect(expected.transaction).toMatchObject({
        kind: ask.query.kind,
        merchantReference: body.orderNo,
        providerReference: body.tradeNo,
        providerStatus: body.status,
        amount: { value: body.money.amount.toFixed(2), currency: body.money.currency },
        channel: { type: null, code: body.paymentMethod, name: null },
      })
    },
  )
})

describe('other requests', () => {
  it.each([
    ['GET', inquiryPath, 405],
    ['GET', tokenPath, 405],
    ['POST', '/v1.0/inquiryStatus', 404],
    ['POST', `${inquiryPath}/`, 404],
  ])('%s %s results in %i', (method, path, status) => {
    const request = { method, path, query: new URLSearchParams(), headers: {}, body: '' }
    expect(engine.handle(request).status).toBe(status)
  })
})

describe('over HTTP', () => {
  let server: MockServer

  beforeAll(async () => {
    server = await createMockServer({ now: () => new Date(startMs) })
  })

  afterAll(() => server.close())

  const fetchToken = async (): Promise<string> => {
    const response = await fetch(server.url + tokenPath, {
      method: 'POST',
      headers: tokenHeaders(),
      body: grant,
    })
    return (await response.json()).accessToken
  }

  const fetchStatus = async (token: string, body: string, changes: Headers = {}) =>
    fetch(server.url + inquiryPath, { method: 'POST', headers: inquiryHeaders(body, token, changes), body })

  const body = '{"tradeType":2,"orderNo":"D_1740470950370"}'

  it('returns the documented body for an issued token', async () => {
    const response = await fetchStatus(await fetchToken(), body)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-mock-provenance')).toBe('documented; https://docs.smilepay.id/inquiry')
    expect(await response.text()).toBe(documentedBody('payout-processing'))
  })

  it('refuses a foreign token and a wrong signature', async () => {
    const foreign = await fetchStatus('foreign', body)
    expect([foreign.status, await foreign.text()]).toEqual([401, documentedBody('invalid-token')])
    const unsigned = await fetchStatus(await fetchToken(), body, { 'x-signature': 'x' })
    expect([unsigned.status, await unsigned.text()]).toEqual([401, documentedBody('invalid-signature')])
  })
})
