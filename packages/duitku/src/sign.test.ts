import { execFile } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { credentials as mockCredentials } from '@cekstatus/mocks/duitku'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SignatureMethod, statusSignature, statusStringToSign } from './index.ts'
import { credentials } from './test-bodies.ts'

interface Vector {
  name: string
  algorithm: string
  inputs: { merchantCode: string; merchantOrderId: string; apiKey: string | null; [name: string]: unknown }
  intermediate: { stringToSign: string } | null
  expected: { value: string }
  verifies: boolean
  commonMistakes?: Record<string, string>
}

const readText = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const { vectors }: { vectors: Vector[] } = JSON.parse(readText('../vectors/duitku.json'))
const methods: readonly SignatureMethod[] = ['hmac-sha256', 'md5']

describe('status vectors', () => {
  // The others are of callbacks and of the create call, which sign an amount, too.
  const computed = vectors
    .filter(({ inputs, verifies }) => verifies && Object.keys(inputs).length === 3)
    .map((vector) => {
      const { merchantCode, merchantOrderId, apiKey } = vector.inputs
      const method: SignatureMethod = vector.algorithm.startsWith('MD5') ? 'md5' : 'hmac-sha256'
      const parameters = [merchantOrderId, { merchantCode, apiKey: apiKey ?? '' }, method] as const
      return { ...vector, parameters, method }
    })

  it('cover both signature methods', () => {
    expect([...new Set(computed.map(({ method }) => method))].sort()).toEqual(methods)
    expect(computed.length).toBeGreaterThanOrEqual(5)
  })

  it.each(computed)(
    '$name follows from its inputs',
    ({ parameters, intermediate, expected, commonMistakes = {} }) => {
      expect(statusStringToSign(...parameters)).toBe(intermediate?.stringToSign)
      expect(statusSignature(...parameters)).toBe(expected.value)
      expect(Object.values(commonMistakes)).not.toContain(expected.value)
    },
  )
})

describe('statusSignature', () => {
  it('signs the UTF-8 text of every order ID as it is', () => {
    const { merchantCode, apiKey } = credentials
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        const text = `${merchantCode}${reference}`
        expect(statusSignature(reference, credentials)).toBe(
          createHmac('sha256', apiKey).update(text).digest('hex'),
        )
        expect(statusSignature(reference, credentials, 'md5')).toBe(
          createHash('md5').update(`${text}${apiKey}`).digest('hex'),
        )
      }),
    )
  })

  it.each([
    { reference: '', changed: {}, field: 'merchantReference' },
    { reference: undefined, changed: {}, field: 'merchantReference' },
    { reference: 'INV-001', changed: { merchantCode: '' }, field: 'merchantCode' },
    { reference: 'INV-001', changed: { apiKey: ' padded canary ' }, field: 'apiKey' },
  ])('rejects $reference with $changed without a value in the error', ({ reference, changed, field }) => {
    for (const sign of [statusStringToSign, statusSignature]) {
      const act = () => sign(reference as string, { ...credentials, ...changed })
      expect(act).toThrow(
        expect.objectContaining({
          code: 'CONFIGURATION',
          field,
          message: expect.not.stringContaining('canary'),
        }),
      )
    }
  })

  it('rejects an unknown method', () => {
    for (const sign of [statusStringToSign, statusSignature]) {
      expect(() => sign('INV-001', credentials, 'sha256' as never)).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', field: 'signatureMethod' }),
      )
    }
  })
})

describe.each([
  { runtime: 'in FIPS mode', spoil: 'setFips(true)', refused: { 'hmac-sha256': false, md5: true } },
  {
    runtime: 'without node:crypto',
    spoil: 'process.getBuiltinModule = undefined',
    refused: { 'hmac-sha256': true, md5: true },
  },
])('a runtime $runtime', ({ spoil, refused }) => {
  async function ask(signatureMethod: SignatureMethod): Promise<unknown> {
    const code = `
      import { setFips } from 'node:crypto'
      import { inspect } from 'node:util'
      import { createDuitku } from '@cekstatus/duitku'
      ${spoil}
      let requests = 0
      const fetch = async () => { requests += 1; return new Response('{}') }
      const duitku = createDuitku({ ...${JSON.stringify({ ...credentials, signatureMethod })}, fetch })
      const error = await duitku.getTransactionStatus({ merchantReference: 'INV-001' }).catch((reason) => reason)
      const { code, field } = error
      console.log(JSON.stringify({ code, field, requests, shown: inspect(error, { showHidden: true }) }))`
    const parameters = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
    const cwd = fileURLToPath(new URL('..', import.meta.url))
    return JSON.parse((await promisify(execFile)(process.execPath, parameters, { cwd })).stdout)
  }

  it.each(methods.filter((method) => refused[method]))('rejects %s and sends nothing', async (method) => {
    const outcome = await ask(method)
    expect(outcome).toMatchObject({ code: 'CONFIGURATION', field: 'runtime', requests: 0 })
    expect(outcome).toMatchObject({
      shown: expect.stringContaining(`cannot compute ${method.toUpperCase()}`),
    })
    expect(JSON.stringify(outcome)).not.toContain(credentials.apiKey)
  })
})

describe('the README', () => {
  it('sends the mock a signature that it accepts', () => {
    const body = JSON.parse(/curl .*-d '([^']*)'/.exec(readText('../README.md'))?.[1] ?? '')
    expect(body).toEqual({
      merchantCode: mockCredentials.merchantCode,
      merchantOrderId: 'abcde12345',
      signature: statusSignature('abcde12345', mockCredentials),
    })
  })
})
