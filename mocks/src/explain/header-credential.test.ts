import { describe, expect, it } from 'vitest'
import { registry } from '../registry.ts'
import { explainInOneLine, type SignatureExplanation } from './explanation.ts'

interface Sent {
  headers?: Record<string, string>
  query?: string
  body?: string
}

interface Case {
  provider: 'paymenku' | 'sekalipay' | 'paystrator' | 'tripay'
  header: string
  path: string
  credential: string
}

const cases: readonly Case[] = [
  {
    provider: 'paymenku',
    header: 'authorization',
    path: '/api/v1/check-status/success-001',
    credential: registry.paymenku.credentials.apiKey,
  },
  {
    provider: 'sekalipay',
    header: 'x-apikey',
    path: '/api/v1/trx/success-001',
    credential: registry.sekalipay.credentials.apiKey,
  },
  {
    provider: 'paystrator',
    header: 'publicaccesstoken',
    path: '/v1/get-status',
    credential: registry.paystrator.credentials.accessToken,
  },
  {
    provider: 'tripay',
    header: 'authorization',
    path: '/api/transaction/detail',
    credential: registry.tripay.credentials.apiKey,
  },
]

const send = ({ provider, path }: Case, { headers = {}, query = '', body = '' }: Sent) => {
  const request = { method: 'GET', path, query: new URLSearchParams(query), headers, body }
  const answer = registry[provider].createEngine({ now: () => new Date(0) }).handle(request)
  const explanation = registry[provider].explain?.(
    { ...request, receivedPath: path },
    { now: new Date(0), session: null, answer },
  )
  if (!explanation) throw new Error('Nothing was explained.')
  return { answer, explanation }
}

const found = ({ mistakes }: SignatureExplanation): string[] =>
  mistakes.map(({ id, certainty }) => `${id} ${certainty}`)

/** What follows a scheme, and what has to be found then; `right` is the credential. */
const spoiled: ReadonlyArray<readonly [wanted: string, spoil: (right: string) => string]> = [
  ['credential-quoted seen', (right) => `"${right}"`],
  ['credential-quoted seen', (right) => `'${right}'`],
  ['credential-white-space seen', (right) => `${right}\\n`],
  ['credential-white-space seen', (right) => `${right.slice(0, 5)} ${right.slice(5)}`],
  ['credential-white-space seen', (right) => Buffer.from(`${right}\u200b`).toString('latin1')],
  ['credential-quoted seen', (right) => `<${right}>`],
  ['credential-encoded seen', (right) => Buffer.from(right).toString('base64')],
  ['credential-case seen', (right) => right.toUpperCase()],
  ['credential-cut seen', (right) => right.slice(0, -1)],
  ['credential-extended seen', (right) => `${right};`],
  ['session-name seen', (right) => `${right}.no such session!`.replaceAll(' ', '')],
  ['credential-missing seen', () => 'undefined'],
  ['credential-missing seen', () => '$API_KEY'],
  ['credential-missing seen', () => '[object Promise]'],
  ['credential-placeholder seen', () => 'YOUR_API_KEY'],
  ['another-credential possible', () => 'something-else-entirely'],
]

describe.each(cases)('the credential of $provider', (each) => {
  const scheme = each.provider === 'sekalipay' ? '' : 'Bearer '
  const otherScheme = scheme === '' ? 'scheme-not-wanted' : 'wrong-scheme'
  const inHeader = (value: string): Sent => ({ headers: { [each.header]: value } })

  it('verifies as the mock prints it, and with a session', () => {
    for (const credential of [each.credential, `${each.credential}.alice`]) {
      const { answer, explanation } = send(each, inHeader(`${scheme}${credential}`))
      expect(answer.status).not.toBe(401)
      expect(explanation).toMatchObject({ verifies: true, mistakes: [] })
      expect(JSON.stringify(explanation)).not.toContain(each.credential)
    }
  })

  it.each(spoiled)('is explained where it is wrong: %s', (wanted, spoil) => {
    const value = spoil(each.credential)
    const { answer, explanation } = send(each, inHeader(`${scheme}${value}`))
    expect(answer.status).toBe(401)
    expect(found(explanation)).toEqual([wanted])
    expect(explanation.verifies).toBe(false)
    expect(explainInOneLine(explanation)).toMatch(/^[\x20-\x7e]{20,400}$/)
    expect(JSON.stringify(explanation)).not.toContain(each.credential)
    if (value.length > 20) expect(JSON.stringify(explanation)).not.toContain(value)
  })

  it('is explained as missing where no header is sent', () => {
    expect(found(send(each, {}).explanation)).toEqual(['header-missing seen'])
  })

  it.each<[string, (right: string) => Sent]>([
    ['wrong-header-name seen', (right) => ({ headers: { 'x-api-key': right } })],
    ['credential-in-query seen', (right) => ({ query: `api_key=${right}` })],
    ['credential-in-body seen', (right) => ({ body: JSON.stringify({ apiKey: right }) })],
  ])('is found outside its header: %s', (wanted, make) => {
    const { explanation } = send(each, make(each.credential))
    expect(found(explanation)).toEqual([wanted])
    expect(JSON.stringify(explanation)).not.toContain(each.credential)
  })

  it('is recognized as the key of another mock', () => {
    const other = cases.find(({ provider }) => provider !== each.provider && provider !== 'paymenku')
    const { explanation } = send(each, inHeader(`${scheme}${other?.credential}`))
    expect(['credential-of-another-provider seen', 'key-instead-of-token seen']).toContain(
      found(explanation)[0],
    )
  })

  it.each([
    [otherScheme, (right: string) => `Basic ${right}`],
    [otherScheme, (right: string) => `Token ${right}`],
    ['header-twice', (right: string) => `${scheme}${right}, ${scheme}${right}`],
    ['scheme-doubled', (right: string) => `Bearer Bearer ${right}`],
  ])('is explained where its scheme is wrong: %s', (id, make) => {
    expect(found(send(each, inHeader(make(each.credential))).explanation)).toEqual([`${id} seen`])
  })

  it('has everything named that surrounds it', () => {
    const { explanation } = send(each, inHeader(`Token "${each.credential} "`))
    expect(found(explanation)).toEqual([
      `${otherScheme} seen`,
      'credential-quoted seen',
      'credential-white-space seen',
    ])
  })
})

describe('a mistake of one provider', () => {
  const [paymenku, sekalipay, paystrator, tripay] = cases as [Case, Case, Case, Case]

  it.each<[string, Case, Record<string, string>]>([
    ['scheme-missing seen', paymenku, { authorization: paymenku.credential }],
    ['scheme-missing seen', paymenku, { authorization: `Bearer:${paymenku.credential}` }],
    ['credential-missing seen', paymenku, { authorization: 'Bearer' }],
    ['test-key seen', paymenku, { authorization: 'Bearer sk_test_4f5e6d7c8b9a' }],
    ['webhook-secret seen', paymenku, { authorization: 'Bearer whsec_4f5e6d7c8b9a' }],
    ['scheme-not-wanted seen', sekalipay, { 'x-apikey': `Bearer ${sekalipay.credential}` }],
    ['wrong-header-name seen', sekalipay, { authorization: `Bearer ${sekalipay.credential}` }],
    ['key-instead-of-token seen', paystrator, { authorization: 'Bearer sk_test_4f5e6d7c8b9a' }],
    [
      'token-of-another-environment seen',
      paystrator,
      { publicaccesstoken: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln' },
    ],
    ['sandbox-key seen', tripay, { authorization: 'Bearer DEV-4f5e6d7c8b9a' }],
    ['merchant-code seen', tripay, { authorization: 'Bearer T00015' }],
    ['signature seen', tripay, { authorization: `Bearer ${'9f167eba844d1fcb'.repeat(4)}` }],
    ['scheme-missing seen', paystrator, { publicaccesstoken: paystrator.credential }],
  ])('is recognized: %s', (wanted, each, headers) => {
    const { answer, explanation } = send(each, { headers })
    expect(answer.status).toBe(401)
    expect(found(explanation)).toEqual([wanted])
  })

  it('is explained for the provider’s own path only', () => {
    for (const each of cases) {
      const request = { method: 'GET', path: '/other', query: new URLSearchParams(), headers: {}, body: '' }
      expect(
        registry[each.provider].explain?.(
          { ...request, receivedPath: '/other' },
          { now: new Date(0), session: null },
        ),
      ).toBeNull()
    }
  })
})
