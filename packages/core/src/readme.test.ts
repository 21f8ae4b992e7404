import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { CommonOptions, StatusClient } from './client.ts'
import { errorTable } from './errors.ts'
import type { MergedTransaction } from './merge.ts'
import type { StatusQuery } from './query.ts'
import { statusTable } from './status.ts'
import type { Transaction } from './transaction.ts'
import { errorOf, scriptClient } from './waiting/test-client.ts'
import { warningTable } from './warnings.ts'

const readmePath = fileURLToPath(new URL('../README.md', import.meta.url))
const reportsPath = fileURLToPath(new URL('../reports/', import.meta.url))
const readme = readFileSync(readmePath, 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '')

const sections = {
  statuses: table(
    ['Status', 'Final', 'Advice', 'Meaning'],
    Object.entries(statusTable).map(([status, { final, advice, meaning }]) => [
      `\`${status}\``,
      final ? 'yes' : 'no',
      `\`${advice}\``,
      meaning,
    ]),
  ),
  warnings: table(
    ['Warning', 'Turns `fulfil` and `release` into `review`', 'Meaning'],
    Object.entries(warningTable).map(([code, { review, meaning }]) => [
      `\`${code}\``,
      review ? 'yes' : 'no',
      meaning,
    ]),
  ),
  errors: table(
    ['Code', 'Retryable', 'Meaning'],
    Object.entries(errorTable).map(([code, { retryable, meaning }]) => [
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
  it('states the tables of the code; UPDATE_README=1 writes them', () => {
    const wanted = Object.entries(sections).reduce(replaceSection, readme)
    if (process.env.UPDATE_README === '1') writeFileSync(readmePath, wanted)
    else expect(readme).toBe(wanted)
  })

  it('is short', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(200)
  })
})

describe('the examples of the README', () => {
  // Inside the package, so that its own name resolves as it does for its users.
  const paths = examples.map((_, index) => `${reportsPath}readme-example-${index}.ts`)
  beforeAll(() => {
    mkdirSync(reportsPath, { recursive: true })
    for (const [index, path] of paths.entries()) writeFileSync(path, examples[index] ?? '')
  })
  const run = (index: number): Promise<unknown> => import(pathToFileURL(paths[index] ?? '').href)

  it('print what their comments promise', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    try {
      await run(0)
      const printed = log.mock.calls.map((values) => values.join(' '))
      expect(printed).toEqual([...(examples[0] ?? '').matchAll(/ \/\/ (.+)$/gm)].map(([, text]) => text))
    } finally {
      log.mockRestore()
    }
  })

  it('wait, step and reconcile', async () => {
    const { settle, step, reconcile } = (await run(1)) as WaitingExample
    const query = { merchantReference: 'INV-001' }
    vi.useFakeTimers()
    try {
      const settling = [['pending', 'success'] as const, ['processing'] as const, ['failed'] as const].map(
        (script) => settle(scriptClient(script).client, query),
      )
      await vi.runAllTimersAsync()
      expect(await Promise.all(settling)).toEqual(['fulfil', 'ask later: processing', 'release'])
    } finally {
      vi.useRealTimers()
    }
    const { client } = scriptClient(['pending', 'success'])
    const first = await step(client, query, null, 1)
    expect(first).toMatchObject({ known: { status: 'pending' }, runAgainInMs: 3_000 })
    const second = await step(client, query, first.known, 2)
    expect(second).toMatchObject({ known: { status: 'success', advice: 'fulfil' }, runAgainInMs: null })
    async function* queries() {
      yield* [query, query]
    }
    const refusing = scriptClient(['success', errorOf('AUTHENTICATION')]).client
    expect(await reconcile(refusing, queries())).toEqual(['INV-001 AUTHENTICATION'])
  })

  it('make a working provider', async () => {
    const { createAcme } = (await run(2)) as {
      createAcme(
        options: CommonOptions & { apiKey: string },
      ): (query: { merchantReference: string }) => Promise<Transaction>
    }
    const requests: string[] = []
    const body = '{"payment":{"ref":"INV-001","id":"P1","state":"paid","amount":104000,"test":false}}'
    const fetching: typeof fetch = (url, init) => {
      requests.push(`${url} ${new Headers(init?.headers).get('x-api-key')}`)
      return Promise.resolve(new Response(body))
    }
    const ask = createAcme({ apiKey: 'key-1', fetch: fetching })
    expect(await ask({ merchantReference: 'INV-001' })).toMatchObject({
      status: 'success',
      advice: 'fulfil',
      providerStatus: 'paid',
      amount: { value: '104000.00', currency: 'IDR' },
      warnings: [],
    })
    expect(requests).toEqual(['https://api.acme.example/v1/payments/INV-001 key-1'])
    await expect(ask({ merchantReference: 'INV-002' })).rejects.toMatchObject({ code: 'RESPONSE_MISMATCH' })
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
