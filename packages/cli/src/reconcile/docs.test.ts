import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../test-command.ts'
import { statusWords } from './claim/words.ts'
import { columnNames, fields } from './columns/column-names.ts'
import { resultFields } from './output/result-columns.ts'
import { createFolder } from './test-run.ts'
import { verdictRules } from './verdict/verdict.ts'

const file = fileURLToPath(new URL('../../docs/reconciling.md', import.meta.url))

const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const meanings: Record<(typeof resultFields)[number], string> = {
  verdict: 'see above',
  reason: 'why, in one line',
  provider: 'who was asked',
  status: "the provider's status in the words of cekstatus",
  advice: '`fulfil`, `wait`, `release` or `review`',
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

/** What the page lets a reader do: files to write, commands with what they print and their exit code, in order. */
type Step =
  | { type: 'file'; name: string; content: string }
  | { type: 'command'; words: string[]; output: string | null; exitCode: number }

function readSteps(page: string): Step[] {
  const steps: Step[] = []
  const block = /(?:^`([^`\n]+)`:\n\n)?^```(csv|json|sh|text)\n([\s\S]*?)^```\n(?:\nExit code (\d+)\.\n)?/gm
  for (const [, name, language, content = '', exitCode] of page.matchAll(block)) {
    const last = steps.at(-1)
    if (language === 'sh') {
      steps.push({
        type: 'command',
        words: content.trim().split(' ').slice(1),
        output: null,
        exitCode: Number(exitCode ?? 0),
      })
    } else if (language === 'text' && last?.type === 'command') {
      last.output = content
      if (exitCode !== undefined) last.exitCode = Number(exitCode)
    } else if (name !== undefined) {
      steps.push({ type: 'file', name, content })
    }
  }
  return steps
}

describe('docs/reconciling.md', { timeout: 300_000 }, () => {
  let folder: ReturnType<typeof createFolder>
  beforeAll(() => {
    folder = createFolder()
  })
  afterAll(() => folder.remove())

  it('has the tables of the code', () => {
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
    if (process.env.UPDATE_README === '1') writeFileSync(file, wanted)
    else expect(page).toBe(wanted)
  })

  it('has examples that do what it prints', async () => {
    let page = readFileSync(file, 'utf8')
    const steps = readSteps(page)
    expect(steps.filter(({ type }) => type === 'command').length).toBeGreaterThanOrEqual(3)
    for (const step of steps) {
      if (step.type === 'file') {
        folder.write(step.name, step.content)
        continue
      }
      const { stdout, stderr, exitCode } = await runCommand(step.words, { cwd: folder.path })
      expect([step.words.join(' '), exitCode, stderr]).toEqual([
        step.words.join(' '),
        step.exitCode,
        expect.stringContaining('reading '),
      ])
      if (step.output === null) continue
      if (process.env.UPDATE_README === '1')
        page = page.replace(`\`\`\`text\n${step.output}\`\`\``, () => `\`\`\`text\n${stdout}\`\`\``)
      else expect(stdout).toBe(step.output)
    }
    if (process.env.UPDATE_README === '1') writeFileSync(file, page)
    expect(folder.read('hasil.csv')).toContain('success-1001;Paymenku;Lunas;Rp 104.000;24/11/2026;match;')
    expect(folder.read('orders-out.ndjson').split('\n')[0]).toContain('"note":"passed through"')
    expect(folder.read('hasil.html')).toContain('answers of the mock servers')
  })
})
