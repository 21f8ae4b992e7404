import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
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
