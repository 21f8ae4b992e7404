import {
  constants,
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
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
import type { MockAnswer, MockEngine } from '../src/types.ts'
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
const secret = credentials.merchantSecret

type Headers = Record<string, string>

let nowMs = startMs
let engine: MockEngine
let externalId = 0

beforeEach(() => {
  nowMs = startMs
  engine = provider.createEngine({ now: () => new Date(nowMs) })
})

const ask = (
  path: string,
  headers: Headers,
  body: string,
  context: Partial<ExplainContext> & { prefix?: string; query?: string } = {},
): { answer: MockAnswer; explanation: SignatureExplanation } => {
  const { prefix = '', query = '', ...rest } = context
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const request = { method: 'POST', path, query: new URLSearchParams(query), headers: sent, body }
  const answer = engine.handle(request)
  const explanation = explain(
    { ...request, receivedPath: `${prefix}${path}` },
    { now: new Date(nowMs), session: null, answer, ...rest },
  )
  if (!explanation) throw new Error('Nothing was explained.')
  return { answer, explanation }
}

const idsOf = ({ mistakes }: SignatureExplanation): string[] => mistakes.map(({ id }) => id)

const first = ({ mistakes }: SignatureExplanation) => {
  const [mistake] = mistakes
  return mistake ? `${mistake.id} ${mistake.certainty}` : 'none'
}

/** No stage, sentence or header may show the secret, in whatever spelling, the token or a whole signature. */
const expectNoSecret = (explanation: SignatureExplanation, ...others: string[]) => {
  const text = JSON.stringify(explanation) + explainInOneLine(explanation)
  const spellings = [
    secret,
    secret.toUpperCase(),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    'BEGIN PRIVATE KEY',
    ...others,
  ]
  expect(spellings.filter((spelling) => text.includes(spelling))).toEqual([])
}

// An own signer: the page's formulas, and knobs for every mistake.

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

const hmac512 = (key: string | Buffer, text: string): string =>
  createHmac('sha512', key).update(text).digest('base64')

const rsa = (text: string, hash = 'sha256', key: string = credentials.privateKey): string =>
  sign(hash, Buffer.from(text), key).toString('base64')

const tokenHeaders = (changes: Headers = {}): Headers => ({
  'Content-Type': 'application/json',
  'X-TIMESTAMP': timestamp,
  'X-CLIENT-KEY': credentials.partnerId,
  'X-SIGNATURE': rsa(`${credentials.partnerId}|${timestamp}`),
  ...changes,
})

const grant = '{"grantType":"client_credentials"}'

const askToken = (changes: Headers = {}, context: Parameters<typeof ask>[3] = {}) =>
  ask(tokenPath, tokenHeaders(changes), grant, context)

const takeToken = (): string => JSON.parse(askToken().answer.body).accessToken

const orderBody = '{"tradeType":2,"orderNo":"success-001"}'

const inquiryHeaders = (token: string, signature: string, changes: Headers = {}): Headers => {
  externalId += 1
  return {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${token}`,
    'X-TIMESTAMP': timestamp,
    'X-SIGNATURE': signature,
    'X-PARTNER-ID': credentials.partnerId,
    'X-EXTERNAL-ID': String(externalId).padStart(20, '0'),
    'CHANNEL-ID': '95221',
    ...changes,
  }
}

interface Signed {
  method: string
  path: string
  token: string
  hash: string
  time: string
}

const join = ({ method, path, token, hash, time }: Signed): string =>
  [method, path, token, hash, time].join(':')

/** Makes the mistake, asks the mock, and explains what it refused. */
const askInquiry = (
  makeSignature: (right: Signed) => string,
  {
    body = orderBody,
    changes = {},
    ...context
  }: Partial<ExplainContext> & { body?: string; changes?: Headers; prefix?: string; query?: string } = {},
) => {
  const token = takeToken()
  const right = {
    method: 'POST',
    path: inquiryPath,
    token,
    hash: sha256Hex(JSON.stringify(JSON.parse(body))),
    time: timestamp,
  }
  return ask(inquiryPath, inquiryHeaders(token, makeSignature(right), changes), body, context)
}

describe('an inquiry that is signed as the page says', () => {
  it('verifies, stage by stage', () => {
    const { answer, explanation } = askInquiry((right) => hmac512(secret, join(right)))
    expect(answer.status).toBe(200)
    expect(explanation).toMatchObject({
      verifies: true,
      mistakes: [],
      summary: 'Token and signature are right.',
    })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual(Array(9).fill(true))
    expect(explanation.stages.find(({ name }) => name === 'string to sign')?.expected).toBe(
      `POST:${inquiryPath}:<accessToken>:${sha256Hex(orderBody)}:${timestamp}`,
    )
    expectNoSecret(explanation)
  })

  it('verifies whatever white space the body has, and behind a session prefix', () => {
    const body = ' { "tradeType" : 2 ,\r\n "orderNo" : "success-001" } '
    const { explanation } = askInquiry((right) => hmac512(secret, join(right)), { body, prefix: '/s/alice' })
    expect(explanation.verifies).toBe(true)
  })
})

const compact = orderBody
const spaced = '{"tradeType": 2, "orderNo": "success-001"}'

/** Each row makes one mistake and names the one that has to be found first, proven by the signature itself. */
const provenInquiryMistakes: ReadonlyArray<
  readonly [id: string, mistake: string, (right: Signed) => string, Parameters<typeof askInquiry>[1]?]
> = [
  ['secret-white-space', 'a line break after the secret', (right) => hmac512(`${secret}\n`, join(right))],
  ['secret-white-space', 'a space before the secret', (right) => hmac512(` ${secret}`, join(right))],
  ['secret-quoted', 'quotation marks around the secret', (right) => hmac512(`"${secret}"`, join(right))],
  ['secret-case-changed', 'the secret in upper case', (right) => hmac512(secret.toUpperCase(), join(right))],
  [
    'secret-decoded',
    'the secret decoded from hex',
    (right) => hmac512(Buffer.from(secret, 'hex'), join(right)),
  ],
  ['secret-missing', 'an unset secret', (right) => hmac512('undefined', join(right))],
  [
    'published-sample-secret',
    'the secret of the vendor’s demo',
    (right) => hmac512('c14befbb5976d969a91db06439d7e0f964f1a92c0d5417f5cc0a64a9988bf479', join(right)),
  ],
  [
    'another-credential',
    'the merchant id as the key',
    (right) => hmac512(credentials.partnerId, join(right)),
  ],
  ['key-and-text-swapped', 'key and text swapped', (right) => hmac512(join(right), secret)],
  [
    'hex-instead-of-base64',
    'hex',
    (right) => Buffer.from(hmac512(secret, join(right)), 'base64').toString('hex'),
  ],
  [
    'hex-instead-of-base64',
    'upper-case hex',
    (right) =>
      Buffer.from(hmac512(secret, join(right)), 'base64')
        .toString('hex')
        .toUpperCase(),
  ],
  [
    'base64url-instead-of-base64',
    'base64url',
    (right) => Buffer.from(hmac512(secret, join(right)), 'base64').toString('base64url'),
  ],
  [
    'base64-of-hex',
    'base64 of the hex text',
    (right) => Buffer.from(createHmac('sha512', secret).update(join(right)).digest('hex')).toString('base64'),
  ],
  [
    'base64-of-base64',
    'base64 twice',
    (right) => Buffer.from(hmac512(secret, join(right))).toString('base64'),
  ],
  ['base64-without-padding', 'base64 without =', (right) => hmac512(secret, join(right)).replace(/=+$/, '')],
  ['base64-case-changed', 'base64 in lower case', (right) => hmac512(secret, join(right)).toLowerCase()],
  ['signature-quoted', 'a quoted signature', (right) => `"${hmac512(secret, join(right))}"`],
  ['signature-python-bytes', 'printed Python bytes', (right) => `b'${hmac512(secret, join(right))}'`],
  [
    'signature-url-encoded',
    'a URL-encoded signature',
    (right) => encodeURIComponent(hmac512(secret, join(right))),
  ],
  ['signature-prefixed', 'the algorithm before it', (right) => `sha512=${hmac512(secret, join(right))}`],
  ['signature-truncated', 'half a signature', (right) => hmac512(secret, join(right)).slice(0, 44)],
  [
    'parts-in-another-order',
    'the time first',
    ({ method, path, token, hash, time }) => hmac512(secret, [time, method, path, token, hash].join(':')),
  ],
  [
    'part-left-out',
    'no token, as in SNAP’s asymmetric form',
    ({ method, path, hash, time }) => hmac512(secret, [method, path, hash, time].join(':')),
  ],
  [
    'another-separator',
    'bars between the parts',
    (right) =>
      hmac512(
        secret,
        join(right)
          .replaceAll(':', '|')
          .replaceAll(/T(\d\d)\|(\d\d)\|(\d\d)\+07\|00/g, 'T$1:$2:$3+07:00'),
      ),
  ],
  [
    'separators-missing',
    'nothing between the parts',
    ({ method, path, token, hash, time }) => hmac512(secret, method + path + token + hash + time),
  ],
  ['string-end', 'a line break at the end of the text', (right) => hmac512(secret, `${join(right)}\n`)],
  [
    'body-not-minified',
    'the body with its white space',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex(spaced) })),
    { body: spaced },
  ],
  [
    'body-re-serialized',
    'the members in another order',
    (right) =>
      hmac512(secret, join({ ...right, hash: sha256Hex('{"orderNo":"success-001","tradeType":2}') })),
  ],
  [
    'body-re-serialized',
    'Python’s spaces',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex(spaced) })),
  ],
  [
    'body-re-serialized',
    'unicode escapes',
    (right) =>
      hmac512(secret, join({ ...right, hash: sha256Hex('{"tradeType":2,"orderNo":"success-\\u00e9"}') })),
    { body: '{"tradeType":2,"orderNo":"success-é"}' },
  ],
  [
    'body-re-serialized',
    'a number as text',
    (right) =>
      hmac512(secret, join({ ...right, hash: sha256Hex('{"tradeType":"2","orderNo":"success-001"}') })),
  ],
  [
    'body-re-serialized',
    'a number with decimals',
    (right) =>
      hmac512(secret, join({ ...right, hash: sha256Hex('{"tradeType":2.0,"orderNo":"success-001"}') })),
  ],
  [
    'body-re-serialized',
    'null members left out',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex(compact) })),
    { body: '{"tradeType":2,"orderNo":"success-001","tradeNo":null}' },
  ],
  ['body-empty', 'no body', (right) => hmac512(secret, join({ ...right, hash: sha256Hex('') }))],
  [
    'body-line-break',
    'a line break after the body',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex(`${compact}\n`) })),
  ],
  [
    'body-not-text',
    'an object that was not made JSON',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex('[object Object]') })),
  ],
  [
    'body-form-encoded',
    'a form-encoded body',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex('tradeType=2&orderNo=success-001') })),
  ],
  [
    'body-of-another-request',
    'the hash of the token request',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex(grant) })),
  ],
  [
    'body-of-another-request',
    'the hash of the last order',
    (right) => hmac512(secret, join({ ...right, hash: sha256Hex('{"tradeType":2,"orderNo":"failed-77"}') })),
    { recentReferences: ['pending-1', 'failed-77'] },
  ],
  [
    'body-hash-upper-case',
    'an upper-case body hash',
    (right) => hmac512(secret, join({ ...right, hash: right.hash.toUpperCase() })),
  ],
  [
    'body-hash-base64',
    'a base64 body hash',
    (right) =>
      hmac512(secret, join({ ...right, hash: createHash('sha256').update(compact).digest('base64') })),
  ],
  [
    'body-hash-algorithm',
    'SHA-512 of the body',
    (right) => hmac512(secret, join({ ...right, hash: createHash('sha512').update(compact).digest('hex') })),
  ],
  ['body-not-hashed', 'the body itself', (right) => hmac512(secret, join({ ...right, hash: compact }))],
  [
    'path-with-host',
    'the whole address',
    (right) => hmac512(secret, join({ ...right, path: `https://sandbox-gateway.smilepay.id${inquiryPath}` })),
  ],
  [
    'path-with-host',
    'the address of the mock with its session',
    (right) => hmac512(secret, join({ ...right, path: `http://127.0.0.1:4102/s/alice${inquiryPath}` })),
    { changes: { Host: '127.0.0.1:4102' }, prefix: '/s/alice' },
  ],
  [
    'path-with-query',
    'the query',
    (right) => hmac512(secret, join({ ...right, path: `${inquiryPath}?debug=1` })),
    { query: 'debug=1' },
  ],
  [
    'path-with-session',
    'the session prefix',
    (right) => hmac512(secret, join({ ...right, path: `/s/alice${inquiryPath}` })),
    { prefix: '/s/alice' },
  ],
  ['path-slash', 'a slash too many', (right) => hmac512(secret, join({ ...right, path: `${inquiryPath}/` }))],
  ['path-version', 'no version', (right) => hmac512(secret, join({ ...right, path: '/inquiry-status' }))],
  [
    'path-of-another-call',
    'the path of the token request',
    (right) => hmac512(secret, join({ ...right, path: tokenPath })),
  ],
  ['http-method', 'the method in lower case', (right) => hmac512(secret, join({ ...right, method: 'post' }))],
  [
    'timestamp-in-utc',
    'UTC instead of +07:00',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T08:01:12Z' })),
  ],
  [
    'timestamp-in-seconds',
    'Unix seconds',
    (right) => hmac512(secret, join({ ...right, time: '1740470472' })),
  ],
  [
    'timestamp-with-milliseconds',
    'milliseconds',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T15:01:12.000+07:00' })),
  ],
  [
    'timestamp-zone-mislabelled',
    'UTC’s clock labelled +07:00',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T08:01:12+07:00' })),
  ],
  [
    'timestamp-offset-spelled-differently',
    '+0700',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T15:01:12+0700' })),
  ],
  [
    'timestamp-read-twice',
    'a clock read twice',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T15:01:10+07:00' })),
  ],
  [
    'bearer-in-string',
    'Bearer inside the text',
    (right) => hmac512(secret, join({ ...right, token: `Bearer ${right.token}` })),
  ],
  ['token-in-string-missing', 'no token', (right) => hmac512(secret, join({ ...right, token: '' }))],
  [
    'another-token-signed',
    'an older token',
    (right) => hmac512(secret, join({ ...right, token: 'older.token.signed' })),
    { recentTokens: ['newest.token.given', 'older.token.signed'] },
  ],
  [
    'another-algorithm',
    'HMAC-SHA256',
    (right) => createHmac('sha256', secret).update(join(right)).digest('base64'),
  ],
  ['hash-without-key', 'plain SHA-512', (right) => createHash('sha512').update(join(right)).digest('base64')],
  [
    'hash-without-key',
    'SHA-512 of secret and text',
    (right) =>
      createHash('sha512')
        .update(secret + join(right))
        .digest('base64'),
  ],
  ['asymmetric-instead-of-symmetric', 'the private key', (right) => rsa(join(right))],
  [
    'timestamp-with-milliseconds',
    'milliseconds that the header lost',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T15:01:12.347+07:00' })),
  ],
  [
    'timestamp-zone-mislabelled',
    'UTC+8’s clock labelled +07:00, as in the vendor’s demo',
    (right) => hmac512(secret, join({ ...right, time: '2025-02-25T16:01:12+07:00' })),
  ],
  [
    'another-header-signed',
    'the merchant id in the place of the token',
    (right) => hmac512(secret, join({ ...right, token: credentials.partnerId })),
  ],
  [
    'part-too-many',
    'the merchant id before everything',
    (right) => hmac512(secret, `${credentials.partnerId}:${join(right)}`),
  ],
  [
    'body-hash-bytes',
    'the raw bytes of the hash',
    (right) =>
      hmac512(
        secret,
        join({ ...right, hash: createHash('sha256').update(compact).digest().toString('latin1') }),
      ),
  ],
  [
    'body-re-serialized',
    'spaces after colons only',
    (right) =>
      hmac512(secret, join({ ...right, hash: sha256Hex('{"tradeType": 2,"orderNo": "success-001"}') })),
  ],
  [
    'session-in-secret',
    'the session attached to the secret',
    (right) => hmac512(`${secret}-alice`, join(right)),
    { session: 'alice' },
  ],
  [
    'text-of-another-call',
    'the text of the token request',
    () => hmac512(secret, `${credentials.partnerId}|${timestamp}`),
  ],
]

describe('a mistake in an inquiry’s signature', () => {
  const rows = provenInquiryMistakes.map(([id, mistake, makeSignature, options = {}]) => ({
    id,
    mistake,
    makeSignature,
    options,
  }))

  it.each(rows)('is proven: $id, $mistake', ({ id, makeSignature, options }) => {
    const { answer, explanation } = askInquiry(makeSignature, options)
    expect(JSON.parse(answer.body).responseCode).toBe('4019200')
    expect(first(explanation)).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expect(explanation.stages.find(({ name }) => name === 'signature')?.agrees).toBe(false)
    expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    expectNoSecret(explanation)
  })

  it('has well over ten kinds', () => {
    expect(new Set(provenInquiryMistakes.map(([id]) => id)).size).toBeGreaterThan(40)
  })

  it('is shown beside what was expected', () => {
    const { explanation } = askInquiry((right) => hmac512(secret, join({ ...right, path: tokenPath })))
    expect(explanation.stages.find(({ name }) => name === 'string to sign')).toEqual({
      name: 'string to sign',
      expected: `POST:${inquiryPath}:<accessToken>:${sha256Hex(orderBody)}:${timestamp}`,
      received: `POST:${tokenPath}:<accessToken>:${sha256Hex(orderBody)}:${timestamp}`,
      agrees: false,
    })
  })

  it.each<[string[], (right: Signed) => string]>([
    [
      ['bearer-in-string', 'hex-instead-of-base64'],
      (right: Signed) =>
        createHmac('sha512', secret)
          .update(join({ ...right, token: `Bearer ${right.token}` }))
          .digest('hex'),
    ],
    [
      ['body-hash-upper-case', 'path-with-host'],
      (right: Signed) =>
        hmac512(
          secret,
          join({
            ...right,
            hash: right.hash.toUpperCase(),
            path: `https://gateway.smilepay.id${inquiryPath}`,
          }),
        ),
    ],
    [
      ['secret-decoded', 'timestamp-in-utc', 'signature-quoted'],
      (right: Signed) =>
        `"${hmac512(Buffer.from(secret, 'hex'), join({ ...right, time: '2025-02-25T08:01:12Z' }))}"`,
    ],
    [
      ['asymmetric-instead-of-symmetric', 'bearer-in-string'],
      (right: Signed) => rsa(join({ ...right, token: `Bearer ${right.token}` })),
    ],
  ])('is found when there are several: %j', (ids, makeSignature) => {
    const { explanation } = askInquiry(makeSignature)
    expect(idsOf(explanation).sort()).toEqual([...ids].sort())
    expect(explanation.mistakes.map(({ certainty }) => certainty)).toEqual(ids.map(() => 'proven'))
    expect(explanation.summary).toMatch(/^The signature is exactly what comes out when this is done: /)
    expectNoSecret(explanation)
  })

  it('is called possible where nothing can prove it: another secret', () => {
    const another = 'fadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfadedfade'
    const { explanation } = askInquiry((right) => hmac512(another, join(right)))
    expect(explanation.mistakes.map(({ id, certainty }) => `${id} ${certainty}`)).toEqual([
      'another-secret possible',
      'another-text possible',
    ])
    const unknown = explanation.stages.filter(({ agrees }) => agrees === null).map(({ name }) => name)
    expect(unknown).toEqual(['minified body', 'body hash', 'string to sign'])
    expectNoSecret(explanation, another)
  })

  it.each([
    ['another-algorithm', createHmac('sha1', 'x').update('y').digest('base64')],
    ['signature-unreadable', '%%%'],
  ])('is seen in the signature alone: %s', (id, signature) => {
    expect(first(askInquiry(() => signature).explanation)).toBe(`${id} seen`)
  })
})

describe('a mistake in an inquiry’s headers', () => {
  const sign92 = (right: Signed) => hmac512(secret, join(right))

  it.each([
    ['token-missing', { Authorization: '' }],
    ['token-missing', { Authorization: 'Bearer' }],
    ['token-missing', { Authorization: 'Bearer undefined' }],
    ['wrong-scheme', { Authorization: 'Basic abc def' }],
    ['bearer-missing', { Authorization: 'the.token.alone' }],
    ['bearer-doubled', { Authorization: 'Bearer Bearer the.token.twice' }],
    ['token-quoted', { Authorization: 'Bearer "the.token.quoted"' }],
    ['token-white-space', { Authorization: 'Bearer the.token broken' }],
    ['foreign-token', { Authorization: 'Bearer not-a-token-of-this-mock' }],
    ['header-missing', { 'CHANNEL-ID': '' }],
    ['header-misspelled', { 'X-PARTNER-ID': '', 'PARTNER-ID': credentials.partnerId }],
    ['timestamp-form', { 'X-TIMESTAMP': '1740470472' }],
  ])('is seen: %s in %j', (id, changes) => {
    const { answer, explanation } = askInquiry(sign92, { changes })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(explanation.mistakes.map((mistake) => `${mistake.id} ${mistake.certainty}`)).toContain(
      `${id} seen`,
    )
    expect(explanation.verifies).toBe(false)
    expectNoSecret(explanation)
  })

  it('is seen: another merchant', () => {
    const { answer, explanation } = askInquiry(sign92, { changes: { 'X-PARTNER-ID': 'sandbox-10002' } })
    expect(answer.status).toBe(401)
    expect(first(explanation)).toBe('wrong-merchant-id seen')
  })

  it('is seen: a stale token', () => {
    const token = takeToken()
    const text = join({
      method: 'POST',
      path: inquiryPath,
      token,
      hash: sha256Hex(orderBody),
      time: timestamp,
    })
    nowMs += 901_000
    const { answer, explanation } = ask(inquiryPath, inquiryHeaders(token, hmac512(secret, text)), orderBody)
    expect(answer.status).toBe(401)
    expect(first(explanation)).toBe('stale-token seen')
    expect(explanation.mistakes[0]?.what).toContain('expired 1 s ago')
  })

  it('is seen: a token of an earlier run', () => {
    const token = takeToken()
    const text = join({
      method: 'POST',
      path: inquiryPath,
      token,
      hash: sha256Hex(orderBody),
      time: timestamp,
    })
    engine = provider.createEngine({ now: () => new Date(nowMs) })
    const { explanation } = ask(inquiryPath, inquiryHeaders(token, hmac512(secret, text)), orderBody)
    expect(first(explanation)).toBe('foreign-token seen')
    expectNoSecret(explanation, token)
  })

  it('says that a clock is off although the mock takes it', () => {
    const time = '2025-02-25T08:01:12+07:00'
    const { answer, explanation } = askInquiry((right) => hmac512(secret, join({ ...right, time })), {
      changes: { 'X-TIMESTAMP': time },
    })
    expect(answer.status).toBe(200)
    expect(explanation.verifies).toBe(true)
    expect(first(explanation)).toBe('clock-or-zone-off possible')
    expect(explanation.mistakes[0]?.what).toContain('7 h behind')
  })
})

describe('a token request', () => {
  it('verifies when it is signed as the page says', () => {
    const { answer, explanation } = askToken()
    expect(answer.status).toBe(200)
    expect(explanation).toMatchObject({ call: 'access-token', verifies: true, mistakes: [] })
    expect(explanation.stages.map(({ agrees }) => agrees)).toEqual(Array(6).fill(true))
    expectNoSecret(explanation)
  })

  const { partnerId, privateKey } = credentials
  const right = `${partnerId}|${timestamp}`
  const bytes = Buffer.from(rsa(right), 'base64')
  const vectorKey = vectorFile.vectors.find(
    ({ name }) => name === 'access-token-string-with-public-sample-key',
  )?.inputs as { privateKeyPem: string }

  const provenTokenMistakes: ReadonlyArray<readonly [id: string, mistake: string, signature: string]> = [
    ['hex-instead-of-base64', 'hex', bytes.toString('hex')],
    ['hex-instead-of-base64', 'upper-case hex', bytes.toString('hex').toUpperCase()],
    ['base64url-instead-of-base64', 'base64url', bytes.toString('base64url')],
    ['base64-of-base64', 'base64 twice', Buffer.from(bytes.toString('base64')).toString('base64')],
    ['base64-of-hex', 'base64 of hex', Buffer.from(bytes.toString('hex')).toString('base64')],
    ['base64-without-padding', 'no padding', bytes.toString('base64').replace(/=+$/, '')],
    ['signature-quoted', 'quotation marks', `'${rsa(right)}'`],
    ['signature-truncated', 'a part of the signature', rsa(right).slice(0, 200)],
    ['base64-case-changed', 'base64 in lower case', rsa(right).toLowerCase()],
    ['signature-url-encoded', 'URL encoding', encodeURIComponent(rsa(right))],
    ['signature-plus-lost', 'spaces for plus signs', rsa(right).replaceAll('+', ' ')],
    ['another-separator', 'a colon', rsa(`${partnerId}:${timestamp}`)],
    ['separators-missing', 'nothing between', rsa(`${partnerId}${timestamp}`)],
    ['parts-in-another-order', 'the time first', rsa(`${timestamp}|${partnerId}`)],
    ['string-end', 'a line break at the end', rsa(`${right}\n`)],
    ['string-quoted', 'a quoted text', rsa(`"${right}"`)],
    ['string-hashed-first', 'a hash of the text', rsa(createHash('sha256').update(right).digest('hex'))],
    ['client-key-missing', 'an unset merchant id', rsa(`undefined|${timestamp}`)],
    ['another-client-key-signed', 'the id without sandbox-', rsa(`10001|${timestamp}`)],
    ['secret-in-string', 'the secret for the id', rsa(`${secret}|${timestamp}`)],
    ['timestamp-in-utc', 'UTC', rsa(`${partnerId}|2025-02-25T08:01:12Z`)],
    ['timestamp-in-seconds', 'seconds', rsa(`${partnerId}|1740470472`)],
    ['timestamp-in-milliseconds', 'milliseconds', rsa(`${partnerId}|1740470472000`)],
    ['timestamp-with-milliseconds', 'fractions', rsa(`${partnerId}|2025-02-25T15:01:12.000+07:00`)],
    ['timestamp-zone-mislabelled', 'UTC labelled +07:00', rsa(`${partnerId}|2025-02-25T08:01:12+07:00`)],
    ['timestamp-read-twice', 'a clock read twice', rsa(`${partnerId}|2025-02-25T15:01:13+07:00`)],
    ['text-of-another-call', 'the time alone', rsa(timestamp)],
    ['text-of-another-call', 'the body', rsa(grant)],
    ['another-algorithm', 'SHA-1', rsa(right, 'sha1')],
    ['another-algorithm', 'SHA-512', rsa(right, 'sha512')],
    ['another-text', 'a text that nobody knows', rsa('something else')],
    [
      'pss-instead-of-pkcs1',
      'PSS',
      sign('sha256', Buffer.from(right), {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      }).toString('base64'),
    ],
    [
      'encrypted-instead-of-signed',
      'encryption of the text',
      privateEncrypt(privateKey, Buffer.from(right)).toString('base64'),
    ],
    ['symmetric-instead-of-asymmetric', 'HMAC with the secret', hmac512(secret, right)],
    [
      'symmetric-instead-of-asymmetric',
      'HMAC-SHA256 with the secret',
      createHmac('sha256', secret).update(right).digest('base64'),
    ],
    ['published-sample-key', 'the sample key of the vendor', rsa(right, 'sha256', vectorKey.privateKeyPem)],
  ]

  it.each(provenTokenMistakes)('has a mistake that is proven: %s, %s', (id, _mistake, signature) => {
    const { answer, explanation } = askToken({ 'X-SIGNATURE': signature })
    expect(answer.status).toBe(401)
    expect(first(explanation)).toBe(`${id} proven`)
    expect(explanation.verifies).toBe(false)
    expectNoSecret(explanation, signature)
  })

  it.each([
    ['another-private-key seen', rsa(right, 'sha256', generateKey(2048))],
    ['another-private-key seen', rsa(right, 'sha256', generateKey(1024))],
    ['symmetric-instead-of-asymmetric possible', hmac512('another secret', right)],
    ['signature-unreadable seen', '%%%'],
    [
      'another-algorithm seen',
      createCipheriv('aes-128-ecb', 'k'.repeat(16), null).update('x'.repeat(96), 'utf8', 'base64'),
    ],
  ])('has a signature that shows %s', (wanted, signature) => {
    expect(first(askToken({ 'X-SIGNATURE': signature }).explanation)).toBe(wanted)
  })

  it.each([
    ['header-missing', { 'X-TIMESTAMP': '' }],
    ['header-missing', { 'X-SIGNATURE': '' }],
    ['header-misspelled', { 'X-SIGNATURE': '', Signature: rsa(right) }],
    [
      'wrong-merchant-id',
      { 'X-CLIENT-KEY': 'sandbox-10002', 'X-SIGNATURE': rsa(`sandbox-10002|${timestamp}`) },
    ],
    ['partner-id-instead-of-client-key', { 'X-CLIENT-KEY': '', 'X-PARTNER-ID': partnerId }],
    ['timestamp-form', { 'X-TIMESTAMP': '1740470472', 'X-SIGNATURE': rsa(`${partnerId}|1740470472`) }],
  ])('has a header in which %s is seen', (id, changes) => {
    const { answer, explanation } = askToken(changes)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(first(explanation)).toBe(`${id} seen`)
  })

  it('takes the merchant id of its session', () => {
    const clientKey = `${partnerId}-alice`
    const { explanation } = askToken(
      { 'X-CLIENT-KEY': clientKey, 'X-SIGNATURE': rsa(`${clientKey}|${timestamp}`) },
      { session: 'alice' },
    )
    expect(explanation.verifies).toBe(true)
    const plain = askToken({ 'X-CLIENT-KEY': clientKey, 'X-SIGNATURE': rsa(right) }, { session: 'alice' })
    expect(first(plain.explanation)).toBe('another-client-key-signed proven')
  })
})

function generateKey(modulusLength: number): string {
  return generateKeyPairSync('rsa', { modulusLength })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

/** The mistakes that the published vectors name, with signatures that other programs made. */
describe('the published mistakes', () => {
  const wantedIds: Record<string, string> = {
    unminifiedBody: 'body-not-minified',
    withBearerPrefix: 'bearer-in-string',
    fullUrl: 'path-with-host',
    secretHexDecoded: 'secret-decoded',
    uppercaseHash: 'body-hash-upper-case',
    hexOutput: 'hex-instead-of-base64',
    utcTimestamp: 'timestamp-in-utc',
    tradeNoNullAdded: 'body-re-serialized',
    allWhitespaceStripped: 'body-without-any-white-space',
  }
  const mistakes = vectorFile.vectors.flatMap(({ name, inputs, ...vector }) =>
    Object.entries('commonMistakes' in vector ? vector.commonMistakes : {}).map(
      ([mistake, signature]) => [mistake, name, String(signature), inputs as Record<string, string>] as const,
    ),
  )

  it('are all of them', () => {
    expect(mistakes.map(([mistake]) => mistake).sort()).toEqual(Object.keys(wantedIds).sort())
  })

  it.each(mistakes)('are proven: %s of %s', (mistake, _name, signature, inputs) => {
    const { clientSecret = '', accessToken = '', requestBody = '', timestamp: time = '' } = inputs
    const sent = Object.entries(inquiryHeaders(accessToken, signature, { 'X-TIMESTAMP': time }))
    const explanation = explainInquiry(
      {
        method: 'POST',
        path: inquiryPath,
        receivedPath: inquiryPath,
        query: new URLSearchParams(),
        headers: Object.fromEntries(sent.map(([header, value]) => [header.toLowerCase(), value])),
        body: requestBody,
      },
      { now: new Date(startMs), session: null },
      {
        partnerId: credentials.partnerId,
        merchantSecret: clientSecret,
        publicKey: createPublicKey(credentials.privateKey),
      },
    )
    // One vector was made for the pay-in call, which is a second mistake here.
    const wanted = [
      wantedIds[mistake],
      inputs.endpointUrl === inquiryPath ? [] : 'path-of-another-call',
    ].flat()
    expect(idsOf(explanation)).toEqual(expect.arrayContaining(wanted))
    expect(explanation.mistakes.filter(({ certainty }) => certainty === 'proven')).toHaveLength(wanted.length)
    expect(JSON.stringify(explanation)).not.toContain(clientSecret)
  })
})

describe('what is not a signed call', () => {
  it('has no explanation', () => {
    const request = {
      method: 'POST',
      path: '/v1.0/other',
      query: new URLSearchParams(),
      headers: {},
      body: '',
    }
    expect(
      explain({ ...request, receivedPath: request.path }, { now: new Date(0), session: null }),
    ).toBeNull()
  })
})
