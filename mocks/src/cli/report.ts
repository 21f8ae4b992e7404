import { curlLine } from '../curl-line.ts'
import type { Mocks } from '../mocks.ts'
import type { MockProvider } from '../provider.ts'
import { mockProviders, providerNames } from '../registry.ts'
import type { MockServer } from '../server.ts'
import { defaultPortBase } from './arguments.ts'

export const helpText = `Usage: cekstatus-mocks [provider…] [options]

Starts stand-alone mocks of the status inquiries of ${providerNames.join(', ')}:
the named ones, or all. Unofficial; not affiliated with the providers.

Options:
  --host <address>        address to listen on (default 127.0.0.1)
  --port-base <number>    the providers take the ports after it (default ${defaultPortBase}); 0: free ports
  --control-port <number> port of control (default: the port base); 0: a free port
  --no-control            no control
  --allow-host <name>     control answers under this host name too; may be repeated
  --scenarios <folder>    your own situations, JSON or YAML, read again with every edit
  --no-rate-limits        the providers' documented limits do not count
  --no-provenance-header  answers without x-mock-provenance
  -l, --list              print every reference that can be asked
  -h, --help              this text
  -v, --version           the version
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
    ['reference', 'asked as', 'scenario', 'provenance', 'description'],
    ...references.map(({ reference, field, kind, scenario, provenance, description }) => [
      reference,
      kind ? `${field}, ${kind}` : field,
      scenario ?? '-',
      provenance,
      description,
    ]),
  ]
}

/** Address and credentials of one started mock and a request to paste; with `list` everything that can be asked. */
function describeServer(provider: MockProvider, server: MockServer, list: boolean): string[] {
  return [
    `${server.provider}  ${server.url}`,
    ...indent([
      ...credentialLines(server.credentials),
      ...(list
        ? ['', ...table(referenceRows(provider)), '', curlLine(server.url, provider.example(new Date()))]
        : []),
    ]),
    '',
  ]
}

function firstOf(mocks: Mocks): [MockProvider, MockServer] | null {
  for (const provider of mockProviders) {
    const server = mocks.servers[provider.name]
    if (server) return [provider, server]
  }
  return null
}

/** Whoever lets others in has to say under which name. */
function hostHint({ host, allowedHosts }: Shown): string[] {
  return ['127.0.0.1', 'localhost', '::1'].includes(host) || allowedHosts.length > 0
    ? []
    : ['Control answers on loopback only; --allow-host names a host under which others may ask it.']
}

interface Shown {
  host: string
  allowedHosts: readonly string[]
  /** Every reference that can be requested as well. */
  list: boolean
}

/** What a terminal shows once all listen. */
export function describeMocks(mocks: Mocks, shown: Shown): string {
  const { list } = shown
  const first = firstOf(mocks)
  return [
    ...mockProviders.flatMap((provider) => {
      const server = mocks.servers[provider.name]
      return server ? describeServer(provider, server, list) : []
    }),
    ...(mocks.control ? [`control  ${mocks.control.url}`, ...hostHint(shown), ''] : []),
    ...(first ? [`Try: ${curlLine(first[1].url, first[0].example(new Date()))}`] : []),
    'A reference chooses its answer: failed-001, failed-anything, pending-3x-then-success-1.',
    `${list ? '' : '--list shows all of them. '}Stop with Ctrl-C.`,
    '',
  ].join('\n')
}
