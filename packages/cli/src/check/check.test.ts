import { mockProviders } from '@cekstatus/mocks'
import { type ScriptedResponse, type ScriptedServer, startScriptedServer } from '@cekstatus/test-server'
import { afterEach, describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { loadProvider } from '../providers/load-provider.ts'
import { paymenkuBody } from '../test-bodies.ts'
import { runCommand, startCommand } from '../test-command.ts'

const key = 'sk_live_canary_0123456789'
const servers: ScriptedServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function check(answer: ScriptedResponse | null, ...options: string[]) {
  const server = await startScriptedServer([answer])
  servers.push(server)
  const result = await runCommand(['check', 'paymenku', 'INV-001', '--base-url', server.url, ...options], {
    env: { CEKSTATUS_PAYMENKU_API_KEY: key },
  })
  expect(result.stdout + result.stderr).not.toContain(key)
  expect(result.stderr).not.toMatch(/ {4}at /)
  return { ...result, requests: server.requests }
}

describe('check', () => {
  it.each([
    ['paid', 'success'],
    ['pending', 'not-final'],
    ['failed', 'failed'],
    ['expired', 'failed'],
    ['cancelled', 'failed'],
    ['refunded', 'review'],
    ['partially_refunded', 'review'],
    ['an undocumented word', 'review'],
  ] as const)('ends with the exit code of a payment that is %s: %s', async (status, reason) => {
    const { exitCode, stdout } = await check({ body: paymenkuBody({ status }) })
    expect(exitCode).toBe(exitCodes[reason].code)
    expect(stdout).toContain(`provider status     ${status}\n`)
  })

  it.each([
    ['not-found', { status: 404, body: '{"status":"error","message":"Transaction not found"}' }, 'NOT_FOUND'],
    ['refused', { status: 401, body: '{"status":"error","message":"Unauthorized"}' }, 'AUTHENTICATION'],
    ['refused', { status: 422, body: '{"status":"error","message":"Validation failed"}' }, 'REJECTED'],
    ['network', { status: 502, body: '<html>' }, 'PROVIDER_UNAVAILABLE'],
    ['network', { status: 429, body: '{}' }, 'RATE_LIMITED'],
    ['network', null, 'TIMEOUT'],
    ['untrusted', { body: '<html>login</html>' }, 'RESPONSE_INVALID'],
    ['untrusted', { body: paymenkuBody({ reference_id: 'INV-002' }) }, 'RESPONSE_MISMATCH'],
  ] as const)('ends with the exit code %s after %j', async (reason, answer, code) => {
    const { exitCode, stdout, stderr } = await check(answer, '--timeout', answer === null ? '600ms' : '30s')
    expect([exitCode, stdout]).toEqual([exitCodes[reason].code, ''])
    expect(stderr).toMatch(new RegExp(`^${code} `))
  })

  it('never ends with 0 for a doubtful success', async () => {
    const differs = await check({ body: paymenkuBody() }, '--expect-amount', '104001')
    expect(differs.exitCode).toBe(exitCodes.review.code)
    expect(differs.stdout).toContain('EXPECTATION_DIFFERS')
    const testMode = await check({ body: paymenkuBody({ is_sandbox: true }) })
    expect(testMode.exitCode).toBe(exitCodes.review.code)
    const equal = await check({ body: paymenkuBody() }, '--expect-amount', '104000')
    expect(equal.exitCode).toBe(0)
    const sandbox = await check({ body: paymenkuBody({ is_sandbox: true }) }, '--environment', 'sandbox')
    expect(sandbox.exitCode).toBe(0)
  })

  it.each([[], ['--json'], ['--raw'], ['--json', '--raw']])(
    'masks customer data and links with %j',
    async (...options) => {
      const body = paymenkuBody({ customer_name: 'Canary Nightingale', note: 'from Canary Nightingale' })
      const { stdout, exitCode } = await check({ body }, ...options)
      expect(exitCode).toBe(0)
      for (const personal of ['Canary', 'john@', 'paymenku.com/pay']) expect(stdout).not.toContain(personal)
    },
  )

  it('prints everything but credentials with --show-secrets', async () => {
    const { stdout } = await check({ body: paymenkuBody() }, '--json', '--show-secrets')
    const { raw, status } = JSON.parse(stdout)
    expect(status).toBe('success')
    expect(raw).toEqual(JSON.parse(paymenkuBody()))
  })

  it('prints errors as JSON', async () => {
    const { stdout, exitCode } = await check(
      { status: 404, body: '{"status":"error","message":"Transaction not found"}' },
      '--json',
    )
    expect(exitCode).toBe(exitCodes['not-found'].code)
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: 'NOT_FOUND',
        httpStatus: 404,
        retryable: false,
        message: expect.stringContaining('paymenku'),
      },
    })
  })

  it('masks personal data in the message of a refusal', async () => {
    const body = JSON.stringify({ status: 'error', message: 'ask siti@contoh.co.id or 081234567890' })
    for (const options of [[], ['--json']]) {
      const { stdout, stderr } = await check({ status: 422, body }, ...options)
      expect(stderr).toContain('provider message: ask *** or ***')
      expect(stdout + stderr).not.toMatch(/siti|0812/)
    }
  })

  it('removes escape sequences and format characters from provider texts', async () => {
    const { stdout } = await check({ body: paymenkuBody({ status: 'pa\u001b[31mid\u202e' }) })
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u202e')
  })

  it.each([
    [['check', 'paymenku'], 'missing required argument'],
    [['check', 'paymenk', 'x', '--mock'], 'unknown provider "paymenk" (did you mean "paymenku"?)'],
    [['check', 'smilepay', 'x', '--mock'], '--kind'],
    [['check', 'paymenku', 'x', '--mock', '--kind', 'gift'], 'Allowed choices'],
    [['check', 'paymenku', 'x', '--mock', '--timeout', 'soon'], '500ms, 30s, 5m or 2h'],
    [['check', 'paymenku', 'x', '--mock', '--expect-amount', '104.000'], '--expect-amount'],
    [['check', 'paymenku', '..', '--mock'], 'path segment'],
    [['check', 'paymenku', 'x', '--base-url', 'paymenku.com', '--mock'], '--base-url'],
    [['check', 'paymenku', 'x'], 'CEKSTATUS_PAYMENKU_API_KEY'],
    [['check', 'paymenku', 'x', '--base-url', 'http://nohost.invalid', '--mock'], '--allow-insecure-http'],
    [['check', 'paymenku', '\u200bx', '--mock'], 'an invisible character (U+200B)'],
    [['check', 'paymenku', 'x\u00a0', '--mock'], 'white space (U+00A0)'],
    [['check', 'paymenku', 'x', '--dotenv', 'nope.env'], 'nope.env does not exist'],
  ])('rejects %j before sending anything', async (argv, expected) => {
    const { exitCode, stdout, stderr } = await runCommand(argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(expected)
  })

  it('accepts provider names as people write them', async () => {
    const { exitCode, stdout } = await runCommand(['check', 'API Games', 'success-001', '--mock', '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'apigames' })
  })

  it.each([
    ['http://127.0.0.1:1', 'ECONNREFUSED', 'nothing listens on this port'],
    ['https://nohost.invalid', 'ENOTFOUND', 'check the host name'],
  ])('prints the cause of a failed connection to %s', async (baseUrl, code, hint) => {
    const argv = ['check', 'paymenku', 'x', '--base-url', baseUrl, '--timeout', '20s', '--json']
    const { exitCode, stdout, stderr } = await runCommand(argv, { env: { CEKSTATUS_PAYMENKU_API_KEY: key } })
    expect(exitCode).toBe(exitCodes.network.code)
    expect(stderr).toMatch(new RegExp(`^  cause: .*${code}.*\n  hint: ${hint}`, 'm'))
    expect(JSON.parse(stdout).error.cause).toMatchObject({ code, message: expect.stringContaining(code) })
  })

  it('ends with 130 after Ctrl-C', async () => {
    const server = await startScriptedServer([null])
    servers.push(server)
    const child = startCommand(['check', 'paymenku', 'INV-001', '--base-url', server.url], {
      env: { CEKSTATUS_PAYMENKU_API_KEY: key },
    })
    const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)))
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect(await ended).toBe(exitCodes.interrupted.code)
  })

  it.each(mockProviders.map(({ name, references }) => ({ name, reference: references[0] })))(
    'checks a transaction at the mock of $name without configuration',
    async ({ name, reference }) => {
      if (reference === undefined) throw new Error(`${name} has no reference`)
      const { field, kind } = reference
      const { exitCode, stdout } = await runCommand([
        'check',
        name,
        reference.reference,
        '--mock',
        '--json',
        '--by',
        field.replace('Reference', ''),
        ...(kind === undefined ? [] : ['--kind', kind]),
        ...(await fieldsOf(name, reference.fixture)),
      ])
      expect(Object.values(exitCodes).map(({ code }) => code)).toContain(exitCode)
      expect(JSON.parse(stdout)).toMatchObject({ provider: name, [field]: reference.reference })
    },
  )
})

/** The provider's additional query fields, as in the fixture's query. */
async function fieldsOf(name: string, fixture: string): Promise<string[]> {
  const { queryFields = [] } = (await loadProvider(name)).capabilities
  const sample = mockProviders
    .find((mock) => mock.name === name)
    ?.fixtures.find((one) => one.case === fixture)
  const asked: Readonly<Record<string, unknown>> = { ...sample?.ask.query }
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()
  return queryFields.flatMap((field) => ['--field', `${field.name}=${asked[field.name] ?? anHourAgo}`])
}
