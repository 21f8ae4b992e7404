import { type MergedTransaction, watchTransactionStatus } from '@cekstatus/core'
import { formatMoney, formatTime } from '../check/describe-transaction.ts'
import { createExpectation, createQuery } from '../check/query.ts'
import { createClients } from '../clients/create-clients.ts'
import type { ExitReason } from '../exit-codes.ts'
import { maskTransaction } from '../masking/mask-transaction.ts'
import { reasonOf } from '../outcome.ts'
import { toPlainLine } from '../plain-line.ts'
import type { Terminal } from '../terminal.ts'
import type { WatchOptions } from './command.ts'

/** Prints the first status and each change until the status is final or the time limit is reached. */
export async function watch(
  provider: string,
  reference: string,
  options: WatchOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  const clients = createClients(terminal, options)
  try {
    const { client, module } = await clients.open(provider)
    const news = watchTransactionStatus(client, createQuery(reference, options, module), {
      signal: terminal.signal,
      ...(options.timeout === undefined ? {} : { deadlineMs: options.timeout }),
      ...(options.recheck === undefined ? {} : { refundRecheckMs: options.recheck }),
      ...(options.allowRepeat === true ? { allowRepeat: true } : {}),
      ...createExpectation(options),
    })
    let reason: ExitReason = 'not-final'
    for await (const transaction of news) {
      const shown =
        options.showSecrets === true
          ? transaction
          : maskTransaction(transaction, module.description.personalFields)
      terminal.print(options.json === true ? JSON.stringify(shown) : describeChange(transaction, terminal))
      reason = reasonOf(transaction.advice)
    }
    return reason
  } finally {
    await clients.close()
  }
}

const colours = { fulfill: 'green', wait: 'yellow', release: 'red', review: 'magenta' } as const

/** One line: time, advice, status, amount and the provider's status word. */
function describeChange(transaction: MergedTransaction, terminal: Terminal): string {
  const { evidence, status, advice, amount, providerStatus, contradiction } = transaction
  return [
    terminal.style('dim', formatTime(evidence.observedAt) ?? ''),
    terminal.style(['bold', colours[advice]], advice.padEnd(7)),
    status.padEnd(10),
    formatMoney(amount) ?? '-',
    ...(providerStatus === null ? [] : [`(${toPlainLine(providerStatus)})`]),
    ...(contradiction ? [terminal.style('red', 'contradicts an earlier final status')] : []),
  ].join('  ')
}
