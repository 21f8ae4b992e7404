import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isCekStatusError } from '@cekstatus/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderSignature, orderStringToSign } from './index.ts'
import { now, order } from './test-bodies.ts'

interface Vector {
  name: string
  origin: 'published' | 'derived'
  inputs: { username: string; apiKey: string | null; refId: string }
  intermediate: { stringToSign: string } | null
  expected: { value: string }
  verifies: boolean
  commonMistakes?: Record<string, string>
}

const text = readFileSync(new URL('../vectors/digiflazz.json', import.meta.url), 'utf8')
const { vectors }: { vectors: Vector[] } = JSON.parse(text)
const credentialsOf = ({ inputs }: Vector) => ({
  username: inputs.username,
  apiKey: inputs.apiKey ?? 'unknown',
})
const credentials = { username: 'testuser01', apiKey: 'not-a-real-key-0123456789abcdef' }

describe('vectors', () => {
  const computed = vectors.filter(({ verifies }) => verifies)
  const decorative = vectors.filter(({ verifies }) => !verifies)

  it('are of both kinds', () => {
    expect([computed.length, decorative.length]).toEqual([6, 1])
  })

  it.each(computed)('$name: string to sign, then signature', (vector) => {
    expect(orderStringToSign(vector.inputs.refId, credentialsOf(vector))).toBe(
      vector.intermediate?.stringToSign,
    )
    expect(orderSignature(vector.inputs.refId, credentialsOf(vector))).toBe(vector.expected.value)
  })

  it.each(computed)('$name: follows from the formula without this package', ({ inputs, expected }) => {
    const { username, apiKey, refId } = inputs
    expect(createHash('md5').update(`${username}${apiKey}${refId}`).digest('hex')).toBe(expected.value)
  })

  it.each(
    computed.flatMap(({ commonMistakes = {}, ...vector }) =>
      Object.entries(commonMistakes).map(([mistake, value]) => ({ ...vector, mistake, value })),
    ),
  )('$name: is not what $mistake gives', ({ expected, value }) => {
    expect(value).not.toBe(expected.value)
  })

  it('have the one digest that all pages print, which none of its parts gives', () => {
    const printed = decorative[0]?.expected.value
    for (const apiKey of ['apiKey', 'apikey', 'key']) {
      expect(orderSignature('some1d', { username: 'username', apiKey })).not.toBe(printed)
    }
  })
})

describe('the signature', () => {
  it('is 32 lower-case hex digits of the text, whatever the reference', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (reference) => {
        const signature = orderSignature(reference, credentials)
        expect(signature).toMatch(/^[0-9a-f]{32}$/)
        const plain = `${credentials.username}${credentials.apiKey}${reference}`
        expect(signature).toBe(createHash('md5').update(Buffer.from(plain, 'utf8')).digest('hex'))
      }),
    )
  })

  it.each(['', undefined, null, 7])('needs a reference, not %j', (reference) => {
    expect(() => orderSignature(reference as never, credentials)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'merchantReference' }),
    )
  })

  it.each(['username', 'apiKey'] as const)(
    'names %s when it is missing, and never shows a value',
    (field) => {
      try {
        orderSignature('INV-001', { ...credentials, [field]: ' padded canary ' })
        expect.unreachable()
      } catch (error) {
        expect(isCekStatusError(error) && error.field).toBe(field)
        expect(String(error)).not.toContain('canary')
      }
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
      import { createDigiflazz, isCekStatusError } from '@cekstatus/digiflazz'
      ${spoil}
      let requests = 0
      const fetch = async () => { requests += 1; return new Response('{}') }
      const digiflazz = createDigiflazz({ ...${JSON.stringify(credentials)}, fetch, now: () => new Date('${now().toISOString()}') })
      const error = await digiflazz.getTransactionStatus(${JSON.stringify(order)}).catch((reason) => reason)
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
    expect(JSON.stringify(answer)).not.toContain(credentials.apiKey)
  })
})
