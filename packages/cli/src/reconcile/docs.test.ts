import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { columnNames, fields } from './columns/column-names.ts'
import { statusWords } from './expected/words.ts'
import { resultFields } from './output/result-columns.ts'
import { otherVerdicts, verdictRules } from './verdict/verdict.ts'

const file = fileURLToPath(new URL('../../docs/reconciling.md', import.meta.url))

const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const meanings: Record<(typeof resultFields)[number], string> = {
  verdict: 'see Verdicts',
  reason: 'one line; empty for a match',
  provider: 'name of the provider',
  status: 'status of the transaction',
  advice: '`fulfill`, `wait`, `release` or `review`',
  final: 'true if the status will not change',
  amount: "the provider's amount, `104000.00`",
  currency: 'of that amount',
  fee: "the provider's fee",
  net_amount: 'what remains after the fee',
  difference: "shop's amount minus provider's, empty if equal or not comparable",
  provider_status: "the provider's status word",
  provider_reason: "the provider's reason, with phone numbers and links masked",
  merchant_reference: 'from the response',
  provider_reference: 'from the response',
  kind: '`payment`, `payout` or `purchase`',
  sandbox: 'true for a test-mode transaction; empty if the provider does not report it',
  paid_at: 'from the response',
  created_at: 'from the response',
  warnings: 'warning codes of the response',
  error: 'error code without a response',
  checked_at: 'time of the response',
  line: 'line of the row in the input, from 1',
}

const tables: Record<string, string> = {
  columns: toTable(
    ['Field', 'Names'],
    fields.map((field) => [`\`${field}\``, columnNames[field].map((name) => `${name}`).join(', ')]),
  ),
  words: toTable(
    ['Status', 'Words'],
    Object.entries(statusWords).map(([status, words]) => [`\`${status}\``, words.join(', ')]),
  ),
  verdicts: toTable(
    ['Verdict', 'When'],
    [...verdictRules, ...otherVerdicts].map(({ verdict, meaning }) => [`\`${verdict}\``, meaning]),
  ),
  result: toTable(
    ['Name', 'Holds'],
    resultFields.map((field) => [`\`${field}\``, meanings[field]]),
  ),
}

describe('docs/reconciling.md', () => {
  it('has the tables of the code (pnpm generate)', () => {
    const page = readFileSync(file, 'utf8')
    const wanted = Object.entries(tables).reduce(
      (text, [name, table]) =>
        text.replace(
          new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`),
          () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
        ),
      page,
    )
    for (const table of Object.values(tables)) expect(wanted).toContain(table)
    if (process.env.GENERATE === '1') writeFileSync(file, wanted)
    else expect(page).toBe(wanted)
  })
})
