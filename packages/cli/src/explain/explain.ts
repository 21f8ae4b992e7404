import type { Transaction } from '@cekstatus/core'
import { describeTransaction } from '../check/describe-transaction.ts'
import { createExpectation } from '../check/query.ts'
import type { ExitReason } from '../exit-codes.ts'
import { maskForeignText, maskTransaction } from '../masking/mask-transaction.ts'
import { reasonOf } from '../outcome.ts'
import { loadProvider } from '../providers/load-provider.ts'
import { reasonOfError } from '../report-failure.ts'
import type { Terminal } from '../terminal.ts'
import type { ExplainOptions } from './command.ts'
import { explainAdvice, explainError, explainWords } from './explanation.ts'
import { readBody } from './read-body.ts'
import { type ReadResponse, readResponse } from './read-response.ts'
import { describeAdvice, describeError, describeQuery, describeWord } from './report.ts'

/** Parses a response as the client would and prints the explanation. */
export async function explain(
  provider: string,
  file: string,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  const module = await loadProvider(provider)
  const body = await readBody(file, terminal)
  const response = { status: options.status, headers: options.header, body }
  const { environment } = options
  const answer = readResponse(module, response, options, {
    ...(environment === undefined ? {} : { environment }),
    ...createExpectation(options),
  })
  // An option is invalid, so there is nothing to explain.
  if (answer.error?.code === 'CONFIGURATION') throw answer.error
  const shown = maskAnswer(answer, module.description.personalFields, options)
  if (answer.transaction === null || shown === null) return explainRefusal(answer, module, options, terminal)

  const words = explainWords(shown, module)
  const advice = explainAdvice(answer.transaction)
  if (options.json === true) {
    terminal.print(
      JSON.stringify(
        { query: answer.query, taken: answer.taken, words, advice, transaction: shown },
        null,
        2,
      ),
    )
  } else {
    const style: Terminal['style'] = (format, text) => terminal.style(format, text)
    terminal.print(
      [
        describeTransaction(shown, style),
        '',
        style('bold', 'why'),
        describeQuery(answer),
        ...words.map(describeWord),
        describeAdvice(advice),
      ].join('\n'),
    )
  }
  return reasonOf(answer.transaction.advice)
}

function maskAnswer(
  { transaction }: ReadResponse,
  personalFields: readonly string[],
  { showSecrets }: ExplainOptions,
): Transaction | null {
  if (transaction === null || showSecrets === true) return transaction
  return maskTransaction(transaction, personalFields)
}

function explainRefusal(
  { error, query }: ReadResponse,
  module: Awaited<ReturnType<typeof loadProvider>>,
  { json, showSecrets }: ExplainOptions,
  terminal: Terminal,
): ExitReason {
  if (error === null) throw new TypeError('a response is a transaction or an error')
  const clean = (text: string | null): string | null =>
    text === null || showSecrets === true ? text : maskForeignText(text)
  const explanation = {
    ...explainError(error, module),
    httpStatus: error.httpStatus,
    providerCode: clean(error.providerCode),
    providerMessage: clean(error.providerMessage),
  }
  if (json === true) terminal.print(JSON.stringify({ query, error: explanation }, null, 2))
  else terminal.print(describeError(explanation, terminal))
  return reasonOfError(error.code)
}
