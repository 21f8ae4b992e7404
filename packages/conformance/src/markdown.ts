import { type Capabilities, type CommonOptions, errorInfo, type Schedule, statusInfo } from '@cekstatus/core'
import type { ErrorRow, SettingDescription, StatusRow } from '@cekstatus/core/provider'
import type { OptionRow } from './provider-under-test.ts'

export function statusTableMarkdown(rows: readonly StatusRow[]): string {
  return table(
    ['Provider status', 'Scope', 'Status', 'Final', 'Source'],
    rows.map((row) => [
      `\`${row.providerStatus}\``,
      [row.scope, row.kind].filter((part) => part !== undefined).join(', ') || 'everywhere',
      `\`${row.status}\``,
      statusInfo[row.status].final ? 'yes' : 'no',
      row.note === undefined ? link(row.source) : `${link(row.source)} (${row.note})`,
    ]),
  )
}

/** Where a status call may act, no error is retryable. */
export function errorTableMarkdown(rows: readonly ErrorRow[], repeatable: boolean): string {
  return table(
    ['HTTP', 'Response', 'Code', 'Retryable', 'Source'],
    rows.map((row) => [
      row.httpStatus,
      row.answer,
      `\`${row.code}\``,
      errorInfo[row.code].retryable && repeatable ? 'yes' : 'no',
      link(row.source),
    ]),
  )
}

const commonOptionRows: Record<Exclude<keyof CommonOptions, 'baseUrl' | 'rateLimiter'>, OptionRow> = {
  environment: {
    type: "`'production'` or `'sandbox'`",
    default: "`'production'`",
    meaning: 'documented host, and whether test-mode transactions may be fulfilled',
  },
  allowInsecureHttp: {
    type: '`boolean`',
    default: '`false`',
    meaning: 'accepts an `http://` base URL with a host other than loopback',
  },
  timeoutMs: {
    type: '`number`',
    default: '15000',
    meaning: 'timeout of one HTTP attempt in milliseconds, body included',
  },
  deadlineMs: {
    type: '`number`',
    default: '60000',
    meaning: 'timeout of one call in milliseconds: queue, tokens, attempts and backoff',
  },
  retry: {
    type: '`false` or `object`',
    default: '`{ maxAttempts: 3, baseDelayMs: 500, maxDelayMs: 8000 }`',
    meaning: 'retries of retryable errors; `false` disables retries',
  },
  maxQueueMs: {
    type: '`number`',
    default: 'the rest of `deadlineMs`',
    meaning: 'maximum wait for the rate limiter per attempt in milliseconds; 0 fails immediately',
  },
  maxBodyBytes: {
    type: '`number`',
    default: '1048576',
    meaning: 'maximum size of a decompressed response body in bytes',
  },
  fetch: {
    type: '`typeof fetch`',
    default: 'global `fetch`',
    meaning: 'sends the request',
  },
  transport: {
    type: '`Transport`',
    default: 'none',
    meaning: 'sends the request instead of `fetch`, such as `@cekstatus/core/undici`',
  },
  onEvent: { type: '`(event) => void`', default: 'none', meaning: 'called with each call event' },
  now: { type: '`() => Date`', default: 'system clock', meaning: 'returns the current time' },
}

export function optionTableMarkdown(
  optionRows: Readonly<Record<string, Partial<OptionRow>>>,
  settings: readonly SettingDescription[],
  { origins, rateLimit }: Capabilities,
  ownPath: string,
): string {
  const hosts = Object.entries(origins).map(
    ([environment, origin]) => `${environment}: ${origin ?? 'none documented'}`,
  )
  const baseUrl: OptionRow = {
    type: '`string` (URL)',
    default: hosts.join('; '),
    meaning: `replaces the documented origin; may have a path prefix; \`${ownPath}\` is appended`,
  }
  const rateLimiter: OptionRow = {
    type: '`false` or `object`',
    default:
      rateLimit === null
        ? 'no documented limit; delays that the provider requests are respected'
        : `${rateLimit.calls} calls in any ${toSeconds(rateLimit.windowMs)} seconds`,
    meaning:
      'rate limiter, shared by all clients of the process with the same credential; `false` disables it; shared by a fleet: [@cekstatus/rate-limiter-flexible](../rate-limiter-flexible/README.md)',
  }
  const ownRows = Object.fromEntries(
    Object.entries(optionRows).map(([name, row]) => {
      const setting = settings.find((candidate) => candidate.name === name)
      return [name, { ...(setting === undefined ? {} : settingRow(setting)), ...row }]
    }),
  )
  return table(
    ['Name', 'Type', 'Default', 'Description'],
    Object.entries({ ...ownRows, baseUrl, ...commonOptionRows, rateLimiter }).map(([name, row]) => [
      `\`${name}\``,
      row.type ?? '',
      row.default ?? '',
      row.meaning ?? '',
    ]),
  )
}

function settingRow({ choices, renewable, required, meaning }: SettingDescription): OptionRow {
  const values = choices?.map((choice) => `\`'${choice}'\``).join(' or ') ?? '`string`'
  return {
    type: renewable === true ? `${values} or \`() => string | Promise<string>\`` : values,
    default: required ? 'required' : 'none',
    meaning: renewable === true ? `${meaning}, or a function called before every request` : meaning,
  }
}

const scheduleRows: Record<keyof Schedule, string> = {
  pending: 'after `pending`, and before the first response',
  authorized: 'after `authorized`',
  processing: 'after `processing`',
  unknown: 'after `unknown`',
  recheck: 'for a refund, after `success`',
}

export function scheduleMarkdown({ schedule, notFoundGrace }: Capabilities): string {
  const rows = (Object.keys(scheduleRows) as (keyof Schedule)[]).flatMap((name) => {
    const delays = schedule[name]
    return delays === undefined ? [] : [[scheduleRows[name], delays.map(toSeconds).join(', ')]]
  })
  const codes = notFoundGrace.codes.map((code) => `\`${code}\``).join(' or ')
  return [
    table(['Next poll', 'Delays in seconds; the last one repeats'], rows),
    '',
    notFoundGrace.codes.length === 0
      ? 'No error means that the order is too new to be found.'
      : `For ${toSeconds(notFoundGrace.graceMs)} seconds after creation, ${codes} may mean that the order is too new to be found.`,
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
