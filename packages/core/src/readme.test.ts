import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startHttpServer } from '@cekstatus/test-server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { defaultDeadlineMs, defaultMaxBodyBytes, defaultTimeoutMs } from './call/defaults.ts'
import { defaultRetry } from './call/retry.ts'
import type { CommonOptions, StatusClient } from './client.ts'
import { errorInfo } from './errors.ts'
import type { MergedTransaction } from './merge.ts'
import { maxRetryAfterMs } from './options.ts'
import { errorOf, scriptClient } from './polling/test-client.ts'
import type { StatusQuery } from './query.ts'
import { statusInfo } from './status.ts'
import { acmeBody, createAcme } from './test-provider.ts'
import type { Transport } from './transport/transport.ts'
import { warningInfo } from './warnings.ts'

const readmePath = fileURLToPath(new URL('../README.md', import.meta.url))
const reportsPath = fileURLToPath(new URL('../reports/', import.meta.url))
const readDocs = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url)), 'utf8')
const readme = readFileSync(readmePath, 'utf8')
const [requests, writing] = [readDocs('requests'), readDocs('writing-a-provider')]
const examples = [readme, writing, requests].flatMap((text) =>
  [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? ''),
)

// Inside the package, so that its own name resolves as it does for its users.
const paths = examples.map((_, index) => `${reportsPath}readme-example-${index}.ts`)
beforeAll(() => {
  mkdirSync(reportsPath, { recursive: true })
  for (const [index, path] of paths.entries()) writeFileSync(path, examples[index] ?? '')
})

const sections = {
  statuses: table(
    ['Status', 'Final', 'Advice', 'Meaning'],
    Object.entries(statusInfo).map(([status, { final, advice, meaning }]) => [
      `\`${status}\``,
      final ? 'yes' : 'no',
      `\`${advice}\``,
      meaning,
    ]),
  ),
  warnings: table(
    ['Warning', 'Turns `fulfill` and `release` into `review`', 'Meaning'],
    Object.entries(warningInfo).map(([code, { review, meaning }]) => [
      `\`${code}\``,
      review === 'release' ? 'only `release`' : review ? 'yes' : 'no',
      meaning,
    ]),
  ),
  errors: table(
    ['Code', 'Retryable', 'Meaning'],
    Object.entries(errorInfo).map(([code, { retryable, meaning }]) => [
      `\`${code}\``,
      retryable ? 'yes' : 'no',
      meaning,
    ]),
  ),
}

interface WaitingExample {
  settle(client: StatusClient, query: StatusQuery): Promise<string>
  step(
    client: StatusClient,
    query: StatusQuery,
    stored: MergedTransaction | null,
    attempt: number,
  ): Promise<{ known: MergedTransaction; runAgainInMs: number | null }>
  reconcile(client: StatusClient, queries: AsyncIterable<StatusQuery>): Promise<string[]>
}

describe('README', () => {
  it('has the tables of the code (pnpm generate)', () => {
    const wanted = Object.entries(sections).reduce(replaceSection, readme)
    if (process.env.GENERATE === '1') writeFileSync(readmePath, wanted)
    else expect(readme).toBe(wanted)
  })
})

describe('examples of README.md and docs', () => {
  const run = (index: number): Promise<unknown> => import(pathToFileURL(paths[index] ?? '').href)

  it('print the values in their comments', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    try {
      await run(0)
      const printed = log.mock.calls.map((values) => values.join(' '))
      expect(printed).toEqual([...(examples[0] ?? '').matchAll(/ \/\/ (.+)$/gm)].map(([, text]) => text))
    } finally {
      log.mockRestore()
    }
  })

  it('wait, run one step of a job queue and reconcile', async () => {
    const { settle, step, reconcile } = (await run(1)) as WaitingExample
    const query = { merchantReference: 'INV-001' }
    vi.useFakeTimers()
    try {
      const settling = [['pending', 'success'] as const, ['processing'] as const, ['failed'] as const].map(
        (script) => settle(scriptClient(script).client, query),
      )
      await vi.runAllTimersAsync()
      expect(await Promise.all(settling)).toEqual(['fulfill', 'check later: processing', 'release'])
    } finally {
      vi.useRealTimers()
    }
    const { client } = scriptClient(['pending', 'success'])
    const first = await step(client, query, null, 1)
    expect(first).toMatchObject({ known: { status: 'pending' }, runAgainInMs: 3_000 })
    const second = await step(client, query, first.known, 2)
    expect(second).toMatchObject({ known: { status: 'success', advice: 'fulfill' }, runAgainInMs: null })
    async function* queries() {
      yield* [query, query]
    }
    const refusing = scriptClient(['success', errorOf('AUTHENTICATION')]).client
    expect(await reconcile(refusing, queries())).toEqual(['INV-001 AUTHENTICATION'])
  })

  it('create a working provider', async () => {
    const { createAcme } = (await run(2)) as {
      createAcme(options: CommonOptions & { apiKey: string }): StatusClient
    }
    const requests: string[] = []
    const body = '{"payment":{"ref":"INV-001","id":"P1","state":"paid","amount":104000,"test":false}}'
    const fetching: typeof fetch = (url, init) => {
      requests.push(`${url} ${new Headers(init?.headers).get('x-api-key')}`)
      return Promise.resolve(new Response(body))
    }
    const acme = createAcme({ apiKey: 'key-1', fetch: fetching })
    expect(await acme.getTransactionStatus({ merchantReference: 'INV-001' })).toMatchObject({
      status: 'success',
      advice: 'fulfill',
      providerStatus: 'paid',
      amount: { value: '104000.00', currency: 'IDR' },
      warnings: [],
    })
    expect(requests).toEqual(['https://api.acme.example/v1/payments/INV-001 key-1'])
    await expect(acme.getTransactionStatus({ merchantReference: 'INV-002' })).rejects.toMatchObject({
      code: 'RESPONSE_MISMATCH',
    })
  })
})

describe('docs/requests.md', () => {
  const grouped = (number: number): string => String(number).replace(/(?<=\d)(?=(\d{3})+$)/g, ' ')

  it('has the defaults of the code', () => {
    const stated = {
      timeoutMs: defaultTimeoutMs,
      deadlineMs: defaultDeadlineMs,
      maxBodyBytes: defaultMaxBodyBytes,
      ...defaultRetry,
    }
    for (const [name, value] of Object.entries(stated)) {
      expect(requests).toContain(`| \`${name}\` | ${grouped(value)} |`)
    }
    expect(requests).toContain(`| \`retry\` | ${defaultRetry.maxAttempts} attempts |`)
    expect(maxRetryAfterMs).toBe(3_600_000)
  })

  it('lists every error that is retried', () => {
    const [retried = ''] = /^Retried errors: .*$/m.exec(requests) ?? []
    const [named = '', never = ''] = retried.split('`ABORTED`')
    for (const [code, { retryable }] of Object.entries(errorInfo)) {
      expect(named.includes(`\`${code}\``)).toBe(retryable)
    }
    expect(never).toContain('`CONFIGURATION`')
  })

  it('has an example that sends over undici', async () => {
    const { openTransport } = (await import(pathToFileURL(paths.at(-1) ?? '').href)) as {
      openTransport(origin: string): { transport: Transport; close: () => Promise<void> }
    }
    const server = await startHttpServer((_request, response) => void response.end(acmeBody()))
    const { transport, close } = openTransport(server.url)
    const client = createAcme({ baseUrl: server.url, transport })
    expect(await client.getTransactionStatus({ merchantReference: 'INV-001' })).toMatchObject({
      status: 'success',
    })
    await close()
    await server.close()
  })
})

function replaceSection(text: string, [name, content]: [string, string]): string {
  const section = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`)
  if (!section.test(text)) throw new Error(`the README lacks <!-- ${name} --> and <!-- /${name} -->`)
  return text.replace(section, () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
