import { getTransactionStatuses, type StatusClient, type StatusQuery } from '@cekstatus/core'
import type { Expected } from '../expected/expected.ts'
import type { Journal, OpenRow } from '../journal/journal.ts'
import { findingOf, findingOfError } from '../verdict/finding.ts'
import { type AmountRules, decide } from '../verdict/verdict.ts'

/** A rate limit may delay a call for hours; each attempt has the client's own timeout. */
const deadlineMs = 86_400_000

/** The number of calls with refused credentials in a row, none accepted before, after which the run stops. */
const maxRefusalsInARow = 5

export interface ProviderRun {
  client: StatusClient
  journal: Journal
  /** Undefined: core's default. */
  concurrency: number | undefined
  signal: AbortSignal
  now: () => Date
  rules: AmountRules
  onDecided(provider: string): void
  /** Credentials were refused; so many rows were not checked. */
  onRefused(provider: string, rows: number): void
}

/**
 * Queries the provider of all open rows and keeps the decisions: a response is committed before the next call takes its
 * place. After repeatedly refused credentials, the remaining rows become errors and are queried at the next start.
 *
 * @throws CekStatusError `ABORTED` by the signal
 */
export async function queryProvider(run: ProviderRun): Promise<void> {
  const { client, journal, concurrency, signal, now, rules, onDecided, onRefused } = run
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
    if (row === undefined) throw new TypeError('an outcome has no row')
    asked.delete(index)
    const finding = error === null ? findingOf(transaction) : findingOfError(error, now())
    const decision = decide(row.expected, finding, rules)
    journal.decide(row.number, decision, finding)
    onDecided(client.provider)
    const refused = error?.code === 'AUTHENTICATION'
    accepted ||= !refused
    refusals = refused ? refusals + 1 : 0
    if (!accepted && refusals >= maxRefusalsInARow) {
      const reason = `not checked: ${client.provider} refused the credentials of ${refusals} calls in a row (${error?.message})`
      onRefused(client.provider, journal.decideRest(client.provider, { verdict: 'error', reason }))
      break
    }
  }
  await journal.whenKept()
}

/** Yields a row only after the response whose place it takes is committed. */
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
