import { statuses, statusInfo } from '@cekstatus/core'
import { mockProviders } from '@cekstatus/mocks'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import { paymenkuBody } from '../test-bodies.ts'
import { runCommand, startCommand } from '../test-command.ts'
import { explainAdvice, explainError, explainWords } from './explanation.ts'
import { readResponse } from './read-response.ts'

const fixtures = mockProviders.flatMap(({ name, fixtures }) =>
  fixtures.map((fixture) => ({ name, title: `${name} ${fixture.case}`, fixture })),
)

describe('readResponse', () => {
  it.each(fixtures)('parses $title from the body alone', async ({ name, fixture }) => {
    const module = await loadProvider(name)
    const { status, headers, body } = fixture.response
    const { expected, ask } = fixture
    // That a list has no match depends on the query, too.
    const reference = 'error' in expected && expected.error.code === 'REJECTED' && ask.query.merchantReference
    const known = typeof reference === 'string' ? { reference } : {}
    const answer = readResponse(module, { status, headers, body: body.join('\n') }, known, {})
    if ('transaction' in expected) {
      const { status: wanted, advice, kind } = expected.transaction as Record<string, unknown>
      expect(answer.error?.message ?? null).toBeNull()
      // Without a kind in the response, the first kind of the provider is used.
      if (answer.transaction?.kind === kind)
        expect(answer.transaction).toMatchObject({ status: wanted, advice })
    } else {
      expect(answer.error?.code).toBe(expected.error.code)
    }
  })
})

describe('explainWords and explainError', () => {
  it.each(fixtures)('return a documentation page for $title, or no row', async ({ name, fixture }) => {
    const module = await loadProvider(name)
    const { status, headers, body } = fixture.response
    const { transaction, error } = readResponse(module, { status, headers, body: body.join('\n') }, {}, {})
    if (error !== null) {
      const { rows } = explainError(error, module)
      for (const row of rows)
        expect(row).toMatchObject({ code: error.code, source: expect.stringMatching(/^https:/) })
      if (!['RESPONSE_INVALID', 'AMBIGUOUS'].includes(error.code)) expect(rows.length).toBeGreaterThan(0)
      return
    }
    if (transaction === null) throw new Error('neither transaction nor error')
    const [own] = explainWords(transaction, module)
    const undocumented = transaction.warnings.some(({ code }) => code === 'STATUS_UNDOCUMENTED')
    if (own?.providerStatus != null) expect(own.rows.length === 0).toBe(undocumented)
  })

  it('explain every documented word of every provider by its own row', async () => {
    for (const provider of providerNames) {
      const module = await loadProvider(provider)
      const [scope] = new Set(module.statusMap.map((row) => row.scope))
      for (const row of module.statusMap.filter((other) => other.scope === scope)) {
        const transaction = {
          status: row.status,
          providerStatus: ` ${row.providerStatus.toUpperCase()}`,
          kind: row.kind ?? 'payment',
          lines: [],
        }
        expect(explainWords(transaction as never, module)[0]?.rows).toContain(row)
      }
    }
  })
})

it.each(statuses)('explainAdvice returns no reason if %s has its own advice', (status) => {
  const { advice } = statusInfo[status]
  expect(explainAdvice({ status, advice, warnings: [] } as never)).toEqual({
    advice,
    ofStatus: advice,
    because: [],
  })
})

describe('explain', () => {
  it('reads standard input, masks personal data and ends with the exit code of the advice', async () => {
    const stdin = paymenkuBody({ customer_name: 'Canary Nightingale', is_sandbox: true })
    for (const options of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await runCommand(['explain', 'paymenku', ...options], { stdin })
      expect([exitCode, stderr]).toEqual([exitCodes.review.code, ''])
      expect(stdout).toContain('SANDBOX')
      expect(stdout).toContain('https://docs.paymenku.com/api/check-status')
      expect(stdout).not.toContain('Canary')
    }
  })

  it('prints the warnings that changed the advice', async () => {
    const { stdout } = await runCommand(['explain', 'paymenku', '--expect-amount', '1'], {
      stdin: paymenkuBody(),
    })
    expect(stdout).toMatch(/advice: review instead of fulfill, because of\n +EXPECTATION_DIFFERS/)
  })

  it('prints that a status word is undocumented', async () => {
    const { stdout, exitCode } = await runCommand(['explain', 'paymenku'], {
      stdin: paymenkuBody({ status: 'zz-undocumented' }),
    })
    expect(exitCode).toBe(exitCodes.review.code)
    expect(stdout).toContain('"zz-undocumented" is undocumented, so the status is unknown')
  })

  it('explains a refusal by its one documented row', async () => {
    const { stdout, exitCode } = await runCommand(
      ['explain', 'sekalipay', '--status', '401', '--header', 'Retry-After: 3'],
      {
        stdin: '{"message":"INVALID_IP"}',
      },
    )
    expect(exitCode).toBe(exitCodes.refused.code)
    expect(stdout).toContain('`INVALID_IP`: AUTHENTICATION')
    expect(stdout).not.toContain('INVALID_API_KEY')
  })

  it('ends with 130 after Ctrl-C while reading standard input', async () => {
    const child = startCommand(['explain', 'paymenku'])
    const ended = new Promise((resolve) => child.on('exit', resolve))
    // More than a pipe buffers, so the write ends only when the command reads.
    await new Promise<void>((resolve) => child.stdin.write(' '.repeat(300_000), () => resolve()))
    child.kill('SIGINT')
    expect(await ended).toBe(exitCodes.interrupted.code)
  })

  it('compares the response with --reference', async () => {
    const { stdout, exitCode } = await runCommand(['explain', 'paymenku', '--reference', 'INV-002'], {
      stdin: paymenkuBody(),
    })
    expect(exitCode).toBe(exitCodes.untrusted.code)
    expect(stdout).toContain('RESPONSE_MISMATCH')
  })

  it.each([
    [['explain', 'paymenku'], '', 'the body is empty'],
    [['explain', 'paymenku', 'missing.json'], '', 'missing.json does not exist'],
    [['explain', 'paymenku', '--status', '2'], '{}', 'Expected an HTTP status'],
    [['explain', 'paymenku', '--header', 'nothing'], '{}', 'name: value'],
    [['explain', 'paymenku'], 'x'.repeat(1_048_577), 'larger than'],
  ])('rejects %j', async (argv, stdin, expected) => {
    const { exitCode, stdout, stderr } = await runCommand(argv, { stdin })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(expected)
  })
})
