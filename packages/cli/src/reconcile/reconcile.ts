import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { StatusClient } from '@cekstatus/core'
import type { ExitReason } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { explainDatabaseError } from './journal/open-database.ts'
import { loadInput, newJournalHint } from './load-input.ts'
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

/** A provider that can be asked. */
interface Respondent {
  client: StatusClient
  /** Stands for the server asked: answers of another one are never mixed into the same journal. */
  origin: string
}

/** Whom a run may ask. */
export interface ProviderClients {
  /** Names of the providers. */
  providers: readonly string[]
  /** @throws UsageError where it is not configured */
  open(provider: string): Promise<Respondent>
  /** Tells when a provider's limit holds calls back. */
  onWait(listener: (provider: string, delayMs: number) => void): void
  mock: boolean
}

/**
 * Holds each row of a file against what its provider says. Reads all, asks what is open, then writes: each step goes on
 * where a killed process left it.
 *
 * @throws UsageError before anything is asked
 */
export async function reconcile(
  settings: ReconcileSettings,
  respondents: ProviderClients,
  terminal: Terminal,
  now: () => Date = () => new Date(),
): Promise<ExitReason> {
  const name = settings.file === '-' ? 'standard input' : settings.file
  createDayOf(settings.timeZone)
  await checkInput(settings, terminal)
  await checkPaths(settings, terminal)
  const told = settings.quiet ? silence(terminal) : terminal
  told.note(`reading ${name}`)
  const journalPath =
    settings.journal ?? `${settings.file === '-' ? 'standard-input' : settings.file}.reconcile.sqlite`
  const journal = await openJournal(resolve(terminal.cwd, journalPath))
  const progress = createProgress(told)
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
    await askOpenRows({ settings, journal, journalPath, respondents, terminal: told, progress, now })
    const totals = await writeResults({ settings, journal, input, name, mock, now, terminal })
    summarize(totals, settings, told)
    return reasonOf(totals)
  } catch (error) {
    progress.end()
    if (!terminal.signal.aborted) throw explainDatabaseError(journalPath, error)
    if (journal.readFact('content') !== null) {
      terminal.note(
        `stopped; the same command goes on from here: ${formatCount(journal.countDecided())} of ${formatCount(journal.countRows())} rows have their verdict in ${journalPath}`,
      )
    }
    throw error
  } finally {
    progress.end()
    if (journal.readFact('content') === null) journal.remove()
    else journal.close()
  }
}

/** Before a journal is made for it. */
async function checkInput({ file }: ReconcileSettings, { cwd }: Terminal): Promise<void> {
  if (file === '-') return
  const stats = await stat(resolve(cwd, file)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: it cannot be read (${error.code})`)
  })
  if (stats.isDirectory())
    throw new UsageError(`${file}: it is a folder`, 'give a file, or - for standard input')
}

/** A place that cannot be written is better known before thousands of calls than after. */
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
    if (other !== undefined) throw new UsageError(`${option}: ${path} is ${other}`, 'choose another name')
    seen.set(absolute, option)
    await access(dirname(absolute), constants.W_OK).catch(() => {
      throw new UsageError(`${option}: ${dirname(path)} is no folder that can be written`)
    })
  }
}

interface Asking {
  settings: ReconcileSettings
  journal: Journal
  journalPath: string
  respondents: ProviderClients
  terminal: Terminal
  progress: Progress
  now: () => Date
}

async function askOpenRows({
  settings,
  journal,
  journalPath,
  respondents,
  terminal,
  progress,
  now,
}: Asking): Promise<void> {
  const known = journal.countDecided()
  journal.begin()
  const open = journal.countOpen()
  if (journal.readFact('asked') !== null) {
    terminal.note(
      `going on with ${journalPath}: ${formatCount(known)} of ${formatCount(journal.countRows())} rows have a verdict, ${formatCount(sumOf(open))} are asked`,
    )
  }
  const clients = await openClients([...open.keys()], { journal, journalPath, respondents })
  journal.writeFacts({ asked: 'yes' })
  progress.begin(open)
  respondents.onWait(progress.waiting)
  const onDecided = (provider: string): void => progress.decided(provider)
  const runs = clients.map((client) => ({
    client,
    journal,
    concurrency: settings.concurrency,
    now,
    onDecided,
  }))
  await queryAll(runs, terminal.signal)
  progress.end()
}

/** All of them before the first is asked, so that a wrong setting costs no call. */
async function openClients(
  providers: readonly string[],
  { journal, journalPath, respondents }: Pick<Asking, 'journal' | 'journalPath' | 'respondents'>,
): Promise<StatusClient[]> {
  const opened = await Promise.all(providers.map((provider) => respondents.open(provider)))
  const acting = opened.find(({ client }) => !client.capabilities.repeatable)
  if (acting !== undefined) {
    const { provider } = acting.client
    throw new UsageError(
      `asking ${provider} may act, such as place an order that it does not know, so a whole file is never asked; nothing was sent`,
      `leave its rows out, and look at single ones with "cekstatus check ${provider}" or in the provider's member area`,
    )
  }
  for (const { client, origin } of opened) {
    const before = journal.readFact(`origin of ${client.provider}`)
    if (before === null || before === origin) continue
    throw new UsageError(`${journalPath} has answers of another server of ${client.provider}`, newJournalHint)
  }
  journal.writeFacts(
    Object.fromEntries(opened.map(({ client, origin }) => [`origin of ${client.provider}`, origin])),
  )
  return opened.map(({ client }) => client)
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** On standard output, unless the rows are there. */
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

const differing: readonly Verdict[] = ['status-differs', 'amount-differs', 'not-found']
const doubtful: readonly Verdict[] = ['sandbox', 'unknown', 'error']

/** The worst verdict decides. */
function reasonOf({ byVerdict }: Totals): ExitReason {
  if (differing.some((verdict) => byVerdict.has(verdict))) return 'differs'
  if (doubtful.some((verdict) => byVerdict.has(verdict))) return 'review'
  return byVerdict.has('not-final') ? 'not-final' : 'success'
}
