import { resolveProviderName } from '../providers/load-provider.ts'
import { UsageError } from '../usage-error.ts'
import { type FieldSources, readMapOption } from './columns/column-map.ts'
import type { Field } from './columns/column-names.ts'
import type { AmountFormat } from './expected/read-amount.ts'
import { createStatusReader, readKind, readStatusMapOption } from './expected/words.ts'
import type { InputFormat } from './input/source-row.ts'
import type { OutputFormat } from './output/row-format.ts'
import type { ReconcileSettings } from './settings.ts'
import type { MergeItems } from './verdict/judge-row.ts'

/** Options as commander parses them. */
export interface ReconcileOptions {
  map?: readonly string[]
  provider?: string
  kind?: string
  status?: string
  by: 'merchant' | 'provider'
  mapStatus?: readonly string[]
  amountFormat: AmountFormat
  amounts: boolean
  compare: 'gross' | 'net'
  mergeItems?: MergeItems
  exactIds?: boolean
  inputFormat?: InputFormat
  delimiter?: string
  skipLines?: string
  only?: readonly string[]
  skip?: readonly string[]
  output?: string
  format?: OutputFormat
  report?: string
  journal?: string
  restart?: boolean
  concurrency?: string
  timeZone: string
  quiet?: boolean
}

/** @throws UsageError with the option */
export function readReconcileOptions(file: string, options: ReconcileOptions): ReconcileSettings {
  const ownStatusWords = readStatusMapOption(options.mapStatus ?? [])
  return {
    file,
    inputFormat: options.inputFormat ?? null,
    delimiter: readDelimiter(options.delimiter),
    skipLines: readSkipLines(options.skipLines),
    only: options.only === undefined ? null : readProviders(options.only),
    skip: readProviders(options.skip ?? []),
    sources: readSources(options, ownStatusWords),
    by: options.by,
    amountFormat: options.amountFormat,
    amounts: options.amounts,
    compare: options.compare,
    mergeItems: options.mergeItems ?? null,
    exactIds: options.exactIds === true,
    ownStatusWords,
    output: options.output ?? null,
    outputFormat: options.format ?? null,
    report: options.report ?? null,
    journal: options.journal ?? null,
    restart: options.restart === true,
    concurrency: readConcurrency(options.concurrency),
    timeZone: options.timeZone,
    quiet: options.quiet === true,
  }
}

function readSources(
  options: ReconcileOptions,
  ownStatusWords: ReconcileSettings['ownStatusWords'],
): FieldSources {
  const sources = readMapOption(options.map ?? [])
  const { provider, kind, status } = options
  if (kind !== undefined && readKind(kind) === undefined) {
    throw new UsageError(`--kind: unknown kind "${kind}"`, 'use payment, payout or purchase')
  }
  if (status !== undefined && createStatusReader(ownStatusWords)(status) === undefined) {
    throw new UsageError(
      `--status: unknown status word "${status}"`,
      'map it with --map-status, or use another word',
    )
  }
  for (const [field, constant] of Object.entries({ provider, kind, status }) as [
    Field,
    string | undefined,
  ][]) {
    if (constant === undefined) continue
    if (sources[field] !== undefined)
      throw new UsageError(`pass either --${field} or --map ${field}=…, not both`)
    sources[field] = { constant }
  }
  return sources
}

function readDelimiter(text: string | undefined): string | null {
  if (text === undefined) return null
  const delimiter = text === 'tab' || text === '\\t' ? '\t' : text
  if ([...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new UsageError(`--delimiter: "${text}" must be one character`, 'use a comma, a semicolon, | or tab')
  }
  return delimiter
}

/** Names can be separated by commas. */
function readProviders(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).map(resolveProviderName)
}

function readSkipLines(text: string | undefined): number {
  if (text === undefined) return 0
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new UsageError(`--skip-lines: "${text}" must be a whole number from 0 to 9999`)
}

function readConcurrency(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const concurrency = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (concurrency < 1 || concurrency > 256) {
    throw new UsageError(`--concurrency: "${text}" must be a whole number from 1 to 256`)
  }
  return concurrency
}
