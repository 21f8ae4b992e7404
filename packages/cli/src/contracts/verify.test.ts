import { createServer, request as sendRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMockServer } from '@cekstatus/mocks'
import { afterEach, describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import { runCommand } from '../test-command.ts'
import { readPact } from './pact.ts'
import type { InteractionResult } from './verify-interaction.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closers.splice(0).map((close) => close())))

/** What a provider may do one day: its answers through a function, before they reach the client. */
type Change = (answer: { status: number; body: string }, path: string) => { status: number; body: string }

/** The mock of Paymenku behind a proxy that changes its answers. */
async function startChanged(change: Change) {
  const mock = await createMockServer({ provider: 'paymenku' })
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    const forwarded = sendRequest(`${mock.url}${url}`, { method, headers }, async (answer) => {
      let body = ''
      for await (const chunk of answer.setEncoding('utf8')) body += chunk
      const changed = change({ status: answer.statusCode ?? 0, body }, url)
      outgoing.writeHead(changed.status, { 'content-type': 'application/json' }).end(changed.body)
    })
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  closers.push(
    () => new Promise((resolve) => proxy.close(resolve)),
    () => mock.close(),
  )
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, key: mock.credentials.apiKey }
}

async function verify(change: Change, ...options: string[]) {
  const { url, key } = await startChanged(change)
  const { exitCode, stdout, stderr } = await runCommand(
    ['contracts', 'verify', 'paymenku', '--base-url', url, '--json', ...options],
    { env: { CEKSTATUS_PAYMENKU_API_KEY: key } },
  )
  expect(stdout + stderr).not.toContain(key)
  const results = JSON.parse(stdout) as InteractionResult[]
  return {
    exitCode,
    stderr,
    results,
    verdicts: Object.fromEntries(results.map((one) => [one.description, one])),
  }
}

const paid = 'a status call that returns paid'
/** Changes the data of an answer to a payment that is paid. */
const changePaid =
  (edit: (data: Record<string, unknown>) => void): Change =>
  ({ status, body }) => {
    const json = JSON.parse(body)
    if (json.data?.status === 'paid') edit(json.data)
    return { status, body: JSON.stringify(json) }
  }

/** Providers whose status check can place an order are not replayed. */
const replayable = (
  await Promise.all(providerNames.map(async (name) => (await loadProvider(name)).capabilities))
)
  .filter(({ repeatable }) => repeatable)
  .map(({ provider }) => provider)

describe('contracts verify', () => {
  it.each(replayable)('reports every interaction of the mock of %s as kept', async (provider) => {
    const { exitCode, stdout } = await runCommand(['contracts', 'verify', provider, '--mock', '--json'])
    const results = JSON.parse(stdout) as InteractionResult[]
    expect(results.map(({ description, verdict, reason }) => [description, verdict, reason])).toEqual(
      readPact(provider).map(({ description }) => [description, 'kept', null]),
    )
    expect(exitCode).toBe(0)
  })

  it('accepts different values and additional fields', async () => {
    const change: Change = (answer, path) => {
      const { status, body } = changePaid((data) => Object.assign(data, { tax: '1', is_sandbox: true }))(
        answer,
        path,
      )
      return { status, body: body.replace('Transaction not found', 'No such transaction') }
    }
    const { exitCode, verdicts } = await verify(change, '--pact-references')
    expect(exitCode).toBe(0)
    expect(verdicts[paid]?.differences).toEqual(
      expect.arrayContaining([
        { place: '$.data.is_sandbox', kind: 'value', message: 'has a different value' },
        { place: '$.data.tax', kind: 'new', message: 'is not in the contract' },
      ]),
    )
    expect(verdicts['a status call that returns not-found']?.differences).toEqual([
      { place: '$.message', kind: 'value', message: 'has a different value' },
    ])
  })

  it.each([
    [
      'a field is gone',
      changePaid((data) => Reflect.deleteProperty(data, 'amount_received')),
      '$.data.amount_received',
      'missing',
    ],
    [
      'a field is of another type',
      changePaid((data) => Object.assign(data, { amount: 104000 })),
      '$.data.amount',
      'type',
    ],
  ])('reports drift when %s', async (_, change, place, kind) => {
    const { exitCode, verdicts } = await verify(change, '--pact-references')
    expect(exitCode).toBe(exitCodes.differs.code)
    expect(verdicts[paid]).toMatchObject({ verdict: 'drifted' })
    expect(verdicts[paid]?.differences).toContainEqual(expect.objectContaining({ place, kind }))
  })

  it('reports an undocumented status word as drift', async () => {
    const { exitCode, verdicts } = await verify(
      changePaid((data) => Object.assign(data, { status: 'zz-undocumented' })),
      '--pact-references',
    )
    expect(exitCode).toBe(exitCodes.differs.code)
    expect(verdicts[paid]).toMatchObject({
      verdict: 'drifted',
      reason: expect.stringContaining('undocumented status word'),
    })
  })

  it('reports drift if wrong credentials are accepted or refused in another form', async () => {
    const accept: Change = (answer, path) =>
      answer.status === 401 ? { status: 200, body: answeredFor(path) } : answer
    const accepted = await verify(accept, '--pact-references')
    expect(accepted.verdicts['a status call that returns unauthorized']).toMatchObject({
      verdict: 'drifted',
    })
    const moved: Change = (answer) => (answer.status === 401 ? { ...answer, status: 403 } : answer)
    const other = await verify(moved, '--pact-references')
    expect(other.exitCode).toBe(exitCodes.differs.code)
    expect(other.verdicts['a status call that returns unauthorized']?.differences).toContainEqual(
      expect.objectContaining({ place: 'HTTP status', kind: 'form' }),
    )
    const without = await verify(accept, '--pact-references', '--no-refusals')
    expect(without.exitCode).toBe(0)
  })

  it('uses the references passed and skips scenarios without one', async () => {
    const { exitCode, results } = await verify(
      (answer) => answer,
      '--reference',
      'success=success-4711',
      '--reference',
      'failed=pending-4711',
    )
    expect(exitCode).toBe(0)
    const verdicts = Object.fromEntries(results.map(({ description, verdict }) => [description, verdict]))
    expect(verdicts).toMatchObject({
      'a status call that returns failed': 'other-state',
      'a status call that returns not-found': 'kept',
      'a status call that returns paid': 'kept',
      'a status call that returns pending': 'not-tried',
      'a status call that returns unauthorized': 'kept',
    })
  })

  it('reports refused credentials and missing responses apart from drift', async () => {
    const refused = await verify(
      () => ({ status: 401, body: '{"status":"error","message":"Unauthorized"}' }),
      '--pact-references',
    )
    expect(refused.exitCode).toBe(exitCodes.refused.code)
    expect(refused.stderr).toContain('cekstatus doctor')
    const down = await verify(() => ({ status: 503, body: '' }), '--pact-references')
    expect(down.exitCode).toBe(exitCodes.network.code)
  })

  it('rejects a run without a base URL', async () => {
    const { exitCode, stderr } = await runCommand(['contracts', 'verify', 'paymenku'], {
      env: { CEKSTATUS_PAYMENKU_API_KEY: 'x' },
    })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--base-url')
  })
})

function answeredFor(path: string): string {
  return JSON.stringify({
    status: 'success',
    data: { reference_id: path.split('/').at(-1), status: 'paid', amount: '1.00' },
  })
}
