import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../test-command.ts'

const secretKey = 'canary-secret-key-0123456789'
const env = { CEKSTATUS_APIGAMES_MERCHANT_ID: 'M000000TESTXX0001', CEKSTATUS_APIGAMES_SECRET_KEY: secretKey }
const signature = createHash('md5').update(`M000000TESTXX0001:${secretKey}:INV-001`).digest('hex')

describe('sign', () => {
  it.each([[], ['--json']])(
    'replaces credentials and signature by their names with %j',
    async (...options) => {
      const { exitCode, stdout, stderr } = await runCommand(['sign', 'apigames', 'INV-001', ...options], {
        env,
      })
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toContain('<merchantId>:<secretKey>:INV-001')
      for (const secret of [secretKey, signature, 'M000000TESTXX0001']) expect(stdout).not.toContain(secret)
    },
  )

  it('prints the request unmasked with --show-secrets', async () => {
    const { stdout } = await runCommand(['sign', 'apigames', 'INV-001', '--show-secrets', '--json'], { env })
    const [{ request, stages }] = JSON.parse(stdout)
    expect(request.url).toBe('https://v1.apigames.id/v2/transaksi/status')
    expect(JSON.parse(request.body)).toEqual({
      ref_id: 'INV-001',
      merchant_id: 'M000000TESTXX0001',
      signature,
    })
    expect(stages.at(-1)).toEqual({ name: 'signature', value: signature, secret: true })
  })

  it('prints the same two requests of SmilePay for the same time', async () => {
    const argv = [
      'sign',
      'smilepay',
      'INV-001',
      '--kind',
      'payment',
      '--mock',
      '--base-url',
      'http://127.0.0.1:1',
    ]
    const now = ['--now', '2026-01-26T10:00:00+07:00']
    const [first, second, other] = await Promise.all([
      runCommand([...argv, ...now]),
      runCommand([...argv, ...now]),
      runCommand([...argv, '--now', '2026-01-26T10:00:01+07:00']),
    ])
    expect(second.stdout).toBe(first.stdout)
    expect(other.stdout).not.toBe(first.stdout)
    const bodyHash = createHash('sha256').update('{"tradeType":1,"orderNo":"INV-001"}').digest('hex')
    expect(first.stdout).toContain('stringToSign  sandbox-10001|2026-01-26T10:00:00+07:00')
    expect(first.stdout).toContain(
      `POST:/v1.0/inquiry-status:ACCESS_TOKEN:${bodyHash}:2026-01-26T10:00:00+07:00`,
    )
    expect(first.stdout).not.toMatch(/x-signature: [^<]/)
  })

  it('prints that a provider needs no signature', async () => {
    const { stdout } = await runCommand(['sign', 'sekalipay', 'INV-001', '--mock'])
    expect(stdout).toContain('x-apikey: <apiKey>')
    expect(stdout).toContain('none: the credentials authenticate the request')
  })

  it('rejects a time without a time zone', async () => {
    const { exitCode, stderr } = await runCommand([
      'sign',
      'apigames',
      'INV-001',
      '--mock',
      '--now',
      '2026-01-26T10:00:00',
    ])
    expect([exitCode, stderr.includes('+07:00')]).toEqual([2, true])
  })
})
