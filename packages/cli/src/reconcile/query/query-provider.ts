import { getTransactionStatuses, type StatusClient, type StatusQuery } from '@cekstatus/core'
import type { Expected } from '../expected/expected.ts'
import type { Journal, OpenRow } from '../journal/journal.ts'
import { findingOf, findingOfError } from '../verdict/finding.ts'
import { decide, type Verdict } from '../verdict/verdict.ts'

/** A limit may hold a call back as long as it must; each attempt still has the client's own timeout. */
const deadlineMs = 86_400_000

/** So many refused credentials in a row, and none accepted before, will not become better. */
const maxRefusalsInARow = 5

export interface ProviderRun {
  client: StatusClient
  journal: Journal
  /** Core's own unless said. */
  concurrency: number | undefined
  signal: AbortSignal
  now: () => Date
  onDecided(provider: string, verdict: Verdict): void
}

/**
 * Asks one provider for each of its open rows and writes down what came of it: an answer is on disk before its place is
 * given to the next call. A provider that refuses the credentials again and again is asked no further; the rows left
 * become errors and are asked at the next start.
 *
 * @throws CekStatusError `ABORTED` by the signal
 */
export async function queryProvider(run: ProviderRun): Promise<void> {
  const { client, journal, concurrency, signal, now, onDecided } = run
  const asked = new Map<number, OpenRow>()
  const outcomes = getTransactionStatuses(client, readQueries(journal, client.provider, asked), {
    signal,
    deadlineMs,
    ...(concurrency === undefined ? {} : { concurrency }),
  })
  let accepted = false
  let refusals = 0
  for await (const { index, transaction, error } of outcomes) {
    const row = asked.get(index)
    if (row === undefined) throw new TypeError('an outcome belongs to no row')
    asked.delete(index)
    const finding = error === null ? findingOf(transaction) : findingOfError(error, now())
    const decision = decide(row.expected, finding)
    journal.decide(row.number, decision, finding)
    onDecided(client.provider, decision.verdict)
    const refused = error?.code === 'AUTHENTICATION'
    accepted ||= !refused
    refusals = refused ? refusals + 1 : 0
    if (!accepted && refusals >= maxRefusalsInARow) {
      const reason = `not asked: ${client.provider} refused ${refusals} calls in a row (${error?.message})`
      journal.decideRest(client.provider, { verdict: 'error', reason })
      break
    }
  }
  await journal.whenKept()
}

/** Hands out no row before the answer is kept whose place it takes. */
async function* readQueries(
  journal: Journal,
  provider: string,
  asked: Map<number, OpenRow>,
): AsyncGenerator<StatusQuery> {
  let index = 0
  for (const row of journal.openRows(provider)) {
    await journal.whenKept()
    asked.set(index, row)
    index += 1
    yield toQuery(row.expected)
  }
}

function toQuery({ merchantReference, providerReference, kind }: Expected): StatusQuery {
  return {
    ...(merchantReference === null ? {} : { merchantReference }),
    ...(providerReference === null ? {} : { providerReference }),
    ...(kind === null ? {} : { kind }),
  }
}
