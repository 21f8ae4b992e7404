import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StatusClient } from './client.ts'
import type { MergedTransaction } from './merge.ts'
import { answerOf, errorOf, type Step, scriptClient } from './polling/test-client.ts'
import type { StatusQuery } from './query.ts'
import type { Advice, Status } from './status.ts'
import type { Transaction } from './transaction.ts'

interface Switching {
  act(orderId: string, transaction: Transaction, shop: Record<string, unknown>): Promise<void>
}
interface Ledger {
  claim(known: MergedTransaction, reference: string): boolean
}
interface Once {
  openLedger(path: string): Ledger
  settleOnce(
    client: StatusClient,
    query: StatusQuery,
    ledger: Ledger,
    act: (known: MergedTransaction) => Promise<void>,
  ): Promise<string>
}

const page = readFileSync(new URL('../docs/acting-on-a-status.md', import.meta.url), 'utf8')
const reports = fileURLToPath(new URL('../reports/', import.meta.url))
const query = { merchantReference: 'INV-001' }

/** Runs an example from inside the package, where the package name resolves as it does for users. */
async function runExample<Exports>(index: number): Promise<Exports> {
  const code = [...page.matchAll(/```ts\n([\s\S]*?)```/g)][index]?.[1]
  if (code === undefined) throw new Error(`the page has no example ${index}`)
  mkdirSync(reports, { recursive: true })
  const path = join(reports, `acting-on-a-status-example-${index}.ts`)
  writeFileSync(path, code)
  return (await import(pathToFileURL(path).href)) as Exports
}

describe('act of docs/acting-on-a-status.md', () => {
  it.each<[Status, Advice | undefined, string]>([
    ['success', undefined, 'deliver'],
    ['success', 'review', 'requestReview'],
    ['failed', undefined, 'closeOrder'],
    ['expired', undefined, 'closeOrder'],
    ['refunded', undefined, 'requestReview'],
    ['processing', undefined, 'checkLater'],
    ['unknown', undefined, 'requestReview'],
  ])('with status %s and advice %s calls only %s', async (status, advice, wanted) => {
    const { act } = await runExample<Switching>(0)
    const done: string[] = []
    const names = ['deliver', 'closeOrder', 'checkLater', 'requestReview']
    const shop = Object.fromEntries(names.map((name) => [name, async () => void done.push(name)]))
    await act('order-1', answerOf(status, advice === undefined ? {} : { advice }), shop)
    expect(done).toEqual([wanted])
  })

  it('throws for an unknown advice and does nothing', async () => {
    const { act } = await runExample<Switching>(0)
    const unknown = answerOf('success', { advice: 'deliver' as Advice })
    await expect(act('order-1', unknown, {})).rejects.toThrow('unknown advice')
  })
})

describe('settleOnce of docs/acting-on-a-status.md', () => {
  let once: Once
  let directory: string
  let files = 0
  beforeAll(async () => {
    once = await runExample<Once>(1)
    directory = mkdtempSync(join(reports, 'ledger-'))
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const newFile = (): string => {
    files += 1
    return join(directory, `ledger-${files}.sqlite`)
  }
  const settle = async (script: readonly Step[], path: string, acted: Status[]): Promise<string> => {
    const act = async ({ status }: MergedTransaction) => void acted.push(status)
    return once.settleOnce(scriptClient(script).client, query, once.openLedger(path), act)
  }

  it('lets one of 20 workers with separate connections act', async () => {
    const path = newFile()
    const acted: Status[] = []
    const results = await Promise.all(Array.from({ length: 20 }, () => settle(['success'], path, acted)))
    expect(acted).toEqual(['success'])
    expect(results.toSorted()).toEqual(['acted', ...Array.from({ length: 19 }, () => 'already claimed')])
  })

  it('does not deliver an order that was released', async () => {
    const path = newFile()
    const acted: Status[] = []
    expect(await settle(['failed'], path, acted)).toBe('acted')
    expect(await settle(['success'], path, acted)).toBe('needs review')
    expect(acted).toEqual(['failed'])
  })

  it('does not act again after a process died while acting', async () => {
    const path = newFile()
    const dying = once.settleOnce(scriptClient(['success']).client, query, once.openLedger(path), () =>
      Promise.reject(new Error('the process died')),
    )
    await expect(dying).rejects.toThrow('the process died')
    const acted: Status[] = []
    expect(await settle(['success'], path, acted)).toBe('already claimed')
    expect(acted).toEqual([])
  })

  it.each<[Step, string]>([
    ['pending', 'check later'],
    ['unknown', 'needs review'],
    ['refunded', 'needs review'],
    [errorOf('NETWORK'), 'check later'],
    [errorOf('NOT_FOUND'), 'check later'],
  ])('does nothing after %s', async (step, wanted) => {
    const acted: Status[] = []
    expect(await settle([step], newFile(), acted)).toBe(wanted)
    expect(acted).toEqual([])
  })

  it('throws an error that is not retryable and does nothing', async () => {
    const acted: Status[] = []
    await expect(settle([errorOf('AUTHENTICATION')], newFile(), acted)).rejects.toMatchObject({
      code: 'AUTHENTICATION',
    })
    expect(acted).toEqual([])
  })

  it('keeps the final status when an older response arrives late', async () => {
    const path = newFile()
    const acted: Status[] = []
    await settle(['success'], path, acted)
    expect(await settle(['pending'], path, acted)).toBe('already claimed')
    expect(acted).toEqual(['success'])
  })
})
