import type { FieldSources } from './columns/column-map.ts'
import type { ExpectedStatus } from './expected/expected.ts'
import type { AmountFormat } from './expected/read-amount.ts'
import type { InputFormat } from './input/source-row.ts'
import type { OutputFormat } from './output/row-format.ts'

/** What the user asked for, checked. */
export interface ReconcileSettings {
  /** Path as given, or `-`. */
  file: string
  inputFormat: InputFormat | null
  delimiter: string | null
  sources: FieldSources
  by: 'merchant' | 'provider'
  amountFormat: AmountFormat
  ownStatusWords: ReadonlyMap<string, ExpectedStatus>
  /** Null: standard output. */
  output: string | null
  outputFormat: OutputFormat | null
  report: string | null
  /** Null: beside the input. */
  journal: string | null
  /** True: forgets what the journal holds. */
  restart: boolean
  concurrency: number | undefined
  timeZone: string
  /** True: no progress, no summary on standard error. */
  quiet: boolean
}
