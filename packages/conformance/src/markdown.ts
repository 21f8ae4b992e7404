import {
  type ErrorRow,
  errorTable as errorRules,
  type StatusRow,
  statusTable as statusRules,
} from '@cekstatus/core'

export function statusTableMarkdown(rows: readonly StatusRow[]): string {
  return table(
    ['Provider says', 'Where', 'Status', 'Final', 'Source'],
    rows.map((row) => [
      `\`${row.providerStatus}\``,
      [row.scope, row.kind].filter((part) => part !== undefined).join(', ') || 'everywhere',
      `\`${row.status}\``,
      statusRules[row.status].final ? 'yes' : 'no',
      row.note === undefined ? link(row.source) : `${link(row.source)} (${row.note})`,
    ]),
  )
}

export function errorTableMarkdown(rows: readonly ErrorRow[]): string {
  return table(
    ['HTTP', 'Answer', 'Code', 'Retryable', 'Source'],
    rows.map((row) => [
      row.httpStatus,
      row.answer,
      `\`${row.code}\``,
      errorRules[row.code].retryable ? 'yes' : 'no',
      link(row.source),
    ]),
  )
}

/** Puts `content` between `<!-- name -->` and `<!-- /name -->`. */
export function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`)
  if (!section.test(text)) throw new Error(`the README lacks <!-- ${name} --> and <!-- /${name} -->`)
  return text.replace(section, () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function link(source: string): string {
  return `[page](${source})`
}
