import { createHash, createHmac, createPublicKey, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentials } from './credentials.ts'
import vectorFile from './vectors.json' with { type: 'json' }
import {
  buildTokenStringToSign,
  buildTransactionStringToSign,
  hashBody,
  isRsaSignatureValid,
  isTransactionSignatureValid,
  minifyJson,
} from './verify-signature.ts'

interface Vector {
  name: string
  inputs: Partial<Record<string, unknown>>
  intermediate?: { minifiedBody?: string; bodySha256Hex?: string; stringToSign?: string }
  expected: { value: string; truncated?: boolean } | null
  verifies: boolean
  commonMistakes?: Record<string, string>
  computedHmacSha512Base64?: string
}

const vectors: readonly Vector[] = vectorFile.vectors as unknown as readonly Vector[]

function vectorOf(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name)
  if (!vector) throw new Error(`No vector is called ${name}.`)
  return vector
}

function textOf(vector: Vector, input: string): string {
  const value = vector.inputs[input]
  if (typeof value !== 'string') throw new Error(`${vector.name} has no text as ${input}.`)
  return value
}

function requestOf(vector: Vector) {
  return {
    httpMethod: textOf(vector, 'httpMethod'),
    endpointUrl: textOf(vector, 'endpointUrl'),
    accessToken: textOf(vector, 'accessToken'),
    body: textOf(vector, 'requestBody'),
    timestamp: textOf(vector, 'timestamp'),
  }
}

function spkiKey(base64: string): KeyObject {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
}

function signatureOf(vector: Vector): string {
  return vector.expected?.value ?? ''
}

const signedWithSecret = vectors.filter(({ verifies, inputs }) => verifies && 'clientSecret' in inputs)
function byName(list: readonly Vector[]) {
  return list.map((vector) => [vector.name, vector] as const)
}

describe('transaction vectors', () => {
  it('are four that verify', () => {
    expect(signedWithSecret).toHaveLength(4)
  })

  it.each(byName(signedWithSecret))('%s agrees in every stage', (_name, vector) => {
    const request = requestOf(vector)
    expect(minifyJson(request.body)).toBe(vector.intermediate?.minifiedBody)
    expect(hashBody(request.body)).toBe(vector.intermediate?.bodySha256Hex)
    expect(buildTransactionStringToSign(request)).toBe(vector.intermediate?.stringToSign)
    expect(isTransactionSignatureValid(signatureOf(vector), request, textOf(vector, 'clientSecret'))).toBe(
      true,
    )
  })

  it.each(byName(signedWithSecret))('%s is refused when any part differs', (_name, vector) => {
    const request = requestOf(vector)
    const secret = textOf(vector, 'clientSecret')
    const signature = signatureOf(vector)
    for (const part of Object.keys(request)) {
      const changed = { ...request, [part]: `${textOf(vector, part === 'body' ? 'requestBody' : part)}1` }
      expect(isTransactionSignatureValid(signature, changed, secret)).toBe(false)
    }
    expect(isTransactionSignatureValid(signature, request, `${secret}1`)).toBe(false)
    expect(isTransactionSignatureValid(signature.slice(0, -1), request, secret)).toBe(false)
    expect(isTransactionSignatureValid(` ${signature}`, request, secret)).toBe(false)
    expect(isTransactionSignatureValid(`${signature}\n`, request, secret)).toBe(false)
    expect(isTransactionSignatureValid('', request, secret)).toBe(false)
  })

  const mistakes = signedWithSecret.flatMap((vector) =>
    Object.entries(vector.commonMistakes ?? {}).map(([mistake, signature]) => ({
      mistake,
      signature,
      vector,
    })),
  )

  it('include nine mistakes', () => {
    expect(mistakes).toHaveLength(9)
  })

  it.each(mistakes)('the mistake $mistake is refused', ({ signature, vector }) => {
    expect(isTransactionSignatureValid(signature, requestOf(vector), textOf(vector, 'clientSecret'))).toBe(
      false,
    )
  })
})

describe('RSA vectors', () => {
  it('accept the sibling platform’s callback sample', () => {
    const vector = vectorOf('smilepayz-callback-signature-demo')
    const stringToSign = buildTokenStringToSign(textOf(vector, 'tradeNo'), textOf(vector, 'timestamp'))
    const key = spkiKey(textOf(vector, 'publicKeySpkiBase64'))
    expect(stringToSign).toBe(vector.intermediate?.stringToSign)
    expect(isRsaSignatureValid(signatureOf(vector), stringToSign, key)).toBe(true)
    expect(isRsaSignatureValid(signatureOf(vector), `${stringToSign} `, key)).toBe(false)
  })

  it('accept the token request with the public sample key, and no other spelling of it', () => {
    const vector = vectorOf('access-token-string-with-public-sample-key')
    const stringToSign = buildTokenStringToSign(textOf(vector, 'clientKey'), textOf(vector, 'timestamp'))
    const key = createPublicKey(textOf(vector, 'privateKeyPem'))
    const signature = signatureOf(vector)
    expect(stringToSign).toBe(vector.intermediate?.stringToSign)
    expect(isRsaSignatureValid(signature, stringToSign, key)).toBe(true)
    expect(isRsaSignatureValid(`${signature}\n`, stringToSign, key)).toBe(false)
    expect(isRsaSignatureValid(signature.replaceAll('+', '-'), stringToSign, key)).toBe(false)
    expect(isRsaSignatureValid(Buffer.from(signature, 'base64').toString('hex'), stringToSign, key)).toBe(
      false,
    )
    expect(isRsaSignatureValid('', stringToSign, key)).toBe(false)
    expect(isRsaSignatureValid(signature, stringToSign, createPublicKey(credentials.privateKey))).toBe(false)
  })
})

describe('published samples that do not verify', () => {
  it('are these four', () => {
    expect(vectors.filter(({ verifies }) => !verifies).map(({ name }) => name)).toEqual([
      'page-inquiry-status-sample',
      'docs-access-token-page-sample',
      'docs-signature-page-public-key',
      'smilepayz-v2-request-signature-docs',
    ])
  })

  it('page-inquiry-status-sample: its stages hold, its secret was never printed', () => {
    const vector = vectorOf('page-inquiry-status-sample')
    const request = requestOf(vector)
    expect(vector.inputs.clientSecret).toBeNull()
    expect(hashBody(request.body)).toBe(vector.intermediate?.bodySha256Hex)
    expect(buildTransactionStringToSign(request)).toBe(vector.intermediate?.stringToSign)
    expect(Buffer.from(signatureOf(vector), 'base64')).toHaveLength(64)
    const published = textOf(vectorOf('inquiry-by-orderNo-page-body'), 'clientSecret')
    for (const secret of [published, credentials.merchantSecret]) {
      expect(isTransactionSignatureValid(signatureOf(vector), request, secret)).toBe(false)
    }
  })

  it('docs-access-token-page-sample: the signature is cut, so no key can accept it', () => {
    const vector = vectorOf('docs-access-token-page-sample')
    const stringToSign = buildTokenStringToSign(textOf(vector, 'clientKey'), textOf(vector, 'timestamp'))
    const pageKey = spkiKey(textOf(vectorOf('docs-signature-page-public-key'), 'publicKeySpkiBase64'))
    expect(stringToSign).toBe(vector.intermediate?.stringToSign)
    expect(signatureOf(vector)).toHaveLength(132)
    expect(isRsaSignatureValid(signatureOf(vector), stringToSign, pageKey)).toBe(false)
  })

  it('docs-signature-page-public-key: a key of the documented size without an example', () => {
    const vector = vectorOf('docs-signature-page-public-key')
    expect(vector.expected).toBeNull()
    expect(spkiKey(textOf(vector, 'publicKeySpkiBase64')).asymmetricKeyDetails?.modulusLength).toBe(2048)
  })

  it('smilepayz-v2-request-signature-docs: the printed result is too long for the HMAC that the page names', () => {
    const vector = vectorOf('smilepayz-v2-request-signature-docs')
    const hmac = createHmac('sha512', textOf(vector, 'clientSecret'))
      .update(vector.intermediate?.stringToSign ?? '')
      .digest('base64')
    expect(hmac).toBe(vector.computedHmacSha512Base64)
    expect(signatureOf(vector).length).toBeGreaterThan(hmac.length)
  })

  it('the token of the page is the layout that the mock issues', () => {
    const { jwt, header, payload, lifetimeSeconds } = vectorFile.tokenFacts
    const decoded = jwt.split('.').slice(0, 2)
    expect(decoded.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))).toEqual([
      header,
      payload,
    ])
    expect(payload.exp - payload.iat).toBe(lifetimeSeconds)
  })
})

describe('minifyJson', () => {
  it.each([
    ['', ''],
    [' \t\r\n', ''],
    ['{ "a" : [ 1.00 , 1e3 , "b  c" ] }', '{"a":[1.00,1e3,"b  c"]}'],
    ['{"a \\" b" : "\\\\" , "c d" : null}', '{"a \\" b":"\\\\","c d":null}'],
    ['{"2": "\\u00e9", "1": 12345678901234567890}', '{"2":"\\u00e9","1":12345678901234567890}'],
    ['\u00a0{\u2028}', '\u00a0{\u2028}'],
    ['"not finished ', '"not finished '],
  ])('turns %j into %j', (body, minified) => {
    expect(minifyJson(body)).toBe(minified)
  })

  it('keeps what the text means, however it is indented', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\t', '\r\n  '), (value, indent) => {
        expect(minifyJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value))
      }),
    )
  })

  it('reads a long unfinished string once', () => {
    const body = `"${'\\"'.repeat(400_000)}`
    expect(createHash('sha256').update(minifyJson(body)).digest('hex')).toBe(
      createHash('sha256').update(body).digest('hex'),
    )
  })
})
