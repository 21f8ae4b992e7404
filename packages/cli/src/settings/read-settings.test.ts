import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTerminal } from '../terminal.ts'
import { createSettingsReader, type SettingsLocation } from './read-settings.ts'

const canary = 'canary-value-0123456789'
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cekstatus-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

const config = (providers: unknown): string => JSON.stringify({ providers })

/** Reads one provider's settings as `{ name: value }`, with the notes on stderr. */
async function read(
  provider: string,
  {
    env = {},
    location = {},
    cwd = folder,
  }: { env?: Record<string, string>; location?: SettingsLocation; cwd?: string } = {},
) {
  let notes = ''
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      notes += String(chunk)
      done()
    },
  })
  const { signal } = new AbortController()
  const terminal = createTerminal({ env, cwd, stdin: Readable.from([]), stdout: sink, stderr: sink, signal })
  const { found, missing } = await createSettingsReader(terminal, location).read(provider)
  return {
    values: Object.fromEntries(found.map(({ name, value }) => [name, value])),
    origins: Object.fromEntries(found.map(({ name, origin }) => [name, origin])),
    missing,
    notes,
  }
}

describe('createSettingsReader', () => {
  it('prefers the environment over .env and .env over the config file, setting by setting', async () => {
    const file = write(
      'cekstatus.config.json',
      config({ apigames: { merchantId: 'M3', secretKey: 'three', timeoutMs: 3 } }),
    )
    const variables = write(
      '.env',
      'CEKSTATUS_APIGAMES_MERCHANT_ID=M2\nCEKSTATUS_APIGAMES_SECRET_KEY="two"\nOTHER=x\n',
    )
    const { values, origins, missing } = await read('apigames', {
      env: { CEKSTATUS_APIGAMES_MERCHANT_ID: 'M1' },
    })
    expect(values).toEqual({ merchantId: 'M1', secretKey: 'two', timeoutMs: 3 })
    expect(origins).toEqual({
      merchantId: 'CEKSTATUS_APIGAMES_MERCHANT_ID in the environment',
      secretKey: `CEKSTATUS_APIGAMES_SECRET_KEY in ${variables}`,
      timeoutMs: `providers.apigames.timeoutMs in ${file}`,
    })
    expect(missing).toEqual([])
    expect(process.env.CEKSTATUS_APIGAMES_SECRET_KEY).toBeUndefined()
  })

  it('finds the config file in a directory above, or the one passed', async () => {
    const deep = join(folder, 'a', 'b')
    mkdirSync(deep, { recursive: true })
    write('cekstatus.config.json', config({ paymenku: { apiKey: 'above' } }))
    write('other.json', config({ paymenku: { apiKey: 'named' } }))
    expect((await read('paymenku', { cwd: deep })).values).toEqual({ apiKey: 'above' })
    expect((await read('paymenku', { cwd: deep, location: { config: '../../other.json' } })).values).toEqual({
      apiKey: 'named',
    })
  })

  it('reads a secret from a file relative to the config file, without byte order mark and trailing line feed', async () => {
    mkdirSync(join(folder, 'keys'))
    write('keys/api.txt', `\uFEFF${canary}\r\n`)
    write('cekstatus.config.json', config({ paymenku: { apiKeyFile: 'keys/api.txt' } }))
    expect((await read('paymenku')).values).toEqual({ apiKey: canary })
  })

  it('reads booleans from variables', async () => {
    const env = { CEKSTATUS_PAYMENKU_ALLOW_INSECURE_HTTP: 'true' }
    expect((await read('paymenku', { env })).values).toEqual({ allowInsecureHttp: true })
    const wrong = { CEKSTATUS_PAYMENKU_ALLOW_INSECURE_HTTP: 'yes' }
    await expect(read('paymenku', { env: wrong })).rejects.toThrow(/must be true or false/)
  })

  it('ignores empty variables and reads numbers', async () => {
    const env = { CEKSTATUS_PAYMENKU_API_KEY: '', CEKSTATUS_PAYMENKU_TIMEOUT_MS: '2500' }
    expect(await read('paymenku', { env })).toMatchObject({
      values: { timeoutMs: 2500 },
      missing: ['apiKey'],
    })
  })

  it('warns once about a file with secrets that all users can read', async () => {
    const path = write(
      '.env',
      'CEKSTATUS_APIGAMES_MERCHANT_ID=M2\nCEKSTATUS_APIGAMES_SECRET_KEY=two\n',
      0o644,
    )
    const { notes } = await read('apigames')
    // File modes on Windows do not tell who can read.
    if (process.platform === 'win32') return expect(notes).toBe('')
    expect(notes.split(path).length - 1).toBe(2)
    expect(notes).toContain('chmod 600')
    expect(notes).not.toContain('two')
    chmodSync(path, 0o640)
    expect((await read('apigames')).notes).toBe('')
  })
})

describe('createSettingsReader rejects, without printing the value,', () => {
  const refusals: [string, { env?: Record<string, string>; file?: string; variables?: string }, RegExp][] = [
    [
      'a misspelled variable',
      { env: { CEKSTATUS_PAYMENKU_APIKEY: canary } },
      /unknown setting CEKSTATUS_PAYMENKU_APIKEY in the environment \(did you mean "CEKSTATUS_PAYMENKU_API_KEY"\?\) known/,
    ],
    [
      'a variable of an unknown provider',
      { env: { CEKSTATUS_PAYMENKO_API_KEY: canary } },
      /settings for unknown provider "paymenko" \(did you mean "paymenku"\?\)/,
    ],
    [
      'text instead of a number',
      { env: { CEKSTATUS_PAYMENKU_TIMEOUT_MS: canary } },
      /CEKSTATUS_PAYMENKU_TIMEOUT_MS in the environment must be a whole number of milliseconds/,
    ],
    [
      'an unknown environment',
      { variables: `CEKSTATUS_PAYMENKU_ENVIRONMENT=${canary}` },
      /CEKSTATUS_PAYMENKU_ENVIRONMENT in .*\.env must be production or sandbox/,
    ],
    [
      'a misspelled setting',
      { file: config({ paymenku: { apiKei: canary } }) },
      /unknown setting providers\.paymenku\.apiKei in .*config\.json \(did you mean "providers\.paymenku\.apiKey"\?\)/,
    ],
    [
      'a setting of another type',
      { file: config({ paymenku: { apiKey: [canary] } }) },
      /providers\.paymenku\.apiKey in .* must be a string/,
    ],
    [
      'both forms of a secret',
      { file: config({ paymenku: { apiKey: canary, apiKeyFile: canary } }) },
      /apiKey in .* and apiKeyFile are both set/,
    ],
    [
      'an unknown provider',
      { file: config({ paymenko: { apiKey: canary } }) },
      /config\.json has settings for unknown provider "paymenko"/,
    ],
    [
      'a section that is not an object',
      { file: config({ paymenku: canary }) },
      /providers\.paymenku must be an object/,
    ],
    [
      'a key beside providers',
      { file: JSON.stringify({ providers: {}, paymenku: { apiKey: canary } }) },
      /config\.json: unknown key "paymenku"/,
    ],
    [
      'a file that is not JSON',
      { file: `{"providers": {"paymenku": {"apiKey": "${canary}",}}}` },
      /config\.json is not valid JSON/,
    ],
    ['an array', { file: '[]' }, /config\.json: the file must be an object/],
    [
      'a missing secret file',
      { env: { CEKSTATUS_PAYMENKU_API_KEY_FILE: 'missing.txt' } },
      /CEKSTATUS_PAYMENKU_API_KEY_FILE in the environment: file .*missing\.txt does not exist/,
    ],
    [
      'an unquoted # in a variable',
      { variables: `CEKSTATUS_PAYMENKU_API_KEY=${canary}#x` },
      /CEKSTATUS_PAYMENKU_API_KEY in .*\.env has an unquoted "#", .* quotation marks/,
    ],
    [
      'quotation marks around a credential',
      { env: { CEKSTATUS_PAYMENKU_API_KEY: `"${canary}"` } },
      /CEKSTATUS_PAYMENKU_API_KEY in the environment is in quotation marks/,
    ],
  ]
  it.each(refusals)('%s', async (_, { env = {}, file, variables }, expected) => {
    if (file !== undefined) write('cekstatus.config.json', file)
    if (variables !== undefined) write('.env', variables)
    const error = await read('paymenku', { env }).then(
      () => new Error('it was accepted'),
      ({ message, hint }) => ({ message: `${message} ${hint ?? ''}` }),
    )
    expect(error.message).toMatch(expected)
    expect(error.message).not.toContain(canary)
  })

  it('a config file or file with variables that does not exist', async () => {
    await expect(read('paymenku', { location: { config: 'none.json' } })).rejects.toThrow(
      /none\.json does not exist/,
    )
    for (const location of [{ dotenv: 'none.env' }, { envFile: 'none.env' }])
      await expect(read('paymenku', { location })).rejects.toThrow(/none\.env does not exist/)
  })

  it('UTF-16 without a byte order mark and invalid UTF-8', async () => {
    writeFileSync(join(folder, '.env'), Buffer.from('CEKSTATUS_PAYMENKU_API_KEY=a', 'utf16le'))
    await expect(read('paymenku')).rejects.toThrow(/\.env contains NUL characters/)
    writeFileSync(join(folder, '.env'), Buffer.from([0xe9, 0x0a]))
    await expect(read('paymenku')).rejects.toThrow(/\.env is not valid UTF-8/)
  })
})

describe('createSettingsReader accepts', () => {
  it.each([
    ['UTF-8', Buffer.from('\uFEFFCEKSTATUS_PAYMENKU_API_KEY=a')],
    ['UTF-16LE', Buffer.from('\uFEFFCEKSTATUS_PAYMENKU_API_KEY=a', 'utf16le')],
    ['UTF-16BE', Buffer.from('\uFEFFCEKSTATUS_PAYMENKU_API_KEY=a', 'utf16le').swap16()],
  ])('a .env file in %s with a byte order mark', async (_, bytes) => {
    writeFileSync(join(folder, '.env'), bytes)
    expect((await read('paymenku')).values).toEqual({ apiKey: 'a' })
  })

  it.each(['"a#b"', "'a#b'", 'a #b', '# a#b', 'a # b#c'])('the variable %s', async (text) => {
    write('.env', `CEKSTATUS_PAYMENKU_API_KEY=${text}\nOTHER=a#b\n`)
    const apiKey = text.startsWith('#') ? undefined : text.replace(/^["']|["']$| .*/g, '')
    expect((await read('paymenku')).values.apiKey).toBe(apiKey)
  })

  it('a private key as PEM, as base64 of the PEM file and with doubly escaped line ends', async () => {
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = key.export({ type: 'pkcs8', format: 'pem' }) as string
    const forms = [
      pem,
      Buffer.from(pem).toString('base64'),
      pem.replaceAll('\n', '\\\\n'),
      pem.replaceAll('\n', '\\r\\n'),
    ]
    for (const privateKey of forms) {
      write('cekstatus.config.json', config({ smilepay: { privateKey } }))
      expect(createPrivateKey(String((await read('smilepay')).values.privateKey)).type).toBe('private')
    }
  })
})
