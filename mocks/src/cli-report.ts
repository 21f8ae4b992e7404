import { defaultPortBase } from './cli-arguments.ts'
import type { MockServer } from './server.ts'
import { quoteForShell } from './shell-text.ts'
import { type ExampleRequest, type MockProvider, providerNames } from './types.ts'

export const helpText = `Usage: cekstatus-mocks [provider…] [options]

Starts stand-alone mocks of the status inquiries of ${providerNames.join(', ')}:
the named ones, or all. Unofficial; not affiliated with the providers.

Options:
  --host <address>     address to listen on (default 127.0.0.1)
  --port-base <number> the providers take the ports after it (default ${defaultPortBase}); 0: free ports
  -h, --help           this text
  -v, --version        the version
`

const table = (rows: ReadonlyArray<readonly string[]>): string[] => {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`))

const credentialLines = (credentials: MockServer['credentials']): string[] =>
  Object.entries(credentials).flatMap(([name, value]) =>
    value.includes('\n') ? [`${name}:`, ...value.trimEnd().split('\n')] : [`${name}: ${value}`],
  )

/** One line to paste into a shell. */
export const curlLine = (url: string, { path, headers, body }: ExampleRequest): string =>
  [
    'curl -i',
    ...Object.entries(headers).map(([name, value]) => `-H ${quoteForShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoteForShell(body)}`]),
    quoteForShell(`${url}${path}`),
  ].join(' ')

const referenceRows = ({ references }: MockServer): string[][] => [
  ['reference', 'asked as', 'scenario', 'provenance', 'description'],
  ...references.map(({ reference, field, kind, scenario, provenance, description }) => [
    reference,
    kind ? `${field}, ${kind}` : field,
    scenario ?? '-',
    provenance,
    description,
  ]),
]

/** What one started mock answers, for a terminal: address, credentials, references, and a request to paste. */
export const describeServer = (provider: MockProvider, server: MockServer): string =>
  [
    `${server.provider}  ${server.url}`,
    ...indent([
      ...credentialLines(server.credentials),
      '',
      ...table(referenceRows(server)),
      '',
      curlLine(server.url, provider.example(new Date())),
    ]),
    '',
    '',
  ].join('\n')

export const closingHint =
  'A reference may go on after a hyphen: failed-001, failed-anything. Stop with Ctrl-C.\n'
