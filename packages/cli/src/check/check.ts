import { isCekStatusError, type Transaction } from '@cekstatus/core'
import { createClients } from '../clients/create-clients.ts'
import type { ExitReason } from '../exit-codes.ts'
import { maskTransaction } from '../masking/mask-transaction.ts'
import { reasonOf } from '../outcome.ts'
import { toJsonError } from '../report-failure.ts'
import type { Terminal } from '../terminal.ts'
import type { QueryOptions } from './command.ts'
import { describeTransaction } from './describe-transaction.ts'
import { createExpectation, createQuery } from './query.ts'

/** Sends one status inquiry and prints the result. */
export async function check(
  provider: string,
  reference: string,
  options: QueryOptions & { raw?: boolean },
  terminal: Terminal,
): Promise<ExitReason> {
  const clients = createClients(terminal, options)
  try {
    const { client, module } = await clients.open(provider)
    const transaction = await client.getTransactionStatus(createQuery(reference, options, module), {
      signal: terminal.signal,
      ...(options.timeout === undefined ? {} : { deadlineMs: options.timeout }),
      ...createExpectation(options),
    })
    const shown =
      options.showSecrets === true
        ? transaction
        : maskTransaction(transaction, module.description.personalFields)
    terminal.print(format(shown, options, terminal))
    return reasonOf(transaction.advice)
  } catch (error) {
    if (options.json === true && isCekStatusError(error)) {
      terminal.print(JSON.stringify({ error: toJsonError(error) }, null, 2))
    }
    throw error
  } finally {
    await clients.close()
  }
}

function format(
  transaction: Transaction,
  { json, raw }: { json?: boolean; raw?: boolean },
  terminal: Terminal,
): string {
  if (raw === true) return JSON.stringify(transaction.raw, null, 2)
  if (json === true) return JSON.stringify(transaction, null, 2)
  return describeTransaction(transaction, (style, text) => terminal.style(style, text))
}
