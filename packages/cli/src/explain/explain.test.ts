import { statuses, statusInfo } from '@cekstatus/core'
import { mockProviders } from '@cekstatus/mocks'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import { runCommand, startCommand } from '../test-command.ts'
import { paymenkuBody } from '../test-server.ts'
import { explainAdvice, explainError, explainWords } from './explanation.ts'
import { readResponse } from './read-response.ts'

const fixtures = mockProviders.flatMap(({ name, fixtures }) =>
  fixtures.map((fixture) => ({ name, title: `${name} ${fixture.case}`, fixture })),
)

describe('readResponse', () => {
  it.each(fixtures)(
    'reads $title as its question would be, knowing nothing but the body',
    async ({ name, fixture }) => {
      const module = await loadProvider(name)
      const { status, headers, body } = fixture.response
      const answer = readResponse(module, { status, headers, body: body.join('\n') }, {}, {})
      const { expected } = fixture
      if ('transaction' in expected) {
        const { status: wanted, advice, kind } = expected.transaction as Record<string, unknown>
        expect(answer.error?.message ?? null).toBeNull()
        // Without a kind in the answer, the first kind that may be asked is taken.
        if (answer.transaction?.kind === kind)
          expect(answer.transaction).toMatchObject({ status: wanted, advice })
      } else {
        expect(answer.error?.code).toBe(expected.error.code)
      }
    },
  )
})

describe('explainWords and explainError', () => {
  it.each(fixtures)('name a page for $title, or nothing documented', async ({ name, fixture }) => {
    const module = await loadProvider(name)
    const { status, headers, body } = fixture.response
    const { transaction, error } = readResponse(module, { status, headers, body: body.join('\n') }, {}, {})
    if (error !== null) {
      const { rows } = explainError(error, module)
      for (const row of rows)
        expect(row).toMatchObject({ code: error.code, source: expect.stringMatching(/^https:/) })
      if (error.code !== 'RESPONSE_INVALID') expect(rows.length).toBeGreaterThan(0)
      return
    }
    if (transaction === null) throw new Error('neither answer nor error')
    const [own] = explainWords(transaction, module)
    const undocumented = transaction.warnings.some(({ code }) => code === 'STATUS_UNDOCUMENTED')
    if (own?.providerStatus != null) expect(own.rows.length === 0).toBe(undocumented)
  })

  it('every documented word of every provider is explained by its own row', async () => {
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

it.each(statuses)('explainAdvice finds no reason where %s has its own advice', (status) => {
  const { advice } = statusInfo[status]
  expect(explainAdvice({ status, advice, warnings: [] } as never)).toEqual({
    advice,
    ofStatus: advice,
    because: [],
  })
})

describe('explain', () => {
  it('reads standard input, masks what is personal and ends by the advice', async () => {
    const stdin = paymenkuBody({ customer_name: 'Canary Nightingale', is_sandbox: true })
    for (const options of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await runCommand(['explain', 'paymenku', ...options], { stdin })
      expect([exitCode, stderr]).toEqual([exitCodes.review.code, ''])
      expect(stdout).toContain('SANDBOX')
      expect(stdout).toContain('https://docs.paymenku.com/api/check-status')
      expect(stdout).not.toContain('Canary')
    }
  })

  it('says what forbade to act on the answer', async () => {
    const { stdout } = await runCommand(['explain', 'paymenku', '--expect-amount', '1'], {
      stdin: paymenkuBody(),
    })
    expect(stdout).toMatch(/advice: review instead of fulfill, because of\n +EXPECTATION_DIFFERS/)
  })

  it("says that a word is nobody's", async () => {
    const { stdout, exitCode } = await runCommand(['explain', 'paymenku'], {
      stdin: paymenkuBody({ status: 'settled' }),
    })
    expect(exitCode).toBe(exitCodes.review.code)
    expect(stdout).toContain('nobody documents "settled", so it is unknown')
  })

  it('explains a refusal by the one row that it is', async () => {
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

  it('ends by Ctrl-C while it waits for a body', async () => {
    const child = startCommand(['explain', 'paymenku'])
    const ended = new Promise((resolve) => child.on('exit', resolve))
    // More than a pipe holds, so it is written to its end only when the command reads.
    await new Promise<void>((resolve) => child.stdin.write(' '.repeat(300_000), () => resolve()))
    child.kill('SIGINT')
    expect(await ended).toBe(exitCodes.interrupted.code)
  })

  it('compares with a reference that was given', async () => {
    const { stdout, exitCode } = await runCommand(['explain', 'paymenku', '--reference', 'INV-002'], {
      stdin: paymenkuBody(),
    })
    expect(exitCode).toBe(exitCodes.untrusted.code)
    expect(stdout).toContain('RESPONSE_MISMATCH')
  })

  it.each([
    [['explain', 'paymenku'], '', 'there is no body'],
    [['explain', 'paymenku', 'missing.json'], '', 'missing.json cannot be read'],
    [['explain', 'paymenku', '--status', '2'], '{}', 'Give an HTTP status'],
    [['explain', 'paymenku', '--header', 'nothing'], '{}', 'name: value'],
    [['explain', 'paymenku'], 'x'.repeat(1_048_577), 'larger than'],
  ])('refuses %j', async (argv, stdin, told) => {
    const { exitCode, stdout, stderr } = await runCommand(argv, { stdin })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(told)
  })
})
