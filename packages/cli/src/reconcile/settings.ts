import type { FieldSources } from './columns/column-map.ts'
import type { ExpectedStatus } from './expected/expected.ts'
import type { AmountFormat } from './expected/read-amount.ts'
import type { InputFormat } from './input/source-row.ts'
import type { OutputFormat } from './output/row-format.ts'
import type { MergeItems } from './verdict/judge-row.ts'

/** The checked options of a run. */
export interface ReconcileSettings {
  /** Path, or `-` for standard input. */
  file: string
  inputFormat: InputFormat | null
  delimiter: string | null
  skipLines: number
  /** Null: all providers. */
  only: readonly string[] | null
  skip: readonly string[]
  sources: FieldSources
  by: 'merchant' | 'provider'
  amountFormat: AmountFormat
  /** False: only statuses are compared. */
  amounts: boolean
  compare: 'gross' | 'net'
  mergeItems: MergeItems | null
  /** True: references are used as they are in the file. */
  exactIds: boolean
  ownStatusWords: ReadonlyMap<string, ExpectedStatus>
  /** Null: standard output. */
  output: string | null
  outputFormat: OutputFormat | null
  report: string | null
  /** Null: next to the input. */
  journal: string | null
  /** True: discards the journal. */
  restart: boolean
  concurrency: number | undefined
  timeZone: string
  /** True: no progress and no summary on standard error. */
  quiet: boolean
}
