import { curlLine } from '../curl-line.ts'
import type { Mocks } from '../mocks.ts'
import type { MockProvider } from '../provider.ts'
import { mockProviders, providerNames } from '../registry.ts'
import type { MockServer } from '../server.ts'
import { defaultPortBase } from './arguments.ts'

export const helpText = `Usage: cekstatus-mocks [provider…] [options]

Starts mock servers for the status inquiries of ${providerNames.join(', ')}
(default: all). Unofficial; not affiliated with the providers.

Options:
  --host <address>         address to listen on (default: 127.0.0.1)
  --port-base <number>     the providers use the ports after it (default: ${defaultPortBase}); 0: free ports
  --control-port <number>  port of the control API (default: the port base); 0: a free port
  --no-control             disable the control API
  --allow-host <name>      host name that the control API accepts besides loopback; repeatable
  --scenarios <folder>     custom scenarios, JSON or YAML; reloaded after each edit
  --no-rate-limits         disable the documented rate limits
  --no-provenance-header   omit the response header x-mock-provenance
  -l, --list               print every reference and exit
  -h, --help               print this help and exit
  -v, --version            print the version and exit
`

function table(rows: ReadonlyArray<readonly string[]>): string[] {
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

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`))
}

function credentialLines(credentials: MockServer['credentials']): string[] {
  return Object.entries(credentials).flatMap(([name, value]) =>
    value.includes('\n') ? [`${name}:`, ...value.trimEnd().split('\n')] : [`${name}: ${value}`],
  )
}

function referenceRows({ references }: MockProvider): string[][] {
  return [
    ['reference', 'field', 'scenario', 'provenance', 'description'],
    ...references.map(({ reference, field, kind, scenario, provenance, description }) => [
      reference,
      kind ? `${field}, ${kind}` : field,
      scenario ?? '-',
      provenance,
      description,
    ]),
  ]
}

/** Every reference of the given providers. */
export function describeReferences(names: readonly string[]): string {
  return mockProviders
    .filter(({ name }) => names.includes(name))
    .flatMap((provider) => [provider.name, ...indent(table(referenceRows(provider))), ''])
    .join('\n')
}

function describeServer({ provider, url, credentials }: MockServer): string[] {
  return [`${provider}  ${url}`, ...indent(credentialLines(credentials)), '']
}

function firstOf(mocks: Mocks): [MockProvider, MockServer] | null {
  for (const provider of mockProviders) {
    const server = mocks.servers[provider.name]
    if (server) return [provider, server]
  }
  return null
}

interface Shown {
  host: string
  allowedHosts: readonly string[]
}

function hostHint({ host, allowedHosts }: Shown): string[] {
  return ['127.0.0.1', 'localhost', '::1'].includes(host) || allowedHosts.length > 0
    ? []
    : ['The control API accepts loopback names only; --allow-host adds a host name.']
}

/** The text on standard output once all servers listen. */
export function describeMocks(mocks: Mocks, shown: Shown): string {
  const first = firstOf(mocks)
  return [
    ...Object.values<MockServer>(mocks.servers).flatMap(describeServer),
    ...(mocks.control ? [`control  ${mocks.control.url}`, ...hostHint(shown), ''] : []),
    ...(first ? [`Try: ${curlLine(first[1].url, first[0].example(new Date()))}`] : []),
    'A reference selects its response: failed-001, failed-anything, pending-3x-then-success-1.',
    '--list prints all references. Stop with Ctrl-C.',
    '',
  ].join('\n')
}
