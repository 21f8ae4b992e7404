import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import type { StatusClient } from '@cekstatus/core'
import type { ExitReason } from '../exit-codes.ts'
import { describeFileError } from '../settings/read-file.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { formatOfName } from './input/read-rows.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { explainDatabaseError } from './journal/open-database.ts'
import { loadInput, newJournalHint } from './load-input.ts'
import { formatDuration } from './progress/pace.ts'
import { createProgress, type Progress } from './progress/progress.ts'
import { silence } from './progress/silence.ts'
import { queryAll } from './query/query-all.ts'
import type { ReconcileSettings } from './settings.ts'
import { createDayOf } from './totals/day.ts'
import { formatCount } from './totals/format.ts'
import { describeTotals } from './totals/summary.ts'
import type { Totals } from './totals/totals.ts'
import type { Verdict } from './verdict/verdict.ts'
import { writeResults } from './write-results.ts'

/** A provider with its client. */
interface ProviderClient {
  client: StatusClient
  /** Identifies the server: responses of different servers are never mixed in one journal. */
  origin: string
}

/** The clients of a run. */
export interface ProviderClients {
  /** Names of the providers. */
  providers: readonly string[]
  /** @throws UsageError for an unconfigured provider */
  open(provider: string): Promise<ProviderClient>
  /** Calls the listener when a rate limit delays calls. */
  onWait(listener: (provider: string, delayMs: number) => void): void
  mock: boolean
}

/**
 * Compares each row of a file with its provider. Reads all rows, queries the open ones, then writes the results. Each
 * step continues where a killed process stopped.
 *
 * @throws UsageError before the first query
 */
export async function reconcile(
  settings: ReconcileSettings,
  respondents: ProviderClients,
  terminal: Terminal,
  now: () => Date = () => new Date(),
): Promise<ExitReason> {
  const name = settings.file === '-' ? 'standard input' : settings.file
  createDayOf(settings.timeZone)
  checkExtensions(settings)
  await checkInput(settings, terminal)
  await checkPaths(settings, terminal)
  const notes = settings.quiet ? silence(terminal) : terminal
  notes.note(`reading ${name}`)
  const journalPath =
    settings.journal ?? `${settings.file === '-' ? 'standard-input' : settings.file}.reconcile.sqlite`
  const journal = await openJournal(resolve(terminal.cwd, journalPath))
  const progress = createProgress(notes)
  try {
    const { providers, mock } = respondents
    const loading = {
      settings,
      name,
      journal,
      journalPath,
      providers,
      terminal,
      onRow: progress.read,
    }
    const input = await loadInput(loading)
    for (const gap of input.gaps) terminal.note(gap)
    const refused = new Map<string, number>()
    await queryOpenRows({
      settings,
      journal,
      journalPath,
      respondents,
      terminal: notes,
      progress,
      now,
      refused,
    })
    journal.groupByResponse()
    const totals = await writeResults({ settings, journal, input, name, mock, now, terminal })
    summarize(totals, settings, notes)
    for (const [provider, rows] of refused) {
      terminal.note(`${provider} refused the credentials; ${formatCount(rows)} rows were not checked`)
    }
    return refused.size > 0 ? 'refused' : reasonOf(totals)
  } catch (error) {
    progress.end()
    if (!terminal.signal.aborted) throw explainDatabaseError(journalPath, error)
    if (journal.readFact('content') !== null) {
      terminal.note(
        `stopped; run the same command again to continue: ${formatCount(journal.countDecided())} of ${formatCount(journal.countRows())} rows are decided in ${journalPath}`,
      )
    }
    throw error
  } finally {
    progress.end()
    if (journal.readFact('content') === null) journal.remove()
    else journal.close()
  }
}

/** Checks the input before a journal is created. */
async function checkInput({ file }: ReconcileSettings, { cwd }: Terminal): Promise<void> {
  if (file === '-') return
  const stats = await stat(resolve(cwd, file)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'ENOENT'
        ? `there is no file "${basename(file)}" in ${dirname(resolve(cwd, file))}`
        : `${file} ${describeFileError(error)}`,
    )
  })
  if (stats.isDirectory())
    throw new UsageError(`${file} is a directory`, 'pass a file, or - for standard input')
}

const notText = /\.(?:xlsx?|xlsm|xlsb|ods|pdf|docx?|html?)$/i

/** Rejects extensions of formats that are not written. */
function checkExtensions({ output, outputFormat, report }: ReconcileSettings): void {
  if (report !== null && !/\.html?$/i.test(report)) {
    throw new UsageError(`--report: ${report} must end in .html`, 'the report is an HTML file')
  }
  if (output === null || extname(output) === '') return
  if (formatOfName(output) !== null || (outputFormat !== null && !notText.test(output))) return
  throw new UsageError(
    `--output: unsupported extension "${extname(output)}"`,
    'use .csv, .tsv, .txt, .ndjson, .jsonl or .json',
  )
}

/** Checks the paths to write before the first query. */
async function checkPaths(
  { file, output, report, journal }: ReconcileSettings,
  { cwd }: Terminal,
): Promise<void> {
  const named = { '--output': output, '--report': report, '--journal': journal }
  const seen = new Map<string, string>(file === '-' ? [] : [[resolve(cwd, file), 'the input']])
  for (const [option, path] of Object.entries(named)) {
    if (path === null) continue
    const absolute = resolve(cwd, path)
    const other = seen.get(absolute)
    if (other !== undefined) throw new UsageError(`${option}: ${path} is ${other}`, 'choose another path')
    seen.set(absolute, option)
    await access(dirname(absolute), constants.W_OK).catch(() => {
      throw new UsageError(`${option}: ${dirname(path)} is not a writable directory`)
    })
    const existing = await stat(absolute).catch(() => null)
    if (existing?.isDirectory()) throw new UsageError(`${option}: ${path} is a directory`, 'pass a file')
  }
}

interface Run {
  settings: ReconcileSettings
  journal: Journal
  journalPath: string
  respondents: ProviderClients
  terminal: Terminal
  progress: Progress
  now: () => Date
  /** Rows not checked because of refused credentials, by provider. */
  refused: Map<string, number>
}

async function queryOpenRows({
  settings,
  journal,
  journalPath,
  respondents,
  terminal,
  progress,
  now,
  refused,
}: Run): Promise<void> {
  const known = journal.countDecided()
  journal.begin()
  const open = journal.countOpen()
  if (journal.readFact('asked') !== null) {
    terminal.note(
      `continuing with ${journalPath}: ${formatCount(known)} of ${formatCount(journal.countRows())} rows are decided, ${formatCount(sumOf(open))} to check`,
    )
  }
  const clients = await openClients([...open.keys()], { journal, journalPath, respondents })
  if (!respondents.mock) for (const note of describeLimits(clients, open)) terminal.note(note)
  journal.writeFacts({ asked: 'yes' })
  progress.begin(open)
  respondents.onWait(progress.waiting)
  const onDecided = (provider: string): void => progress.decided(provider)
  const runs = clients.map((client) => ({
    client,
    journal,
    concurrency: settings.concurrency,
    now,
    rules: settings,
    onDecided,
    onRefused: (provider: string, rows: number) => void refused.set(provider, rows),
  }))
  await queryAll(runs, terminal.signal)
  progress.end()
}

/** Opens all clients before the first query, so that a wrong setting costs no call. */
async function openClients(
  providers: readonly string[],
  { journal, journalPath, respondents }: Pick<Run, 'journal' | 'journalPath' | 'respondents'>,
): Promise<StatusClient[]> {
  const opened = await Promise.all(providers.map((provider) => respondents.open(provider)))
  const acting = opened.find(({ client }) => !client.capabilities.repeatable)
  if (acting !== undefined) {
    const { provider } = acting.client
    throw new UsageError(
      `a status check at ${provider} can place an order, so files with its rows are rejected; no request was sent`,
      `pass --skip ${provider}, and check single orders with "cekstatus check ${provider}" or in the provider's member area`,
    )
  }
  for (const { client, origin } of opened) {
    const before = journal.readFact(`origin of ${client.provider}`)
    if (before === null || before === origin) continue
    throw new UsageError(
      `${journalPath} has responses of another server of ${client.provider}`,
      newJournalHint,
    )
  }
  journal.writeFacts(
    Object.fromEntries(opened.map(({ client, origin }) => [`origin of ${client.provider}`, origin])),
  )
  return opened.map(({ client }) => client)
}

/** Says how long the rate limits make the run, if more than a minute. */
function describeLimits(clients: readonly StatusClient[], open: ReadonlyMap<string, number>): string[] {
  return clients.flatMap(({ provider, capabilities: { rateLimit } }) => {
    const rows = open.get(provider) ?? 0
    if (rateLimit === undefined || rateLimit === null) return []
    const windows = Math.ceil(rows / rateLimit.calls) - 1
    const seconds = (windows * rateLimit.windowMs) / 1_000
    if (seconds < 60) return []
    return [
      `${provider}: ${formatCount(rows)} rows take at least ${formatDuration(seconds)}, at ${rateLimit.calls} calls in ${rateLimit.windowMs / 1_000} s`,
    ]
  })
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Prints the summary on standard output, or on standard error if the rows are on standard output. */
function summarize(
  totals: Totals,
  { output, report, timeZone }: ReconcileSettings,
  terminal: Terminal,
): void {
  const text = describeTotals(totals, timeZone).join('\n')
  if (output === null) terminal.note(text)
  else terminal.print(text)
  if (output !== null) terminal.note(`rows: ${output}`)
  if (report !== null) terminal.note(`report: ${report}`)
}

const differing: readonly Verdict[] = ['status-differs', 'amount-differs', 'duplicate', 'not-found']
const doubtful: readonly Verdict[] = ['sandbox', 'unknown', 'error']

/** Returns the reason of the most urgent verdict. */
function reasonOf({ byVerdict, all }: Totals): ExitReason {
  if (all.rows === (byVerdict.get('skipped')?.rows ?? 0)) return 'no-rows'
  if (differing.some((verdict) => byVerdict.has(verdict))) return 'differs'
  if (doubtful.some((verdict) => byVerdict.has(verdict))) return 'review'
  if (byVerdict.has('no-amount')) return 'not-compared'
  return byVerdict.has('not-final') ? 'not-final' : 'success'
}
