import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { columnNames, fields } from './columns/column-names.ts'
import { statusWords } from './expected/words.ts'
import { resultFields } from './output/result-columns.ts'
import { verdictRules } from './verdict/verdict.ts'

const file = fileURLToPath(new URL('../../docs/reconciling.md', import.meta.url))

const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const meanings: Record<(typeof resultFields)[number], string> = {
  verdict: 'see above',
  reason: 'why, in one line',
  provider: 'who was asked',
  status: "the provider's status in the words of cekstatus",
  advice: '`fulfill`, `wait`, `release` or `review`',
  final: 'true when waiting will not change it',
  amount: 'what the provider states, `104000.00`',
  currency: 'of that amount',
  provider_status: "the provider's own word",
  provider_reason: "the provider's own reason, numbers of customers and links masked",
  merchant_reference: 'as the provider states it',
  provider_reference: 'as the provider states it',
  kind: '`payment`, `payout` or `purchase`',
  sandbox: 'true for a test-mode transaction; empty where the provider does not say',
  paid_at: 'as the provider states it',
  created_at: 'as the provider states it',
  warnings: 'codes of what looked wrong in the answer',
  error: 'the code of the error that came instead of an answer',
  checked_at: 'when the answer came',
  line: 'of the row in the input, from 1',
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
    verdictRules.map(({ verdict, meaning }) => [`\`${verdict}\``, meaning]),
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
