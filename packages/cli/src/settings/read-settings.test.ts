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

/** Reads one provider's settings as `{ name: value }`, with what was told on the way. */
async function read(
  provider: string,
  {
    env = {},
    location = {},
    cwd = folder,
  }: { env?: Record<string, string>; location?: SettingsLocation; cwd?: string } = {},
) {
  let told = ''
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      told += String(chunk)
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
    told,
  }
}

describe('where settings come from', () => {
  it('the environment wins over .env, and .env over the config file, setting by setting', async () => {
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

  it('finds the config file in a folder above, and another one where it is named', async () => {
    const deep = join(folder, 'a', 'b')
    mkdirSync(deep, { recursive: true })
    write('cekstatus.config.json', config({ paymenku: { apiKey: 'above' } }))
    write('other.json', config({ paymenku: { apiKey: 'named' } }))
    expect((await read('paymenku', { cwd: deep })).values).toEqual({ apiKey: 'above' })
    expect((await read('paymenku', { cwd: deep, location: { config: '../../other.json' } })).values).toEqual({
      apiKey: 'named',
    })
  })

  it('reads a secret from a file beside the one that names it, byte order mark and last line feed dropped', async () => {
    mkdirSync(join(folder, 'keys'))
    write('keys/api.txt', `\uFEFF${canary}\r\n`)
    write('cekstatus.config.json', config({ paymenku: { apiKeyFile: 'keys/api.txt' } }))
    expect((await read('paymenku')).values).toEqual({ apiKey: canary })
  })

  it('counts an empty variable as none, and reads numbers', async () => {
    const env = { CEKSTATUS_PAYMENKU_API_KEY: '', CEKSTATUS_PAYMENKU_TIMEOUT_MS: '2500' }
    expect(await read('paymenku', { env })).toMatchObject({
      values: { timeoutMs: 2500 },
      missing: ['apiKey'],
    })
  })

  it('warns once of a file of secrets that everybody may read', async () => {
    const path = write(
      '.env',
      'CEKSTATUS_APIGAMES_MERCHANT_ID=M2\nCEKSTATUS_APIGAMES_SECRET_KEY=two\n',
      0o644,
    )
    const { told } = await read('apigames')
    // Windows' modes say nothing about who may read.
    if (process.platform === 'win32') return expect(told).toBe('')
    expect(told.split(path).length - 1).toBe(2)
    expect(told).toContain('chmod 600')
    expect(told).not.toContain('two')
    chmodSync(path, 0o640)
    expect((await read('apigames')).told).toBe('')
  })
})

describe('what is refused, with place and fix, and never with a value', () => {
  const refusals: [string, { env?: Record<string, string>; file?: string; variables?: string }, RegExp][] = [
    [
      'a misspelt variable',
      { env: { CEKSTATUS_PAYMENKU_APIKEY: canary } },
      /CEKSTATUS_PAYMENKU_APIKEY in the environment: no such setting .*CEKSTATUS_PAYMENKU_API_KEY/,
    ],
    [
      'a variable of no provider',
      { env: { CEKSTATUS_PAYMENKO_API_KEY: canary } },
      /"paymenko", which is no provider .*paymenku/,
    ],
    [
      'a number that is none',
      { env: { CEKSTATUS_PAYMENKU_TIMEOUT_MS: canary } },
      /CEKSTATUS_PAYMENKU_TIMEOUT_MS .*whole milliseconds/,
    ],
    [
      'an environment that is none',
      { variables: `CEKSTATUS_PAYMENKU_ENVIRONMENT=${canary}` },
      /CEKSTATUS_PAYMENKU_ENVIRONMENT in .*\.env: use production or sandbox/,
    ],
    [
      'a misspelt setting',
      { file: config({ paymenku: { apiKei: canary } }) },
      /providers\.paymenku\.apiKei in .*config\.json: no such setting .*providers\.paymenku\.apiKey/,
    ],
    [
      'a setting of another type',
      { file: config({ paymenku: { apiKey: [canary] } }) },
      /providers\.paymenku\.apiKey in .*: give it as text/,
    ],
    [
      'both forms of a secret',
      { file: config({ paymenku: { apiKey: canary, apiKeyFile: canary } }) },
      /apiKey or apiKeyFile, not both/,
    ],
    [
      'a provider that is none',
      { file: config({ paymenko: { apiKey: canary } }) },
      /config\.json has settings of "paymenko"/,
    ],
    [
      'a section that is no object',
      { file: config({ paymenku: canary }) },
      /providers\.paymenku: give an object/,
    ],
    [
      'a key beside providers',
      { file: JSON.stringify({ providers: {}, paymenku: { apiKey: canary } }) },
      /config\.json: paymenku: no such key/,
    ],
    [
      'a file that is no JSON',
      { file: `{"providers": {"paymenku": {"apiKey": "${canary}",}}}` },
      /config\.json is not JSON/,
    ],
    ['a list', { file: '[]' }, /config\.json: the whole: give an object/],
    [
      'a secret file that is missing',
      { env: { CEKSTATUS_PAYMENKU_API_KEY_FILE: 'missing.txt' } },
      /CEKSTATUS_PAYMENKU_API_KEY_FILE in the environment: the file .*missing\.txt cannot be read \(ENOENT\)/,
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

  it('a named file that is not there', async () => {
    await expect(read('paymenku', { location: { config: 'none.json' } })).rejects.toThrow(
      /none\.json cannot be read/,
    )
    await expect(read('paymenku', { location: { envFile: 'none.env' } })).rejects.toThrow(
      /none\.env cannot be read/,
    )
  })
})
