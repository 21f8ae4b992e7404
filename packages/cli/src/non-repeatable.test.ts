import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ScriptedResponse, type ScriptedServer, startScriptedServer } from '@cekstatus/test-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exitCodes } from './exit-codes.ts'
import { runCommand } from './test-command.ts'

const env = {
  CEKSTATUS_DIGIFLAZZ_USERNAME: 'canary-user-0123',
  CEKSTATUS_DIGIFLAZZ_API_KEY: 'canary-key-0123456789',
}
const orderedAt = new Date(Date.now() - 3_600_000).toISOString()
const fields = ['productCode=xld10', 'target=087800001230', `orderedAt=${orderedAt}`].flatMap((field) => [
  '--field',
  field,
])

const body = (changes: object = {}): ScriptedResponse => ({
  body: JSON.stringify({
    data: {
      ref_id: 'INV-001',
      customer_no: '087800001230',
      buyer_sku_code: 'xld10',
      message: 'Transaksi Sukses',
      status: 'Sukses',
      rc: '00',
      sn: '1234567890',
      price: 10000,
      ...changes,
    },
  }),
})

let server: ScriptedServer
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cekstatus-acting-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => server.close())

/** Runs a command against a server with these responses and verifies that no credential is printed. */
async function run(answers: readonly ScriptedResponse[], argv: readonly string[]) {
  server = await startScriptedServer(answers)
  const result = await runCommand([...argv, '--base-url', server.url], { env, cwd: folder })
  for (const credential of Object.values(env)) expect(result.stdout + result.stderr).not.toContain(credential)
  return { ...result, sent: server.requests.map(({ body: text }) => JSON.parse(text)) }
}

describe('a provider whose status check can place an order', () => {
  it('receives one request from check, with the fields of the order', async () => {
    const { exitCode, stdout, sent } = await run([body()], ['check', 'digiflazz', 'INV-001', ...fields])
    expect([exitCode, sent.length]).toEqual([0, 1])
    expect(sent[0]).toMatchObject({ ref_id: 'INV-001', buyer_sku_code: 'xld10', customer_no: '087800001230' })
    expect(stdout).toContain('provider status     Sukses')
  })

  it('receives one request from check after a transient error', async () => {
    const failing = { status: 503, body: '<html>' }
    const { exitCode, sent } = await run([failing, body()], ['check', 'digiflazz', 'INV-001', ...fields])
    expect([exitCode, sent.length]).toEqual([exitCodes.network.code, 1])
  })

  it.each([
    [[], 'pass --field productCode=… --field target=… --field orderedAt=…'],
    [fields.slice(0, 4), '--field orderedAt=…'],
    [[...fields, '--field', 'sku=x'], 'unknown query field "sku" for digiflazz'],
    [[...fields.slice(0, 4), '--field', 'orderedAt=2020-01-01T00:00:00Z'], 'more than 80 days ago'],
    [[...fields.slice(0, 4), '--field', 'orderedAt=yesterday'], 'orderedAt must be a Date'],
    [[...fields, '--field', 'x'], 'Expected name=value.'],
  ])('receives no request from check with %j', async (given, expected) => {
    const { exitCode, stderr, sent } = await run([body()], ['check', 'digiflazz', 'INV-001', ...given])
    expect([exitCode, sent]).toEqual([exitCodes.misconfigured.code, []])
    expect(stderr).toContain(expected)
  })

  it('receives no request from watch without --allow-repeat', async () => {
    const watching = ['watch', 'digiflazz', 'INV-001', ...fields]
    const refused = await run([body()], watching)
    expect([refused.exitCode, refused.sent]).toEqual([exitCodes.misconfigured.code, []])
    expect(refused.stderr).toContain('--allow-repeat')
    await server.close()
    const allowed = await run([body()], [...watching, '--allow-repeat'])
    expect([allowed.exitCode, allowed.sent.length]).toEqual([0, 1])
  })

  it('receives no request from sign, which prints the order', async () => {
    const { exitCode, stdout, sent } = await run([body()], ['sign', 'digiflazz', 'INV-001', ...fields])
    expect([exitCode, sent]).toEqual([0, []])
    expect(stdout).toContain('"customer_no":"087800001230"')
    expect(stdout).toContain('<signature>')
  })

  it('receives no request from doctor', async () => {
    const { exitCode, stdout, sent } = await run([body()], ['doctor', 'digiflazz'])
    expect([exitCode, sent]).toEqual([0, []])
    expect(stdout).toContain('not tested')
    expect(stdout).toContain('can place an order')
  })

  it('has its missing settings listed by doctor', async () => {
    server = await startScriptedServer([body()])
    const { exitCode, stdout } = await runCommand(['doctor', 'digiflazz', '--base-url', server.url], {
      cwd: folder,
    })
    expect([exitCode, server.requests]).toEqual([exitCodes.misconfigured.code, []])
    expect(stdout).toContain('CEKSTATUS_DIGIFLAZZ_USERNAME')
  })

  it('receives no request from reconcile', async () => {
    writeFileSync(join(folder, 'orders.csv'), 'provider,reference,status\ndigiflazz,INV-001,success\n')
    const { exitCode, stderr, sent } = await run([body()], ['reconcile', 'orders.csv', '--output', 'out.csv'])
    expect([exitCode, sent]).toEqual([exitCodes.misconfigured.code, []])
    expect(stderr).toContain('a status check at digiflazz can place an order')
    expect(stderr).toContain('no request was sent')
  })

  it('receives no request from contracts verify', async () => {
    const { exitCode, stderr, sent } = await run([body()], ['contracts', 'verify', 'digiflazz'])
    expect([exitCode, sent]).toEqual([exitCodes.misconfigured.code, []])
    expect(stderr).toContain('can place an order')
  })

  it('has its responses explained by explain', async () => {
    server = await startScriptedServer([])
    writeFileSync(join(folder, 'answer.json'), body({ status: 'Gagal', rc: '49' }).body)
    const { exitCode, stdout } = await runCommand(['explain', 'digiflazz', 'answer.json'], { cwd: folder })
    expect(exitCode).toBe(exitCodes.refused.code)
    expect(stdout).toContain('REJECTED')
  })

  it('is marked in the list of providers', async () => {
    server = await startScriptedServer([])
    const { stdout } = await runCommand(['providers'])
    expect(stdout).toMatch(/^digiflazz .*productCode, target, orderedAt +yes /m)
    expect(stdout).toMatch(/^paymenku .*- +no /m)
  })
})

it('check rejects --field for a provider without additional query fields', async () => {
  server = await startScriptedServer([])
  const { exitCode, stderr } = await runCommand([
    'check',
    'paymenku',
    'x',
    '--mock',
    '--field',
    'productCode=x',
  ])
  expect(exitCode).toBe(exitCodes.misconfigured.code)
  expect(stderr).toContain('unknown query field "productCode" for paymenku')
})
