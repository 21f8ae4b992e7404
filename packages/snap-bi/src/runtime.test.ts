import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isSnapBiError } from './errors.ts'
import { withAlgorithm } from './runtime.ts'
import { snapBiErrorFrom } from './test-errors.ts'
import { samplePrivateKey, samplePublicKey } from './test-vectors.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/**
 * A process whose OpenSSL is told to use certified algorithms alone and has none: keys can be read, and nothing can be
 * computed with them. It prints what each function threw, with the fields that an error would show in a log.
 */
async function refusalsWithoutAlgorithms(): Promise<Record<string, { field: string; shown: string }>> {
  const code = `
    import { setFips } from 'node:crypto'
    import { inspect } from 'node:util'
    import * as snapBi from '@cekstatus/snap-bi'
    const [privateText, publicText] = ${JSON.stringify([samplePrivateKey, samplePublicKey])}
    const privateKey = snapBi.parsePrivateKey(privateText)
    const publicKey = snapBi.parsePublicKey(publicText)
    const signature = Buffer.alloc(256).toString('base64')
    const fields = { clientKey: 'sandbox-10001', timestamp: '2025-02-25T16:14:05+07:00', method: 'POST', path: '/x', body: '{}' }
    setFips(true)
    const calls = {
      parsePrivateKey: () => snapBi.parsePrivateKey(privateText),
      hashBody: () => snapBi.hashBody('{}'),
      signAccessToken: () => snapBi.signAccessToken({ ...fields, privateKey }),
      signTransaction: () => snapBi.signTransaction({ ...fields, accessToken: 'a.b', clientSecret: 'sample-secret' }),
      signService: () => snapBi.signService({ ...fields, privateKey }),
      verifySignature: () => snapBi.verifySignature({ stringToSign: 'x', signature, publicKey }),
    }
    const refusals = Object.entries(calls).map(([name, call]) => {
      try {
        return [name, { field: 'none', shown: JSON.stringify(call()) }]
      } catch (error) {
        const { field, code } = error
        return [name, { field, code, shown: inspect(error, { showHidden: true }) }]
      }
    })
    console.log(JSON.stringify(Object.fromEntries(refusals)))`
  const parameters = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: packageFolder })
  return JSON.parse(stdout)
}

describe('a runtime that lacks the algorithms', () => {
  it('is refused by every function that needs one, and none of them signs or judges', async () => {
    const refusals = await refusalsWithoutAlgorithms()
    const refused = (algorithm: string) => ({
      field: 'runtime',
      code: 'CONFIGURATION',
      shown: expect.stringContaining(`node:crypto of this runtime cannot compute ${algorithm};`),
    })
    expect(refusals).toEqual({
      parsePrivateKey: refused('RSA-SHA256'),
      hashBody: refused('SHA-256'),
      signAccessToken: refused('RSA-SHA256'),
      signTransaction: refused('SHA-256'),
      signService: refused('SHA-256'),
      verifySignature: refused('RSA-SHA256'),
    })
    for (const { shown } of Object.values(refusals))
      expect(shown).not.toMatch(/sample-secret|[A-Za-z0-9+/]{64}/)
  })
})

describe.each([
  ['no process', undefined],
  ['a process that has no modules', {}],
  ['a process that does not know this module', { getBuiltinModule: () => undefined }],
  [
    'a process that refuses to be asked',
    {
      get getBuiltinModule(): never {
        throw new Error('A Node.js API is used (process.getBuiltinModule)')
      },
    },
  ],
])('a runtime with %s', (_, process) => {
  afterEach(() => vi.unstubAllGlobals())

  it('loads the package, and is refused by every function that needs node:crypto', async () => {
    vi.resetModules()
    const snapBi = await import('./index.ts')
    vi.stubGlobal('process', process)
    const fields = { clientKey: 'sandbox-10001', timestamp: '2025-02-25T16:14:05+07:00', method: 'POST' }
    const input = { ...fields, path: '/x', body: '{}', privateKey: samplePrivateKey }
    const secrets = { accessToken: 'a.b', clientSecret: 'sample-secret' }
    const fieldOf = (sign: () => unknown) => snapBiErrorFrom(sign).field
    expect({
      parsePrivateKey: fieldOf(() => snapBi.parsePrivateKey(samplePrivateKey)),
      parsePublicKey: fieldOf(() => snapBi.parsePublicKey(samplePublicKey)),
      hashBody: fieldOf(() => snapBi.hashBody('{}')),
      createExternalId: fieldOf(() => snapBi.createExternalId()),
      signAccessToken: fieldOf(() => snapBi.signAccessToken(input)),
      signTransaction: fieldOf(() => snapBi.signTransaction({ ...input, ...secrets })),
      signService: fieldOf(() => snapBi.signService(input)),
      verifySignature: fieldOf(() =>
        snapBi.verifySignature({ stringToSign: 'x', signature: 'AA==', publicKey: samplePublicKey }),
      ),
    }).toEqual({
      parsePrivateKey: 'runtime',
      parsePublicKey: 'runtime',
      hashBody: 'runtime',
      createExternalId: 'runtime',
      signAccessToken: 'runtime',
      signTransaction: 'runtime',
      signService: 'runtime',
      verifySignature: 'runtime',
    })
    expect(snapBi.formatTimestamp(new Date(0))).toBe('1970-01-01T07:00:00+07:00')
  })
})

describe('withAlgorithm', () => {
  it('hands on what is computed', () => {
    expect(withAlgorithm('SHA-256', () => 'e3b0')).toBe('e3b0')
  })

  it('keeps nothing of what the runtime threw', () => {
    const error = snapBiErrorFrom(() =>
      withAlgorithm('HMAC-SHA512', () => {
        throw new TypeError('createHmac(sample-secret) is not implemented')
      }),
    )
    expect(isSnapBiError(error)).toBe(true)
    expect([error.field, error.cause, String(error).includes('sample-secret')]).toEqual([
      'runtime',
      undefined,
      false,
    ])
  })
})
