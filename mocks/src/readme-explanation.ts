import { createHash } from 'node:crypto'
import { explainInOneLine } from './explain/explanation.ts'
import type { MockProvider } from './provider.ts'

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}

/** Renders the README's example: the explanation of API Games' three parts joined without colons. */
export function explanationExample({ credentials, explain }: MockProvider): string {
  const { merchantId = '', secretKey = '' } = credentials
  const refId = 'success-001'
  const signature = createHash('md5').update(`${merchantId}${secretKey}${refId}`).digest('hex')
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
        received === null ? 'unknown' : code(received),
        agrees === null ? '?' : agrees ? 'yes' : 'no',
      ]),
    ),
    '',
    row(['Mistake', 'Certainty', 'What was done; what to do']),
    row(['---', '---', '---']),
    ...explanation.mistakes.map(({ id, certainty, fix }) => row([code(id), certainty, fix])),
    '',
    '```text',
    `x-mock-explanation: ${explainInOneLine(explanation)}`,
    '```',
  ].join('\n')
}
