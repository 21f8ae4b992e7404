import { createHash, createHmac, createSign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  accessTokenStringToSign,
  hashBody,
  minifyJson,
  parsePublicKey,
  serviceStringToSign,
  signAccessToken,
  signService,
  signTransaction,
  transactionStringToSign,
  verifySignature,
} from './index.ts'
import {
  emptyBodyConventions,
  expectedValue,
  input,
  samplePublicKey,
  stage,
  type Vector,
  vectorNamed,
  vectors,
} from './test-vectors.ts'

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(algorithm: 'sha256' | 'sha512', secret: string | Buffer, text: string) {
  return createHmac(algorithm, secret).update(text)
}

/** The fields of a request in our words; vectors use the words of the standard. */
function request(vector: Vector) {
  return {
    method: input(vector, 'httpMethod'),
    path: input(vector, 'endpointUrl'),
    timestamp: input(vector, 'timestamp'),
  }
}

function transaction(vector: Vector) {
  return {
    ...request(vector),
    accessToken: input(vector, 'accessToken'),
    body: minifyJson(input(vector, 'requestBody')),
    clientSecret: input(vector, 'clientSecret'),
  }
}

function publicKey(vector: Vector): string {
  return input(vector, 'publicKeyPem' in vector.inputs ? 'publicKeyPem' : 'publicKeySpkiBase64')
}

/** The stages before the signature; they can be checked even where the published signature cannot. */
function expectTransactionStages(vector: Vector): void {
  const minifiedBody = minifyJson(input(vector, 'requestBody'))
  expect(minifiedBody).toBe(stage(vector, 'minifiedBody'))
  const bodyHash = hashBody(minifiedBody)
  expect(bodyHash).toBe(stage(vector, 'bodySha256Hex'))
  const accessToken = input(vector, 'accessToken')
  expect(transactionStringToSign({ ...request(vector), accessToken, bodyHash })).toBe(
    stage(vector, 'stringToSign'),
  )
}

const verifying = vectors.filter((vector) => vector.verifies)
const notVerifying = vectors.filter((vector) => !vector.verifies)
const otherwise = verifying.filter((vector) => vector.signer === null)

function signedBy(signer: string): Vector[] {
  return verifying.filter((vector) => vector.signer === signer)
}

function names(of: readonly Vector[]): string[] {
  return of.map((vector) => vector.name).sort()
}

describe('published and computed examples, stage by stage', () => {
  it.each(signedBy('signAccessToken'))('$name', (vector) => {
    const fields = { clientKey: input(vector, 'clientKey'), timestamp: input(vector, 'timestamp') }
    expect(accessTokenStringToSign(fields)).toBe(stage(vector, 'stringToSign'))
    expect(signAccessToken({ ...fields, privateKey: input(vector, 'privateKeyPem') })).toEqual({
      stringToSign: stage(vector, 'stringToSign'),
      signature: expectedValue(vector),
    })
  })

  it.each(signedBy('signTransaction'))('$name', (vector) => {
    expectTransactionStages(vector)
    expect(signTransaction(transaction(vector))).toEqual({
      bodyHash: stage(vector, 'bodySha256Hex'),
      stringToSign: stage(vector, 'stringToSign'),
      signature: expectedValue(vector),
    })
  })

  it.each(signedBy('signService'))('$name', (vector) => {
    const body = minifyJson(input(vector, 'requestBody'))
    expect(body).toBe(stage(vector, 'minifiedBody'))
    const bodyHash = hashBody(body)
    expect(bodyHash).toBe(stage(vector, 'bodySha256Hex'))
    const stringToSign = serviceStringToSign({ ...request(vector), bodyHash })
    expect(stringToSign).toBe(stage(vector, 'stringToSign'))
    expect(signService({ ...request(vector), body, privateKey: input(vector, 'privateKeyPem') })).toEqual({
      bodyHash,
      stringToSign,
      signature: expectedValue(vector),
    })
  })

  it.each(signedBy('verifySignature'))('$name', (vector) => {
    const stringToSign = stage(vector, 'stringToSign')
    const signature = expectedValue(vector)
    expect(verifySignature({ stringToSign, signature, publicKey: publicKey(vector) })).toBe(true)
    expect(
      verifySignature({ stringToSign: `${stringToSign} `, signature, publicKey: publicKey(vector) }),
    ).toBe(false)
  })

  it('midtrans-notification-asymmetric-verify: the string to sign follows from the notification', () => {
    const vector = vectorNamed('midtrans-notification-asymmetric-verify')
    const bodyHash = hashBody(input(vector, 'requestBody'))
    expect(bodyHash).toBe(stage(vector, 'bodySha256Hex'))
    expect(serviceStringToSign({ ...request(vector), bodyHash })).toBe(stage(vector, 'stringToSign'))
  })

  it('smilepayz-callback-signature-demo: the string to sign has the layout of a token request', () => {
    const vector = vectorNamed('smilepayz-callback-signature-demo')
    const fields = { clientKey: input(vector, 'tradeNo'), timestamp: input(vector, 'timestamp') }
    expect(accessTokenStringToSign(fields)).toBe(stage(vector, 'stringToSign'))
  })
})

/** Why a published value does not follow from its inputs; one check per vector with `verifies: false`. */
const notReproduced: Record<string, (vector: Vector) => void> = {
  'aspi-portal-signature-service': (vector) => {
    expectTransactionStages(vector)
    expect(Buffer.byteLength(input(vector, 'requestBody'))).toBe(vector.inputs.contentLength)
    const base64 = signTransaction(transaction(vector)).signature
    const hex = signTransaction({ ...transaction(vector), encoding: 'hex' }).signature
    expect({ base64, hex }).toEqual(vector.computedFromFormula)
    expect(hex).toHaveLength(expectedValue(vector).length)
    expect(hex).not.toBe(expectedValue(vector))
  },
  'aspi-portal-signature-auth': (vector) => {
    const fields = { clientKey: input(vector, 'clientKey'), timestamp: input(vector, 'timestamp') }
    expect(accessTokenStringToSign(fields)).toBe(stage(vector, 'stringToSign'))
    const privateKey = input(vector, 'privateKey')
    expect(Buffer.from(privateKey, 'base64')).toHaveLength(32)
    expect(() => signAccessToken({ ...fields, privateKey })).toThrow(/^privateKey /)
    expect(Buffer.from(expectedValue(vector), 'hex')).toHaveLength(256)
  },
  'aspi-placeholder-signature': (vector) => {
    const signature = expectedValue(vector)
    expect(Buffer.from(signature, 'hex')).toHaveLength(32)
    expect(
      verifySignature({ stringToSign: 'any', signature, publicKey: samplePublicKey, encoding: 'hex' }),
    ).toBe(false)
  },
  'pakailink-body-hash': (vector) => {
    const before = input(vector, 'bodyBefore')
    const computed = {
      ofPrintedMinified: hashBody(input(vector, 'bodyAfterAsPrinted')),
      ofCompactBefore: hashBody(minifyJson(before)),
      ofBeforeWithAllWhitespaceRemoved: hashBody(before.replace(/\s/g, '')),
    }
    expect(computed).toEqual(vector.computed)
    expect(Object.values(computed)).not.toContain(expectedValue(vector))
  },
  'page-inquiry-status-sample': (vector) => {
    expectTransactionStages(vector)
    expect(vector.inputs.clientSecret).toBeNull()
    const sampleSecret = input(vectorNamed('inquiry-by-orderNo-page-body'), 'clientSecret')
    const { signature } = signTransaction({
      ...request(vector),
      accessToken: input(vector, 'accessToken'),
      body: stage(vector, 'minifiedBody'),
      clientSecret: sampleSecret,
    })
    expect(signature).toHaveLength(expectedValue(vector).length)
    expect(signature).not.toBe(expectedValue(vector))
  },
  'docs-access-token-page-sample': (vector) => {
    const fields = { clientKey: input(vector, 'clientKey'), timestamp: input(vector, 'timestamp') }
    const stringToSign = accessTokenStringToSign(fields)
    expect(stringToSign).toBe(stage(vector, 'stringToSign'))
    const signature = expectedValue(vector)
    expect(Buffer.from(signature, 'base64').length).toBeLessThan(256)
    const pageKey = publicKey(vectorNamed('docs-signature-page-public-key'))
    expect(verifySignature({ stringToSign, signature, publicKey: pageKey })).toBe(false)
  },
  'docs-signature-page-public-key': (vector) => {
    expect(() => parsePublicKey(publicKey(vector))).not.toThrow()
    expect(vector.expected).toBeNull()
  },
  'smilepayz-v2-request-signature-docs': (vector) => {
    const computed = hmac('sha512', input(vector, 'clientSecret'), stage(vector, 'stringToSign')).digest(
      'base64',
    )
    expect(computed).toBe(vector.computedHmacSha512Base64)
    expect(expectedValue(vector).length).toBeGreaterThan(computed.length)
  },
}

describe('published values that do not follow from what is printed beside them', () => {
  it.each(notVerifying)('$name ($reason)', (vector) => {
    expect(vector.reason).toMatch(
      /^(unknown-secret|truncated|placeholder|not-an-rsa-key|not-reproducible|no-result)$/,
    )
    notReproduced[vector.name]?.(vector)
  })

  it('each of them has its check', () => {
    expect(Object.keys(notReproduced).sort()).toEqual(names(notVerifying))
  })
})

/** Examples that verify by another rule than SNAP's; one check per vector without a signer. */
const otherRule: Record<string, (vector: Vector) => void> = {
  'snap-bi-go-service-symmetric-empty-body': (vector) => {
    const secret = input(vector, 'clientSecret')
    expect(hmac('sha512', secret, stage(vector, 'stringToSign')).digest('base64')).toBe(expectedValue(vector))
    const { signature } = signTransaction({
      ...request(vector),
      accessToken: input(vector, 'accessToken'),
      body: '',
      clientSecret: secret,
    })
    expect(signature).toBe(vector.computedWithSha256OfEmptyString)
    expect(signature).not.toBe(expectedValue(vector))
  },
  'snap-bi-go-service-asymmetric-empty-body': (vector) => {
    const privateKey = input(vector, 'privateKeyPem')
    const reproduced = createSign('RSA-SHA256')
      .update(stage(vector, 'stringToSign'))
      .sign(privateKey, 'base64')
    expect(reproduced).toBe(expectedValue(vector))
    const { signature, stringToSign } = signService({ ...request(vector), body: '', privateKey })
    expect(stringToSign).not.toBe(stage(vector, 'stringToSign'))
    expect(signature).not.toBe(expectedValue(vector))
  },
  'snap-bi-go-access-token-symmetric': (vector) => {
    const fields = { clientKey: input(vector, 'clientKey'), timestamp: input(vector, 'timestamp') }
    const stringToSign = accessTokenStringToSign(fields)
    expect(stringToSign).toBe(stage(vector, 'stringToSign'))
    const secret = input(vector, 'clientSecret')
    expect(hmac('sha512', secret, stringToSign).digest('base64')).toBe(expectedValue(vector))
    const decoded = Buffer.from(secret, 'base64')
    expect(hmac('sha512', decoded, stringToSign).digest('base64')).not.toBe(expectedValue(vector))
  },
  'bca-legacy-post-hmac-sha256': (vector) => {
    const body = input(vector, 'requestBody')
    expect(body.replace(/\s/g, '')).toBe(stage(vector, 'hashedText'))
    expect(hashBody(stage(vector, 'hashedText'))).toBe(stage(vector, 'bodySha256Hex'))
    expect(hashBody(minifyJson(body))).toBe(vector.compactJsonSha256Hex)
    expectHmacSha256(vector, transaction(vector))
  },
  'bca-legacy-get-hmac-sha256-empty-body': (vector) => {
    expect(hashBody('')).toBe(stage(vector, 'bodySha256Hex'))
    expect(signTransaction({ ...transaction(vector), body: '' }).stringToSign).toBe(
      stage(vector, 'stringToSign'),
    )
    expectHmacSha256(vector, transaction(vector))
  },
}

/** Same layout, other algorithm: the published value is half as long as any signature of ours. */
function expectHmacSha256(vector: Vector, fields: ReturnType<typeof transaction>): void {
  const reproduced = hmac('sha256', fields.clientSecret, stage(vector, 'stringToSign')).digest('hex')
  expect(reproduced).toBe(expectedValue(vector))
  const { signature } = signTransaction({ ...fields, encoding: 'hex' })
  expect(signature).toHaveLength(2 * expectedValue(vector).length)
}

describe('published examples that follow another rule', () => {
  it.each(otherwise)('$name', (vector) => {
    otherRule[vector.name]?.(vector)
  })

  it('each of them has its check', () => {
    expect(Object.keys(otherRule).sort()).toEqual(names(otherwise))
  })
})

type Fields = ReturnType<typeof transaction>

/** Signs as the formula says, from parts that our own functions would refuse. */
function signLoosely(fields: Fields, change: Partial<Fields> & { bodyHash?: string; key?: Buffer }): string {
  const { method, path, accessToken, timestamp, body, clientSecret } = { ...fields, ...change }
  const bodyHash = change.bodyHash ?? sha256(body)
  const stringToSign = `${method}:${path}:${accessToken}:${bodyHash}:${timestamp}`
  return hmac('sha512', change.key ?? clientSecret, stringToSign).digest('base64')
}

const mistakes: Record<string, (fields: Fields, vector: Vector) => string> = {
  unminifiedBody: (fields, vector) => signLoosely(fields, { body: input(vector, 'requestBody') }),
  withBearerPrefix: (fields) => signLoosely(fields, { accessToken: `Bearer ${fields.accessToken}` }),
  fullUrl: (fields) => signLoosely(fields, { path: `https://sandbox-gateway.smilepay.id${fields.path}` }),
  secretHexDecoded: (fields) => signLoosely(fields, { key: Buffer.from(fields.clientSecret, 'hex') }),
  uppercaseHash: (fields) => signLoosely(fields, { bodyHash: sha256(fields.body).toUpperCase() }),
  hexOutput: (fields) => Buffer.from(signLoosely(fields, {}), 'base64').toString('hex'),
  utcTimestamp: (fields) => signLoosely(fields, { timestamp: '2025-02-25T09:14:05Z' }),
  tradeNoNullAdded: (fields) => signLoosely(fields, { body: fields.body.replace('}', ',"tradeNo":null}') }),
  allWhitespaceStripped: (fields) => signLoosely(fields, { body: fields.body.replace(/\s/g, '') }),
}

const mistakeRows = vectors.flatMap((vector) =>
  Object.entries(vector.commonMistakes ?? {}).map(([mistake, wrong]) => ({ mistake, wrong, vector })),
)

describe('common mistakes', () => {
  it.each(mistakeRows)('$mistake in $vector.name gives another signature', ({ mistake, wrong, vector }) => {
    const fields = transaction(vector)
    expect(mistakes[mistake]?.(fields, vector)).toBe(wrong)
    expect(signTransaction(fields).signature).not.toBe(wrong)
  })

  it('each published mistake is known here', () => {
    expect(Object.keys(mistakes).sort()).toEqual([...new Set(mistakeRows.map((row) => row.mistake))].sort())
  })
})

describe('conventions for a request without a body', () => {
  const followed = ['ASPI portal', 'Midtrans demo, BCA non-SNAP']

  it.each(emptyBodyConventions)('$who: $rule', ({ who, bodyPart }) => {
    if (followed.includes(who)) expect(hashBody('')).toBe(bodyPart)
    else expect(hashBody('')).not.toBe(bodyPart)
  })

  it('the convention of AstraPay can be followed by passing {} as the body', () => {
    expect(emptyBodyConventions.find(({ who }) => who === 'AstraPay')?.bodyPart).toBe(hashBody('{}'))
  })
})
