import { execFile } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { credentials } from '@cekstatus/mocks/smilepay'
import { parsePublicKey, verifySignature } from '@cekstatus/snap-bi'
import { describe, expect, it } from 'vitest'
import { buildAccessTokenRequest, buildStatusRequest } from './index.ts'
import { checkCredentials, listSecrets, type SmilepayCredentials, signInquiry } from './sign.ts'
import { errorOf } from './test-errors.ts'

interface Vector {
  name: string
  verifies: boolean
  inputs: Partial<Record<string, string>> & { clientSecret?: string | null }
  intermediate: Partial<Record<string, string>>
  expected: { value: string; truncated?: boolean } | null
  computedHmacSha512Base64?: string
  commonMistakes?: Record<string, string>
}

const readFile = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const { vectors } = JSON.parse(readFile('../vectors/smilepay.json')) as { vectors: Vector[] }

function find(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name)
  if (vector === undefined) throw new Error(`no vector ${name}`)
  return vector
}

const orderVector = find('inquiry-by-orderNo-page-body')
const tokenVector = find('access-token-string-with-public-sample-key')
const pageVector = find('page-inquiry-status-sample')

/** Signs what a vector of an inquiry says, with another secret where one is given. */
function sign({ inputs, intermediate }: Vector, merchantSecret = inputs.clientSecret ?? ''): string {
  const { endpointUrl = '', accessToken = '', timestamp = '' } = inputs
  const body = intermediate.minifiedBody ?? ''
  return signInquiry(checkCredentials({ ...credentials, merchantSecret }), {
    path: endpointUrl,
    accessToken,
    body,
    timestamp,
  })
}

/** Builds the inquiry that a vector signs. */
function build({ inputs }: Vector, reference: Parameters<typeof buildStatusRequest>[0]) {
  const { accessToken = '', timestamp = '', clientSecret } = inputs
  const vectorCredentials = { ...credentials, merchantSecret: clientSecret ?? '' }
  return buildStatusRequest(reference, vectorCredentials, { accessToken, now: () => new Date(timestamp) })
}

describe('vectors', () => {
  it('are all accounted for', () => {
    expect(vectors.map(({ name, verifies }) => `${name} ${verifies}`)).toEqual([
      'page-inquiry-status-sample false',
      'docs-access-token-page-sample false',
      'docs-signature-page-public-key false',
      'smilepayz-callback-signature-demo true',
      'smilepayz-v2-request-signature-docs false',
      'inquiry-by-orderNo-page-body true',
      'inquiry-by-tradeNo-null-orderNo true',
      'non-ascii-body-utf8 true',
      'whitespace-inside-strings-is-kept true',
      'access-token-string-with-public-sample-key true',
    ])
  })

  const signed = vectors.filter(({ verifies, inputs }) => verifies && inputs.clientSecret !== undefined)
  it.each(signed)('$name is reproduced, and none of its mistakes', (vector) => {
    const signature = sign(vector)
    expect(signature).toBe(vector.expected?.value)
    expect(Object.values(vector.commonMistakes ?? {})).not.toContain(signature)
  })

  it.each([
    { name: 'inquiry-by-orderNo-page-body', merchantReference: 'D_1740470950370' },
    { name: 'non-ascii-body-utf8', merchantReference: 'S10001é 測試' },
  ])('$name is what buildStatusRequest sends', ({ name, merchantReference }) => {
    const vector = find(name)
    const request = build(vector, { merchantReference, kind: 'payout' })
    expect(request.body).toBe(vector.intermediate.minifiedBody)
    expect(request.headers['x-timestamp']).toBe(vector.inputs.timestamp)
    expect(request.headers['x-signature']).toBe(vector.expected?.value)
  })

  it('access-token-string-with-public-sample-key is what buildAccessTokenRequest sends', () => {
    const { clientKey = '', privateKeyPem = '', timestamp = '' } = tokenVector.inputs
    const { headers } = buildAccessTokenRequest(
      { ...credentials, partnerId: clientKey, privateKey: privateKeyPem },
      { now: () => new Date(timestamp) },
    )
    expect(`${headers['x-client-key']}|${headers['x-timestamp']}`).toBe(tokenVector.intermediate.stringToSign)
    expect(headers['x-signature']).toBe(tokenVector.expected?.value)
  })

  it("page-inquiry-status-sample stays unverified: the vendor's published secret is another one", () => {
    const body = pageVector.intermediate.minifiedBody ?? ''
    expect(createHash('sha256').update(body).digest('hex')).toBe(pageVector.intermediate.bodySha256Hex)
    const signature = sign(pageVector, orderVector.inputs.clientSecret ?? '')
    expect(signature).not.toBe(pageVector.expected?.value)
    expect(signature).toHaveLength(pageVector.expected?.value.length ?? 0)
  })

  it('docs-access-token-page-sample stays unverified: its key is not published', () => {
    const { inputs, intermediate, expected } = find('docs-access-token-page-sample')
    expect(`${inputs.clientKey}|${inputs.timestamp}`).toBe(intermediate.stringToSign)
    expect(expected?.truncated).toBe(true)
    expect(tokenVector.expected?.value.startsWith(expected?.value.slice(0, 8) ?? '')).toBe(false)
  })

  it('docs-signature-page-public-key is a key without an example', () => {
    const { inputs, expected } = find('docs-signature-page-public-key')
    expect(() => parsePublicKey(inputs.publicKeySpkiBase64 ?? '')).not.toThrow()
    expect(expected).toBeNull()
  })

  it("smilepayz-callback-signature-demo verifies with the sibling platform's key", () => {
    const { inputs, intermediate, expected } = find('smilepayz-callback-signature-demo')
    const verify = (stringToSign: string): boolean =>
      verifySignature({
        stringToSign,
        signature: expected?.value ?? '',
        publicKey: inputs.publicKeySpkiBase64 ?? '',
      })
    expect(verify(intermediate.stringToSign ?? '')).toBe(true)
    expect(verify(`${intermediate.stringToSign} `)).toBe(false)
  })

  it('smilepayz-v2-request-signature-docs is no HMAC, though its page says so', () => {
    const { inputs, intermediate, expected, computedHmacSha512Base64 } = find(
      'smilepayz-v2-request-signature-docs',
    )
    const hmac = createHmac('sha512', inputs.clientSecret ?? '')
      .update(intermediate.stringToSign ?? '')
      .digest('base64')
    expect(hmac).toBe(computedHmacSha512Base64)
    expect(expected?.value.length).toBeGreaterThan(hmac.length)
  })
})

describe('checkCredentials', () => {
  const check = (changes: Record<string, unknown>) => () =>
    checkCredentials({ ...credentials, ...changes } as SmilepayCredentials)

  it.each([
    { channelId: '' },
    { channelId: null },
    { channelId: 95221 },
    { origin: '' },
    { origin: null },
    { origin: 'a b' },
    { origin: 'www.toko.id\r\nx-evil: 1' },
    { partnerId: 'sandbox 10001' },
    { privateKey: 'not a key' },
    { privateKey: credentials.privateKey.slice(0, 400) },
  ])('refuses %j', (changes) => {
    const error = errorOf(check(changes))
    expect([error.code, error.field]).toEqual(['CONFIGURATION', Object.keys(changes)[0]])
    expect(error.message).toMatch(new RegExp(`^${error.field}\\b`))
  })

  it('refuses credentials that are absent', () => {
    expect(errorOf(() => checkCredentials(undefined as unknown as SmilepayCredentials)).field).toBe(
      'partnerId',
    )
  })

  it('leaves the letters of the secret as they are', () => {
    const parts = { path: '/v1.0/inquiry-status', accessToken: 'token', body: '{}', timestamp: 'now' }
    const bodyHash = createHash('sha256').update('{}').digest('hex')
    const merchantSecret = 'DEADbeef'
    const signature = signInquiry(checkCredentials({ ...credentials, merchantSecret }), parts)
    const expected = createHmac('sha512', merchantSecret)
      .update(`POST:${parts.path}:token:${bodyHash}:now`)
      .digest('base64')
    expect(signature).toBe(expected)
  })

  it('names the secret where only the signer finds it unusable', () => {
    const secret = { ...credentials, merchantSecret: 'line\u2028separator' }
    const error = errorOf(() =>
      buildStatusRequest({ merchantReference: 'INV-001', kind: 'payment' }, secret, { accessToken: 'token' }),
    )
    expect([error.code, error.field]).toEqual(['CONFIGURATION', 'merchantSecret'])
    expect(error.message).not.toContain('separator')
  })

  it('takes the key as PEM, with escaped line feeds, and as bare base64', () => {
    const base64 = credentials.privateKey.replace(/-----[^-]+-----|\s/g, '')
    const build = (privateKey: string) =>
      buildAccessTokenRequest({ ...credentials, privateKey }, { now: () => new Date(0) })
    const written = [credentials.privateKey, credentials.privateKey.replaceAll('\n', '\\n'), base64]
    expect(new Set(written.map((key) => build(key).headers['x-signature'])).size).toBe(1)
  })
})

describe('listSecrets', () => {
  const lines = credentials.privateKey.split('\n').slice(1, -2)

  it.each([
    [credentials.privateKey, lines],
    [credentials.privateKey.replaceAll('\n', '\\n'), lines],
    [credentials.privateKey.replaceAll('\n', '\r\n'), lines],
    [lines.join(''), [lines.join('')]],
  ])('lists the secret, the key and the lines of the key', (privateKey, expected) => {
    expect(listSecrets({ ...credentials, privateKey })).toEqual([
      credentials.merchantSecret,
      privateKey,
      ...expected,
    ])
  })
})

describe.each([
  ['whose OpenSSL computes nothing', 'setFips(true)'],
  ['without modules of Node', 'process.getBuiltinModule = undefined'],
])('a runtime %s', (_, spoil) => {
  it('is refused by name when the client is made and when a request is built', async () => {
    const code = `
      import { setFips } from 'node:crypto'
      import { inspect } from 'node:util'
      import { buildStatusRequest, createSmilepay, isCekStatusError } from '@cekstatus/smilepay'
      ${spoil}
      const credentials = ${JSON.stringify(credentials)}
      const query = { merchantReference: 'INV-001', kind: 'payment' }
      const acts = [
        () => createSmilepay(credentials),
        () => buildStatusRequest(query, credentials, { accessToken: 'a.b.c' }),
      ]
      const errors = acts.map((act) => {
        try {
          return act()
        } catch (error) {
          const { code, field, message } = error
          return { isOurs: isCekStatusError(error), code, field, message, shown: inspect(error, { showHidden: true }) }
        }
      })
      console.log(JSON.stringify(errors))`
    const parameters = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
    const cwd = fileURLToPath(new URL('..', import.meta.url))
    const errors = JSON.parse((await promisify(execFile)(process.execPath, parameters, { cwd })).stdout)
    const refused = (algorithm: string) => ({
      isOurs: true,
      code: 'CONFIGURATION',
      field: 'runtime',
      message: expect.stringContaining(`cannot compute ${algorithm}`),
    })
    expect(errors).toMatchObject([refused('RSA-SHA256'), refused('SHA-256')])
    for (const secret of listSecrets(credentials)) expect(JSON.stringify(errors)).not.toContain(secret)
  })
})
