import { type Capabilities, type CommonOptions, errorInfo, type Schedule, statusInfo } from '@cekstatus/core'
import type { ErrorRow, StatusRow } from '@cekstatus/core/provider'
import type { OptionRow } from './provider-under-test.ts'

export function statusTableMarkdown(rows: readonly StatusRow[]): string {
  return table(
    ['Provider says', 'Where', 'Status', 'Final', 'Source'],
    rows.map((row) => [
      `\`${row.providerStatus}\``,
      [row.scope, row.kind].filter((part) => part !== undefined).join(', ') || 'everywhere',
      `\`${row.status}\``,
      statusInfo[row.status].final ? 'yes' : 'no',
      row.note === undefined ? link(row.source) : `${link(row.source)} (${row.note})`,
    ]),
  )
}

/** Where asking may act, no error invites to ask again. */
export function errorTableMarkdown(rows: readonly ErrorRow[], repeatable: boolean): string {
  return table(
    ['HTTP', 'Answer', 'Code', 'Retryable', 'Source'],
    rows.map((row) => [
      row.httpStatus,
      row.answer,
      `\`${row.code}\``,
      errorInfo[row.code].retryable && repeatable ? 'yes' : 'no',
      link(row.source),
    ]),
  )
}

/** What the options of every provider mean; the type demands a row for each. */
const commonOptionRows: Record<Exclude<keyof CommonOptions, 'baseUrl' | 'rateLimiter'>, OptionRow> = {
  environment: {
    type: '`production` or `sandbox`',
    default: '`production`',
    meaning: 'which documented host is asked, and whether test-mode transactions may be acted on',
  },
  allowInsecureHttp: {
    type: '`true` or `false`',
    default: '`false`',
    meaning: 'accepts an `http://` base URL whose host is not loopback',
  },
  timeoutMs: {
    type: 'whole number',
    default: '15000',
    meaning: 'milliseconds for one HTTP attempt, body included',
  },
  deadlineMs: {
    type: 'whole number',
    default: '60000',
    meaning: 'milliseconds for one whole call: waits, tokens, attempts and the pauses between them',
  },
  retry: {
    type: '`false` or object',
    default: '`{ maxAttempts: 3, baseDelayMs: 500, maxDelayMs: 8000 }`',
    meaning: 'how a call that failed for a reason that may pass is tried again; `false` for never',
  },
  maxQueueMs: {
    type: 'whole number',
    default: 'what is left of `deadlineMs`',
    meaning: 'longest wait for the rate limiter before one attempt, in milliseconds; 0 fails at once',
  },
  maxBodyBytes: {
    type: 'whole number',
    default: '1048576',
    meaning: 'bytes that the body of an answer may have, unpacked',
  },
  fetch: {
    type: 'function',
    default: 'global `fetch`, on Node what is below it',
    meaning: 'sends the request',
  },
  transport: {
    type: 'function',
    default: 'none',
    meaning: 'sends the request instead of `fetch`, such as that of `@cekstatus/core/undici`',
  },
  onEvent: { type: 'function', default: 'none', meaning: 'told what happens inside calls' },
  now: { type: 'function', default: 'system clock', meaning: 'returns the present as a `Date`' },
}

export function optionTableMarkdown(
  optionRows: Readonly<Record<string, OptionRow>>,
  { origins, rateLimit }: Capabilities,
  ownPath: string,
): string {
  const hosts = Object.entries(origins).map(
    ([environment, origin]) => `${environment}: ${origin ?? 'none documented'}`,
  )
  const baseUrl: OptionRow = {
    type: 'address',
    default: hosts.join('; '),
    meaning: `another origin, with or without a path prefix, to which \`${ownPath}\` is appended`,
  }
  const rateLimiter: OptionRow = {
    type: '`false` or object',
    default:
      rateLimit === null
        ? 'no limit is documented; pauses that the provider asks for are kept'
        : `${rateLimit.calls} calls in any ${toSeconds(rateLimit.windowMs)} seconds`,
    meaning:
      'decides when a request may be sent, for all clients of the process with one credential; `false` for at once; shared by a fleet: [page](../rate-limiter-flexible/README.md)',
  }
  return table(
    ['Name', 'Type', 'Default', 'Meaning'],
    Object.entries({ ...optionRows, baseUrl, ...commonOptionRows, rateLimiter }).map(([name, row]) => [
      `\`${name}\``,
      row.type,
      row.default,
      row.meaning,
    ]),
  )
}

const scheduleRows: Record<keyof Schedule, string> = {
  pending: 'after `pending`, and before any answer',
  authorized: 'after `authorized`',
  processing: 'after `processing`',
  unknown: 'after `unknown`',
  recheck: 'for a refund, once it succeeded',
}

export function scheduleMarkdown({ schedule, notFoundGrace }: Capabilities): string {
  const rows = (Object.keys(scheduleRows) as (keyof Schedule)[]).flatMap((name) => {
    const delays = schedule[name]
    return delays === undefined ? [] : [[scheduleRows[name], delays.map(toSeconds).join(', ')]]
  })
  const codes = notFoundGrace.codes.map((code) => `\`${code}\``).join(' or ')
  return [
    table(['Asked again', 'Seconds, the last for all that follow'], rows),
    '',
    notFoundGrace.codes.length === 0
      ? 'No error means that the order is too new to be known.'
      : `${codes} may mean for ${toSeconds(notFoundGrace.graceMs)} seconds that the order is too new to be known.`,
  ].join('\n')
}

function toSeconds(durationMs: number): string {
  return String(durationMs / 1000)
}

/** Puts `content` between `<!-- name -->` and `<!-- /name -->`. */
export function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`)
  if (!section.test(text)) throw new Error(`the README lacks <!-- ${name} --> and <!-- /${name} -->`)
  return text.replace(section, () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`)
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function link(source: string): string {
  return `[page](${source})`
}
