import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isCekStatusError } from '@cekstatus/core'
import { credentials as mockCredentials } from '@cekstatus/mocks/apigames'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statusSignature, statusStringToSign } from './index.ts'

interface Vector {
  name: string
  origin: 'published' | 'derived'
  inputs: { merchantId: string; secretKey: string | null; refId: string }
  intermediate: { stringToSign: string } | null
  expected: { value: string }
  verifies: boolean
  commonMistakes?: Record<string, string>
}

const readText = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const { vectors }: { vectors: Vector[] } = JSON.parse(readText('../vectors/apigames.json'))
const credentialsOf = ({ inputs }: Vector) => ({
  merchantId: inputs.merchantId,
  secretKey: inputs.secretKey ?? '',
})
const credentials = { merchantId: 'M000000TESTXX0001', secretKey: 'not-a-real-secret-0123456789abcdef' }

describe('vectors', () => {
  const computed = vectors.filter(({ verifies }) => verifies)
  const decorative = vectors.filter(({ verifies }) => !verifies)

  it.each(computed)('$name: string to sign, then signature', (vector) => {
    const { refId } = vector.inputs
    expect(statusStringToSign(refId, credentialsOf(vector))).toBe(vector.intermediate?.stringToSign)
    expect(statusSignature(refId, credentialsOf(vector))).toBe(vector.expected.value)
  })

  const mistakes = computed.flatMap((vector) =>
    Object.entries(vector.commonMistakes ?? {}).map(([mistake, digest]) => ({ vector, mistake, digest })),
  )
  it.each(mistakes)('$vector.name: not $mistake', ({ vector, digest }) => {
    expect(statusSignature(vector.inputs.refId, credentialsOf(vector))).not.toBe(digest)
  })

  it.each(decorative)('$name is printed without its secret, so it proves nothing', ({ inputs, origin }) => {
    expect([origin, inputs.secretKey]).toEqual(['published', null])
  })

  it('hold computed and documented signatures and known mistakes', () => {
    expect([computed.length, decorative.length, mistakes.length]).toEqual([6, 2, 5])
  })
})

describe('statusSignature', () => {
  it.each([' padded ', 'INV-001 ', 'e\u0301', '\u00e9', 'İ', '🎮', '%20', '+', '"', '\\'])(
    'signs the reference %j as it is',
    (reference) => {
      const text = `M000000TESTXX0001:not-a-real-secret-0123456789abcdef:${reference}`
      expect(statusStringToSign(reference, credentials)).toBe(text)
    },
  )

  it('is the MD5 of the raw UTF-8 text for every reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        const bytes = new TextEncoder().encode(
          `${credentials.merchantId}:${credentials.secretKey}:${reference}`,
        )
        expect(statusSignature(reference, credentials)).toBe(createHash('md5').update(bytes).digest('hex'))
      }),
    )
  })

  it.each([
    { changed: { merchantId: 'M000000TESTXX0001:not-a-real-secret' }, field: 'merchantId' },
    { changed: { merchantId: ':' }, field: 'merchantId' },
    { changed: { merchantId: '' }, field: 'merchantId' },
    { changed: { secretKey: '' }, field: 'secretKey' },
  ])('refuses $changed', ({ changed, field }) => {
    const given = { ...credentials, ...changed }
    for (const sign of [statusStringToSign, statusSignature]) {
      const error = errorOf(() => sign('INV-001', given))
      expect([error.code, error.field]).toEqual(['CONFIGURATION', field])
      expect(String(error)).not.toContain('not-a-real-secret')
    }
  })

  it('takes a colon in the secret key, whose form is not documented', () => {
    const given = { ...credentials, secretKey: 'a:b' }
    expect(statusStringToSign('INV-001', given)).toBe('M000000TESTXX0001:a:b:INV-001')
  })
})

describe('the README', () => {
  const readme = readText('../README.md')

  it('asks the mock with a signature that it accepts', () => {
    const body = JSON.parse(/curl .*-d '([^']*)'/.exec(readme)?.[1] ?? '')
    expect(body).toEqual({
      ref_id: 'sdfsdx2',
      merchant_id: mockCredentials.merchantId,
      signature: statusSignature('sdfsdx2', mockCredentials),
    })
  })
})

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}

describe('a missing reference', () => {
  it.each([undefined, null, '', 7])(
    'is refused, because a signature of %j would authorise as well',
    (reference) => {
      const sign = () => statusSignature(reference as string, mockCredentials)
      expect(sign).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field: 'merchantReference' }))
    },
  )
})

describe.each([
  ['whose OpenSSL is told to use certified algorithms alone and has none', 'setFips(true)'],
  ['without modules of Node', 'process.getBuiltinModule = undefined'],
])('a runtime %s', (_, spoil) => {
  async function askWithoutMd5(): Promise<unknown> {
    const code = `
      import { setFips } from 'node:crypto'
      import { inspect } from 'node:util'
      import { createApigames, isCekStatusError } from '@cekstatus/apigames'
      ${spoil}
      let requests = 0
      const fetch = async () => { requests += 1; return new Response('{}') }
      const apigames = createApigames({ ...${JSON.stringify(credentials)}, fetch })
      const error = await apigames.getTransactionStatus({ merchantReference: 'INV-001' }).catch((reason) => reason)
      const { code, field, attempts, cause } = error
      const shown = inspect(error, { showHidden: true })
      console.log(JSON.stringify({ isOurs: isCekStatusError(error), code, field, attempts, requests, cause, shown }))`
    const parameters = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
    const cwd = fileURLToPath(new URL('..', import.meta.url))
    return JSON.parse((await promisify(execFile)(process.execPath, parameters, { cwd })).stdout)
  }

  it('is refused by name, with nothing sent and no secret shown', async () => {
    const answer = await askWithoutMd5()
    expect(answer).toMatchObject({ isOurs: true, code: 'CONFIGURATION', field: 'runtime', requests: 0 })
    expect(answer).toMatchObject({ shown: expect.stringContaining('cannot compute MD5') })
    expect(JSON.stringify(answer)).not.toContain(credentials.secretKey)
  })
})
