import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  privateEncrypt,
  sign,
} from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type ExplainContext,
  explainInOneLine,
  type SignatureExplanation,
} from '../src/explain/explanation.ts'
import type { MockEngine } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { explainInquiry } from './explain/inquiry.ts'
import { explain } from './explain.ts'
import { provider } from './provider.ts'
import vectorFile from './vectors.json' with { type: 'json' }

const tokenPath = '/v1.0/access-token/b2b'
const inquiryPath = '/v1.0/inquiry-status'

/** 2025-02-25T15:01:12+07:00, when the page's sample token was issued. */
const startMs = 1_740_470_472_000
const timestamp = '2025-02-25T15:01:12+07:00'
const { merchantSecret: secret, partnerId, privateKey } = credentials

type Headers = Record<string, string>
type Options = Partial<ExplainContext> & { prefix?: string; query?: string; body?: string; changes?: Headers }

let nowMs = startMs
let engine: MockEngine
let externalId = 0

beforeEach(() => {
  nowMs = startMs
  engine = provider.createEngine({ now: () => new Date(nowMs) })
})

const lowerCased = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** No part of an explanation may contain the secret in any spelling. */
const expectNoSecret = (explanation: SignatureExplanation, ...others: string[]) => {
  const text = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [
    secret,
    secret.toUpperCase(),
    Buffer.from(secret).toString('base64'),
    'PRIVATE KEY',
    ...others,
  ]
  expect(spellings.filter((spelling) => text.includes(spelling))).toEqual([])
}

/** Sends the request to the mock and explains its response. */
const send = (path: string, headers: Headers, body: string, options: Options = {}) => {
  const { prefix = '', query = '', ...context } = options
  const request = {
    method: 'POST',
    path,
    query: new URLSearchParams(query),
    headers: lowerCased(headers),
    body,
  }
  const answer = engine.handle(request)
  const explanation = explain(
    { ...request, receivedPath: `${prefix}${path}` },
    { now: new Date(nowMs), session: null, answer, ...context },
  )
  if (!explanation) throw new Error('No explanation.')
  expectNoSecret(explanation)
  const found = explanation.mistakes.map(({ id, certainty }) => `${id} ${certainty}`)
  return { answer, explanation, found }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const hmac = (key: string | Buffer, text: string): string =>
  createHmac('sha512', key).update(text).digest('base64')

const rsa = (text: string, hash = 'sha256', key: string = privateKey): string =>
  sign(hash, Buffer.from(text), key).toString('base64')

const rightToken = `${partnerId}|${timestamp}`

const sendToken = (changes: Headers = {}, options: Options = {}) => {
  const headers = {
    'Content-Type': 'application/json',
    'X-TIMESTAMP': timestamp,
    'X-CLIENT-KEY': partnerId,
    'X-SIGNATURE': rsa(rightToken),
    ...changes,
  }
  return send(tokenPath, headers, '{"grantType":"client_credentials"}', options)
}

const takeToken = (): string => JSON.parse(sendToken().answer.body).accessToken

const compact = '{"tradeType":2,"orderNo":"success-001"}'
const spaced = '{"tradeType": 2, "orderNo": "success-001"}'

interface Signed {
  method: string
  path: string
  token: string
  hash: string
  time: string
}

const join = ({ method, path, token, hash, time }: Signed, separator = ':'): string =>
  [method, path, token, hash, time].join(separator)

const sendInquiry = (
  makeSignature: (right: Signed) => string,
  options: Options = {},
  token = takeToken(),
) => {
  const { body = compact, changes = {}, ...rest } = options
  const hash = sha256(JSON.stringify(JSON.parse(body)))
  externalId += 1
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${token}`,
    'X-TIMESTAMP': timestamp,
    'X-SIGNATURE': makeSignature({ method: 'POST', path: inquiryPath, token, hash, time: timestamp }),
    'X-PARTNER-ID': partnerId,
    'X-EXTERNAL-ID': String(externalId).padStart(20, '0'),
    'CHANNEL-ID': '95221',
    ...changes,
  }
  return send(inquiryPath, headers, body, rest)
}

describe('a correctly signed inquiry', () => {
  it('verifies and shows the string to sign without the token', () => {
    const { answer, explanation } = sendInquiry((right) => hmac(secret, join(right)))
    expect(answer.status).toBe(200)
    expect(explanation).toMatchObject({ verifies: true, mistakes: [], summary: 'The signature is right.' })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual([true, true])
    expect(explanation.stages[0]?.expected).toBe(
      `POST:${inquiryPath}:<accessToken>:${sha256(compact)}:${timestamp}`,
    )
  })

  it('verifies whatever white space the body has, and behind a session prefix', () => {
    const body = ' { "tradeType" : 2 ,\r\n "orderNo" : "success-001" } '
    const { explanation } = sendInquiry((right) => hmac(secret, join(right)), { body, prefix: '/s/alice' })
    expect(explanation.verifies).toBe(true)
  })

  it('verifies although the clock is off, which is named', () => {
    const time = '2025-02-25T08:01:12+07:00'
    const { answer, explanation, found } = sendInquiry((right) => hmac(secret, join({ ...right, time })), {
      changes: { 'X-TIMESTAMP': time },
    })
    expect(answer.status).toBe(200)
    expect(explanation.verifies).toBe(true)
    expect(found).toEqual(['clock-or-zone-off possible'])
    expect(explanation.mistakes[0]?.fix).toContain('7 h behind')
  })
})

const withKey = (key: string | Buffer) => (right: Signed) => hmac(key, join(right))
const withParts = (changes: Partial<Signed>) => (right: Signed) =>
  hmac(secret, join({ ...right, ...changes }))
const withBody = (body: string) => withParts({ hash: sha256(body) })
const respelled = (change: (signature: string) => string) => (right: Signed) =>
  change(hmac(secret, join(right)))
const rawOf = (signature: string): Buffer => Buffer.from(signature, 'base64')

/** An inquiry made with one mistake, and the id that has to be named. */
const inquiryMistakes: ReadonlyArray<
  readonly [id: string, makeSignature: (right: Signed) => string, options?: Options]
> = [
  ['secret-white-space', withKey(`${secret}\n`)],
  ['secret-quoted', withKey(`"${secret}"`)],
  ['secret-case', withKey(secret.toUpperCase())],
  ['secret-hex-decoded', withKey(Buffer.from(secret, 'hex'))],
  ['secret-base64-decoded', withKey(Buffer.from(secret, 'base64'))],
  ['secret-missing', withKey('undefined')],
  ['secret-cut', withKey(secret.slice(0, 32))],
  ['published-sample-secret', withKey('c14befbb5976d969a91db06439d7e0f964f1a92c0d5417f5cc0a64a9988bf479')],
  ['hex-instead-of-base64', respelled((signature) => rawOf(signature).toString('hex'))],
  ['hex-instead-of-base64', respelled((signature) => rawOf(signature).toString('hex').toUpperCase())],
  ['base64url-instead-of-base64', respelled((signature) => rawOf(signature).toString('base64url'))],
  [
    'encoded-twice',
    respelled((signature) => Buffer.from(rawOf(signature).toString('hex')).toString('base64')),
  ],
  ['encoded-twice', respelled((signature) => Buffer.from(signature).toString('base64'))],
  ['base64-without-padding', respelled((signature) => signature.replace(/=+$/, ''))],
  ['signature-quoted', respelled((signature) => `"${signature}"`)],
  ['signature-quoted', respelled((signature) => `b'${signature}'`)],
  ['signature-url-encoded', respelled(encodeURIComponent)],
  ['signature-cut', respelled((signature) => signature.slice(0, 44))],
  ['separators-missing', (right) => hmac(secret, join(right, ''))],
  ['another-separator', (right) => hmac(secret, join(right, '|'))],
  [
    'parts-in-another-order',
    ({ time, method, path, token, hash }) => hmac(secret, [time, method, path, token, hash].join(':')),
  ],
  ['part-missing', ({ method, path, hash, time }) => hmac(secret, [method, path, hash, time].join(':'))],
  ['part-empty', withParts({ token: '' })],
  ['part-too-many', (right) => hmac(secret, `${partnerId}:${join(right)}`)],
  ['text-end', (right) => hmac(secret, `${join(right)}\n`)],
  ['body-not-minified', withBody(spaced), { body: spaced }],
  ['body-spaces', withBody(spaced)],
  ['body-spaces', withBody('{"tradeType": 2,"orderNo": "success-001"}')],
  ['body-pretty-printed', withBody(JSON.stringify(JSON.parse(compact), null, 2))],
  ['body-key-order', withBody('{"orderNo":"success-001","tradeType":2}')],
  [
    'body-slashes-escaped',
    withBody('{"tradeType":2,"orderNo":"success-a\\/b"}'),
    { body: '{"tradeType":2,"orderNo":"success-a/b"}' },
  ],
  [
    'body-unicode-escaped',
    withBody('{"tradeType":2,"orderNo":"success-\\u00e9"}'),
    { body: '{"tradeType":2,"orderNo":"success-é"}' },
  ],
  [
    'body-null-members',
    withBody(compact),
    { body: '{"tradeType":2,"orderNo":"success-001","tradeNo":null}' },
  ],
  ['body-line-break', withBody(`${compact}\n`)],
  ['body-empty', withBody('')],
  ['body-empty', withBody('[object Object]')],
  ['body-not-hashed', withParts({ hash: compact })],
  ['body-hash-upper-case', (right) => hmac(secret, join({ ...right, hash: right.hash.toUpperCase() }))],
  ['body-hash-base64', withParts({ hash: createHash('sha256').update(compact).digest('base64') })],
  ['body-hash-algorithm', withParts({ hash: createHash('sha512').update(compact).digest('hex') })],
  ['path-with-host', withParts({ path: `https://sandbox-gateway.smilepay.id${inquiryPath}` })],
  [
    'path-with-host',
    withParts({ path: `http://127.0.0.1:4102/s/alice${inquiryPath}` }),
    { changes: { Host: '127.0.0.1:4102' }, prefix: '/s/alice' },
  ],
  ['path-with-query', withParts({ path: `${inquiryPath}?debug=1` }), { query: 'debug=1' }],
  ['path-with-session', withParts({ path: `/s/alice${inquiryPath}` }), { prefix: '/s/alice' }],
  ['path-slash', withParts({ path: `${inquiryPath}/` })],
  ['another-path-signed', withParts({ path: '/inquiry-status' })],
  ['another-path-signed', withParts({ path: tokenPath })],
  ['http-method', withParts({ method: 'post' })],
  ['timestamp-in-utc', withParts({ time: '2025-02-25T08:01:12Z' })],
  ['timestamp-unix', withParts({ time: '1740470472' })],
  ['timestamp-offset', withParts({ time: '2025-02-25T15:01:12+0700' })],
  ['timestamp-offset', withParts({ time: '2025-02-25T08:01:12+07:00' })],
  ['timestamp-read-twice', withParts({ time: '2025-02-25T15:01:10+07:00' })],
  ['timestamp-with-milliseconds', withParts({ time: '2025-02-25T15:01:12.347+07:00' })],
  ['timestamp-with-milliseconds', withParts({ time: '2025-02-25T08:01:12.347Z' })],
  ['bearer-in-text', (right) => hmac(secret, join({ ...right, token: `Bearer ${right.token}` }))],
  [
    'another-token-signed',
    withParts({ token: 'older.token.signed' }),
    { recentTokens: ['newest', 'older.token.signed'] },
  ],
  ['another-header-signed', withParts({ token: partnerId })],
  ['body-signed', () => hmac(secret, compact)],
  ['another-algorithm', (right) => createHmac('sha256', secret).update(join(right)).digest('base64')],
  ['hash-without-key', (right) => createHash('sha512').update(join(right)).digest('base64')],
  [
    'hash-without-key',
    (right) =>
      createHash('sha512')
        .update(secret + join(right))
        .digest('base64'),
  ],
  ['key-and-text-swapped', (right) => hmac(join(right), secret)],
  ['asymmetric-instead-of-symmetric', (right) => rsa(join(right))],
]

describe('an inquiry with a wrong signature', () => {
  it.each(inquiryMistakes.map(([id, makeSignature, options]) => ({ id, makeSignature, options })))(
    'is explained as $id',
    ({ id, makeSignature, options }) => {
      const { answer, explanation, found } = sendInquiry(makeSignature, options)
      expect(JSON.parse(answer.body).responseCode).toBe('4019200')
      expect(found[0]).toBe(`${id} proven`)
      expect(explanation.verifies).toBe(false)
      expect(explanation.stages.at(-1)?.agrees).toBe(false)
      expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    },
  )

  it('shows the text that was signed beside the expected one', () => {
    const { explanation } = sendInquiry(withParts({ path: tokenPath }))
    expect(explanation.stages[0]).toEqual({
      name: 'string to sign',
      expected: `POST:${inquiryPath}:<accessToken>:${sha256(compact)}:${timestamp}`,
      received: `POST:${tokenPath}:<accessToken>:${sha256(compact)}:${timestamp}`,
      agrees: false,
    })
  })

  it('is left unexplained where no known mistake reproduces it', () => {
    const another = 'fadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfade'
    const { explanation, found } = sendInquiry(withKey(another))
    expect(found).toEqual(['another-secret possible'])
    expect(explanation.stages[0]).toMatchObject({ received: null, agrees: null })
    expectNoSecret(explanation, another)
  })

  it('is not compared where its length is wrong', () => {
    expect(sendInquiry(() => '%%%').found).toEqual(['signature-form seen'])
  })
})

describe('an inquiry with a wrong header', () => {
  it.each([
    ['header-missing', { Authorization: '' }],
    ['credential-missing', { Authorization: 'Bearer' }],
    ['credential-missing', { Authorization: 'Bearer undefined' }],
    ['wrong-scheme', { Authorization: 'Basic abc def' }],
    ['scheme-missing', { Authorization: 'the.token.alone' }],
    ['scheme-doubled', { Authorization: 'Bearer Bearer the.token.twice' }],
    ['credential-quoted', { Authorization: 'Bearer "the.token.quoted"' }],
    ['credential-white-space', { Authorization: 'Bearer the.token broken' }],
    ['foreign-token', { Authorization: 'Bearer not-a-token-of-this-mock' }],
    ['header-missing', { 'CHANNEL-ID': '' }],
    ['header-misspelled', { 'X-PARTNER-ID': '', 'PARTNER-ID': partnerId }],
    ['wrong-merchant-id', { 'X-PARTNER-ID': 'sandbox-10002' }],
    ['timestamp-form', { 'X-TIMESTAMP': '1740470472' }],
  ])('is explained as %s: %j', (id, changes) => {
    const { answer, explanation, found } = sendInquiry(withKey(secret), { changes })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(found[0]).toBe(`${id} seen`)
    expect(explanation.verifies).toBe(false)
  })

  it('names a stale token', () => {
    const token = takeToken()
    nowMs += 901_000
    const { answer, explanation, found } = sendInquiry(withKey(secret), {}, token)
    expect(answer.status).toBe(401)
    expect(found[0]).toBe('stale-token seen')
    expect(explanation.mistakes[0]?.fix).toContain('expired 1 s ago')
  })

  it('names a token of an earlier run', () => {
    const token = takeToken()
    engine = provider.createEngine({ now: () => new Date(nowMs) })
    const { explanation, found } = sendInquiry(withKey(secret), {}, token)
    expect(found[0]).toBe('foreign-token seen')
    expectNoSecret(explanation, token)
  })
})

const newKey = (modulusLength: number): string =>
  generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const samplePrivateKey = vectorFile.vectors.flatMap(({ inputs }) =>
  'privateKeyPem' in inputs ? [String(inputs.privateKeyPem)] : [],
)[0]

describe('a token request', () => {
  it('verifies where it is correctly signed', () => {
    const { answer, explanation } = sendToken()
    expect(answer.status).toBe(200)
    expect(explanation).toMatchObject({ call: 'access-token', verifies: true, mistakes: [] })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual([true, true])
  })

  const raw = rawOf(rsa(rightToken))
  const pss = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

  /** A signature made with one mistake, and the id that has to be named. */
  const tokenMistakes: ReadonlyArray<readonly [id: string, signature: string]> = [
    ['hex-instead-of-base64', raw.toString('hex')],
    ['base64url-instead-of-base64', raw.toString('base64url')],
    ['encoded-twice', Buffer.from(rsa(rightToken)).toString('base64')],
    ['base64-without-padding', rsa(rightToken).replace(/=+$/, '')],
    ['signature-quoted', `'${rsa(rightToken)}'`],
    ['signature-cut', rsa(rightToken).slice(0, 200)],
    ['signature-url-encoded', encodeURIComponent(rsa(rightToken))],
    ['signature-plus-lost', rsa(rightToken).replaceAll('+', ' ')],
    ['another-separator', rsa(`${partnerId}:${timestamp}`)],
    ['separators-missing', rsa(`${partnerId}${timestamp}`)],
    ['parts-in-another-order', rsa(`${timestamp}|${partnerId}`)],
    ['part-missing', rsa(timestamp)],
    ['part-empty', rsa(`undefined|${timestamp}`)],
    ['text-end', rsa(`${rightToken}\n`)],
    ['text-hashed-first', rsa(sha256(rightToken))],
    ['another-client-key-signed', rsa(`10001|${timestamp}`)],
    ['secret-in-text', rsa(`${secret}|${timestamp}`)],
    ['timestamp-in-utc', rsa(`${partnerId}|2025-02-25T08:01:12Z`)],
    ['timestamp-unix', rsa(`${partnerId}|1740470472000`)],
    ['timestamp-with-milliseconds', rsa(`${partnerId}|2025-02-25T15:01:12.000+07:00`)],
    ['timestamp-offset', rsa(`${partnerId}|2025-02-25T08:01:12+07:00`)],
    ['timestamp-read-twice', rsa(`${partnerId}|2025-02-25T15:01:13+07:00`)],
    ['body-signed', rsa('{"grantType":"client_credentials"}')],
    ['another-algorithm', rsa(rightToken, 'sha1')],
    ['another-algorithm', rsa(rightToken, 'sha512')],
    ['pss-instead-of-pkcs1', sign('sha256', Buffer.from(rightToken), pss).toString('base64')],
    ['encrypted-instead-of-signed', privateEncrypt(privateKey, Buffer.from(rightToken)).toString('base64')],
    ['symmetric-instead-of-asymmetric', hmac(secret, rightToken)],
    ['symmetric-instead-of-asymmetric', createHmac('sha256', secret).update(rightToken).digest('base64')],
    ['published-sample-key', rsa(rightToken, 'sha256', samplePrivateKey)],
  ]

  it.each(tokenMistakes)('with a wrong signature is explained as %s', (id, signature) => {
    const { answer, explanation, found } = sendToken({ 'X-SIGNATURE': signature })
    expect(answer.status).toBe(401)
    expect(found[0]).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expectNoSecret(explanation, signature)
  })

  it.each([
    ['another-private-key possible', rsa(rightToken, 'sha256', newKey(2048))],
    ['signature-form seen', rsa(rightToken, 'sha256', newKey(1024))],
    ['another-text seen', rsa('something else')],
    ['signature-form seen', hmac('another secret', rightToken)],
  ])('that no known mistake reproduces is explained as %s', (wanted, signature) => {
    expect(sendToken({ 'X-SIGNATURE': signature }).found).toEqual([wanted])
  })

  it.each([
    ['header-missing', { 'X-TIMESTAMP': '' }],
    ['header-missing', { 'X-SIGNATURE': '' }],
    ['header-misspelled', { 'X-SIGNATURE': '', Signature: rsa(rightToken) }],
    [
      'wrong-merchant-id',
      { 'X-CLIENT-KEY': 'sandbox-10002', 'X-SIGNATURE': rsa(`sandbox-10002|${timestamp}`) },
    ],
    ['partner-id-instead-of-client-key', { 'X-CLIENT-KEY': '', 'X-PARTNER-ID': partnerId }],
    ['timestamp-form', { 'X-TIMESTAMP': '1740470472', 'X-SIGNATURE': rsa(`${partnerId}|1740470472`) }],
  ])('with a wrong header is explained as %s', (id, changes) => {
    const { answer, found } = sendToken(changes)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(found[0]).toBe(`${id} seen`)
  })

  it('is refused for its timestamp although the signature is right', () => {
    const time = '2025-02-25T15:01:12.000+07:00'
    const changes = { 'X-TIMESTAMP': time, 'X-SIGNATURE': rsa(`${partnerId}|${time}`) }
    expect(sendToken(changes).explanation.summary).toBe(
      'The signature is right; refused because X-TIMESTAMP has milliseconds; send yyyy-MM-ddTHH:mm:ss+07:00.',
    )
  })

  it('verifies with the merchant id of its session', () => {
    const clientKey = `${partnerId}-alice`
    const changes = { 'X-CLIENT-KEY': clientKey, 'X-SIGNATURE': rsa(`${clientKey}|${timestamp}`) }
    expect(sendToken(changes, { session: 'alice' }).explanation.verifies).toBe(true)
    const plain = sendToken({ 'X-CLIENT-KEY': clientKey }, { session: 'alice' })
    expect(plain.found[0]).toBe('another-client-key-signed proven')
  })
})

/** Signatures that other programs made; one vector is for the pay-in call. */
describe('the mistakes of the published vectors', () => {
  const wantedIds: Record<string, string> = {
    unminifiedBody: 'body-not-minified',
    withBearerPrefix: 'bearer-in-text',
    fullUrl: 'path-with-host',
    secretHexDecoded: 'secret-hex-decoded',
    uppercaseHash: 'body-hash-upper-case',
    hexOutput: 'hex-instead-of-base64',
    utcTimestamp: 'timestamp-in-utc',
    tradeNoNullAdded: 'body-null-members',
  }
  const vectors = vectorFile.vectors.flatMap(({ inputs, ...vector }) =>
    'commonMistakes' in vector && 'endpointUrl' in inputs && inputs.endpointUrl === inquiryPath
      ? Object.entries(vector.commonMistakes ?? {}).map(([mistake, signature]) => ({
          mistake,
          signature,
          inputs,
        }))
      : [],
  )

  it('are all in the table', () => {
    expect(vectors.map(({ mistake }) => mistake).sort()).toEqual(Object.keys(wantedIds).sort())
  })

  it.each(vectors)('are explained: $mistake', ({ mistake, signature, inputs }) => {
    const { clientSecret = '', accessToken = '', requestBody = '', timestamp: time = '' } = inputs as Headers
    const headers = {
      Authorization: `Bearer ${accessToken}`,
      'X-TIMESTAMP': time,
      'X-SIGNATURE': String(signature),
      'X-PARTNER-ID': partnerId,
    }
    const explanation = explainInquiry(
      {
        method: 'POST',
        path: inquiryPath,
        receivedPath: inquiryPath,
        query: new URLSearchParams(),
        headers: lowerCased(headers),
        body: requestBody,
      },
      { now: new Date(startMs), session: null },
      {
        partnerId,
        merchantSecret: clientSecret,
        privateKey: createPrivateKey(privateKey),
      },
    )
    const proven = explanation.mistakes.filter(({ certainty }) => certainty === 'proven')
    expect(proven[0]?.id).toBe(wantedIds[mistake])
    expect(JSON.stringify(explanation)).not.toContain(clientSecret)
  })
})

it('explains no other path', () => {
  const request = { method: 'POST', path: '/v1.0/other', query: new URLSearchParams(), headers: {}, body: '' }
  expect(explain({ ...request, receivedPath: request.path }, { now: new Date(0), session: null })).toBeNull()
})
