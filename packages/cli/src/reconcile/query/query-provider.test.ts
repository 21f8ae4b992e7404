import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Journal, openJournal } from '../journal/journal.ts'
import { answerOf, clientOf } from '../test-answers.ts'
import { createFolder } from '../test-run.ts'
import { queryProvider } from './query-provider.ts'

let folder: ReturnType<typeof createFolder>
let journal: Journal
beforeEach(async () => {
  folder = createFolder()
  journal = await openJournal(join(folder.path, 'orders.sqlite'))
  for (let line = 1; line <= 6; line += 1) {
    const expected = {
      provider: 'paymenku',
      merchantReference: `INV-${line}`,
      providerReference: null,
      kind: null,
      status: 'success',
      amount: null,
    } as const
    journal.addRow({ line, cells: [], expected, problem: null, skipped: null })
  }
  journal.finishLoading({ content: 'x' })
  journal.begin()
})
afterEach(() => {
  journal.close()
  folder.remove()
})

const client = (asked: unknown[]) =>
  clientOf('paymenku', ({ merchantReference = null }) => {
    asked.push(merchantReference)
    return answerOf('success', { merchantReference })
  })
const options = {
  concurrency: 2,
  signal: new AbortController().signal,
  now: () => new Date(0),
  rules: { amounts: false, compare: 'gross' as const },
  onRefused: () => undefined,
  onDecided: () => undefined,
}

it('queryProvider sends the next call only after a response is committed', async () => {
  const asked: unknown[] = []
  let keep = (): void => undefined
  let kept: Promise<void> | null = null
  const slow: Journal = {
    ...journal,
    decide: (...decision) => {
      journal.decide(...decision)
      kept ??= new Promise((resolve) => {
        keep = resolve
      })
    },
    whenKept: async () => kept ?? undefined,
  }
  const querying = queryProvider({ client: client(asked), journal: slow, ...options })
  for (const known of [2, 4, 6]) {
    await setImmediate()
    expect([asked.length, journal.countDecided()]).toEqual([known, known])
    kept = null
    keep()
  }
  await querying
})

it('queryProvider rejects if the last response cannot be committed', async () => {
  const failing: Journal = {
    ...journal,
    whenKept: async () => {
      if (journal.countDecided() === 6) throw new Error('disk I/O error')
    },
  }
  const querying = queryProvider({ client: client([]), journal: failing, ...options })
  await expect(querying).rejects.toThrow('disk I/O error')
})
