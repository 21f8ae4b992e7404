import { createHash } from 'node:crypto'
import { explainInOneLine } from './explain/explanation.ts'
import type { MockProvider } from './types.ts'

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}

/** The README's example: API Games' three parts joined without colons, in upper-case hex, as the mock explains it. */
export function explanationExample({ credentials, explain }: MockProvider): string {
  const { merchantId = '', secretKey = '' } = credentials
  const refId = 'success-001'
  const signature = createHash('md5').update(`${merchantId}${secretKey}${refId}`).digest('hex').toUpperCase()
  const path = '/v2/transaksi/status'
  const explanation = explain?.(
    {
      method: 'POST',
      path,
      receivedPath: path,
      query: new URLSearchParams(),
      headers: {},
      body: JSON.stringify({ ref_id: refId, merchant_id: merchantId, signature }),
    },
    { now: new Date(0), session: null },
  )
  if (!explanation) throw new Error('API Games explains nothing.')
  return [
    row(['Stage', 'Expected', 'Received', 'Agrees']),
    row(['---', '---', '---', '---']),
    ...explanation.stages.map(({ name, expected, received, agrees }) =>
      row([
        name,
        code(expected),
        received === null ? 'cannot be told' : code(received),
        agrees === null ? '?' : agrees ? 'yes' : 'no',
      ]),
    ),
    '',
    row(['Mistake', 'Certainty', 'What was done', 'What to do']),
    row(['---', '---', '---', '---']),
    ...explanation.mistakes.map(({ id, certainty, what, fix }) => row([code(id), certainty, what, fix])),
    '',
    '```text',
    `x-mock-explanation: ${explainInOneLine(explanation)}`,
    '```',
  ].join('\n')
}
