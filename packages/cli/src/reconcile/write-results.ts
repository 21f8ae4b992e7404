import { resolve } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { formatOfName } from './input/read-rows.ts'
import type { Journal } from './journal/journal.ts'
import type { LoadedInput } from './load-input.ts'
import { type Output, openFileOutput, openStreamOutput } from './output/open-output.ts'
import { createRowFormat } from './output/row-format.ts'
import { maxReportRows, writeReport } from './report/report.ts'
import { createReportRows, type ReportRows } from './report/report-rows.ts'
import type { ReconcileSettings } from './settings.ts'
import { createDayOf } from './totals/day.ts'
import { createTotals, type Totals } from './totals/totals.ts'
import { createJudge, type JudgedRow } from './verdict/judge-row.ts'

export interface Writing {
  settings: ReconcileSettings
  journal: Journal
  input: LoadedInput
  /** Name of the input in messages. */
  name: string
  mock: boolean
  now: () => Date
  terminal: Terminal
}

/** Writes rows and report from the journal, one row at a time, and returns the totals. */
export async function writeResults(writing: Writing): Promise<Totals> {
  const reported = createReportRows(maxReportRows)
  const totals = await writeRows(writing, reported)
  const { report } = writing.settings
  if (report !== null) await writeReportFile(writing, report, totals, reported.read())
  return totals
}

async function writeRows(
  { settings, journal, input, terminal }: Writing,
  reported: ReportRows,
): Promise<Totals> {
  const { output: path, outputFormat, timeZone } = settings
  const format = outputFormat ?? (path === null ? null : formatOfName(path)) ?? input.form.format
  const { begin, row: toText, end } = createRowFormat(format, input.columns, input.form, settings)
  const totals = createTotals(createDayOf(timeZone))
  const judge = createJudge({ ...settings, readGroup: journal.readGroup })
  const output =
    path === null
      ? openStreamOutput(terminal.stdout, terminal.signal)
      : await openFileOutput(resolve(terminal.cwd, path))
  await writeWhole(output, async () => {
    await output.write(begin)
    let first = true
    for (const decided of journal.decidedRows()) {
      terminal.signal.throwIfAborted()
      const row = judge(decided)
      reported.add(row)
      totals.add(row)
      await output.write(toText(row, first))
      first = false
    }
    await output.write(end)
  })
  return totals.read()
}

async function writeReportFile(
  { settings, name, mock, now, terminal }: Writing,
  path: string,
  totals: Totals,
  rows: readonly JudgedRow[],
): Promise<void> {
  const text = writeReport({ name, totals, rows, timeZone: settings.timeZone, writtenAt: now(), mock })
  const output = await openFileOutput(resolve(terminal.cwd, path))
  await writeWhole(output, () => output.write(text))
}

async function writeWhole(output: Output, write: () => Promise<void>): Promise<void> {
  try {
    await write()
    await output.finish()
  } catch (error) {
    await output.discard()
    throw error
  }
}
