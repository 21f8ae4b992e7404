import type { Capabilities } from '@cekstatus/core'
import type { ExitReason } from '../exit-codes.ts'
import { formatTable } from '../format-table.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import type { Terminal } from '../terminal.ts'

/** Prints the capabilities of every provider's status inquiry. */
export async function listProviders(options: { json?: boolean }, terminal: Terminal): Promise<ExitReason> {
  const all = await Promise.all(providerNames.map(async (name) => (await loadProvider(name)).capabilities))
  if (options.json === true) {
    terminal.print(JSON.stringify(all, null, 2))
    return 'success'
  }
  const [titles = '', ...rows] = formatTable([columns.map(({ title }) => title), ...all.map(describe)])
  terminal.print([terminal.style('bold', titles), ...rows].join('\n'))
  return 'success'
}

const describe = (capabilities: Capabilities): string[] => columns.map(({ cell }) => cell(capabilities))
/** `60 in 60 s`, or `-` where no page documents a limit. */
function describeLimit(limit: Capabilities['rateLimit']): string {
  return limit === undefined || limit === null ? '-' : `${limit.calls} in ${limit.windowMs / 1000} s`
}

const yesOrNo = (answer: boolean): string => (answer ? 'yes' : 'no')

const columns: readonly { title: string; cell: (capabilities: Capabilities) => string }[] = [
  { title: 'PROVIDER', cell: ({ provider }) => provider },
  { title: 'KINDS', cell: ({ kinds }) => kinds.join(', ') },
  {
    title: 'LOOKUP BY',
    cell: ({ lookup }) => lookup.map((field) => field.replace('Reference', '')).join(', '),
  },
  { title: 'MAX LENGTH', cell: ({ referenceMaxLength }) => String(referenceMaxLength) },
  { title: 'RATE LIMIT', cell: ({ rateLimit }) => describeLimit(rateLimit) },
  {
    title: 'QUERY FIELDS',
    cell: ({ queryFields = [] }) => queryFields.map(({ name }) => name).join(', ') || '-',
  },
  { title: 'MAY ORDER', cell: ({ repeatable }) => yesOrNo(!repeatable) },
  { title: 'REPORTS TEST MODE', cell: ({ reportsSandbox }) => yesOrNo(reportsSandbox) },
  { title: 'PRODUCTION', cell: ({ origins }) => origins.production ?? '-' },
  { title: 'SANDBOX', cell: ({ origins }) => origins.sandbox ?? '-' },
]
