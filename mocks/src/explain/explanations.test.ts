import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mockProviders } from '../registry.ts'
import { type ExplainedRequest, explainInOneLine } from './explanation.ts'

const paths = [
  '/api/v1/check-status/',
  '/api/v1/trx/',
  '/v1/get-status',
  '/v2/transaksi/status',
  '/v1/transaction',
  '/v1.0/inquiry-status',
  '/v1.0/access-token/b2b',
]

const headerNames = [
  'authorization',
  'x-apikey',
  'publicaccesstoken',
  'x-timestamp',
  'x-signature',
  'x-client-key',
  'x-partner-id',
  'x-external-id',
  'channel-id',
  'content-type',
]

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constant('x'.repeat(500)),
  fc.base64String(),
  fc.stringMatching(/^[0-9a-f]{0,140}$/),
  fc.constantFrom('Bearer ', 'Bearer Bearer x', 'undefined', '""', '%', '%41%', '2026-01-26T10:00:00+07:00'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)

const body = fc.oneof(
  word,
  fc.json(),
  fc
    .record({ ref_id: fc.jsonValue(), merchant_id: word, signature: word, username: word, sign: word })
    .map((value) => JSON.stringify(value)),
  fc.integer({ min: 1, max: 5000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
)

const anyRequest: fc.Arbitrary<ExplainedRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    path: fc
      .tuple(fc.constantFrom(...paths), fc.constantFrom('', 'success-1'))
      .map(([path, rest]) => path + rest),
    query: fc.array(fc.tuple(word, word), { maxLength: 3 }).map((pairs) => new URLSearchParams(pairs)),
    headers: fc.dictionary(fc.constantFrom(...headerNames), word),
    body,
  })
  .map((request) => ({ ...request, receivedPath: `/s/alice${request.path}` }))

const secretsOf = (credentials: Readonly<Record<string, string>>): string[] =>
  Object.entries(credentials).flatMap(([name, value]) => (/Id$|^username$/.test(name) ? [] : [value.trim()]))

describe.each(mockProviders)('the explanations of $name', (provider) => {
  const secrets = secretsOf(provider.credentials)

  it('exist for every request, survive JSON, fit a header and contain no secret', () => {
    fc.assert(
      fc.property(anyRequest, fc.constantFrom(null, 'alice'), (request, session) => {
        const answer = provider.createEngine({ now: () => new Date(0) }).handle(request)
        const explanation = provider.explain?.(request, {
          now: new Date(0),
          session,
          answer,
          recentTokens: ['an.older.token'],
          recentReferences: ['failed-1', '"\\'],
        })
        if (!explanation) return
        const text = JSON.stringify(explanation)
        expect(JSON.parse(text)).toEqual(explanation)
        expect(text.length).toBeLessThan(30_000)
        expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
        expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{10,400}$/)
        expect(explanation.verifies).toBe(false)
        expect(explanation.mistakes).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('contain no secret that was sent in a wrong place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.constantFrom(...headerNames),
        fc.constantFrom(...secrets),
        fc.constantFrom('', 'Bearer ', '"', ' '),
        (path, header, secret, before) => {
          const value = `${before}${secret.replaceAll('\n', ' ')}`
          const request: ExplainedRequest = {
            method: 'POST',
            path,
            receivedPath: path,
            query: new URLSearchParams([['token', secret]]),
            headers: { [header]: value },
            body: JSON.stringify({
              ref_id: secret,
              merchant_id: secret,
              signature: secret,
              orderNo: secret,
              username: secret,
              sign: secret,
            }),
          }
          const explanation = provider.explain?.(request, { now: new Date(0), session: null })
          const text = JSON.stringify(explanation ?? null)
          expect([secret, secret.replaceAll('\n', ' ')].filter((shown) => text.includes(shown))).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})
