import { isCekStatusError } from '@cekstatus/core'
import { createClients } from '../clients/create-clients.ts'
import { createRecordingFetch } from '../exchange/recording-fetch.ts'
import type { ExitReason } from '../exit-codes.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import {
  createSettingsReader,
  type ProviderSettings,
  type SettingsReader,
} from '../settings/read-settings.ts'
import type { Terminal } from '../terminal.ts'
import type { DoctorOptions } from './command.ts'
import { type ProbeResult, probe } from './probe.ts'
import { describeExamination, type Examination } from './report.ts'

const defaultDeadlineMs = 10_000

const mayAct = 'asking this provider may act, such as order, so its credentials were not tried'

/** Examines the named providers, or all; those that were not named and are not configured are no failure. */
export async function doctor(
  named: readonly string[],
  options: DoctorOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  for (const name of named) await loadProvider(name)
  const reader = createSettingsReader(terminal, options)
  const examinations = await Promise.all(
    (named.length === 0 ? providerNames : named).map((provider) =>
      examine(provider, reader, options, terminal),
    ),
  )
  if (options.json === true) terminal.print(JSON.stringify(examinations, null, 2))
  else for (const examination of examinations) terminal.print(describeExamination(examination, terminal))
  return judge(examinations, named, terminal)
}

async function examine(
  provider: string,
  reader: SettingsReader,
  options: DoctorOptions,
  terminal: Terminal,
): Promise<Examination> {
  const settings = options.mock === true ? null : await reader.read(provider)
  const examination = {
    provider,
    settings: describeSettings(settings),
    problem: null,
    probe: null,
    unasked: null,
  }
  if (settings !== null && settings.missing.length > 0) return examination
  const { fetch, exchanges } = createRecordingFetch()
  // Asked once: a second attempt would hide what the first one met.
  const clients = createClients(terminal, options, { fetch, retry: false }, reader)
  try {
    const client = await clients.get(provider)
    const deadlineMs = options.timeout ?? defaultDeadlineMs
    const result = await probe(client, exchanges, { signal: terminal.signal, deadlineMs })
    return { ...examination, probe: result, unasked: result === null ? mayAct : null }
  } catch (error) {
    // A credential that is no credential, such as a key that cannot be parsed.
    if (!isCekStatusError(error) || error.code !== 'CONFIGURATION') throw error
    return { ...examination, problem: error.message }
  } finally {
    await clients.close()
  }
}

function describeSettings(settings: ProviderSettings | null): Examination['settings'] {
  if (settings === null) return null
  return { found: settings.found.map(({ name, origin }) => ({ name, origin })), missing: settings.missing }
}

function judge(
  examinations: readonly Examination[],
  named: readonly string[],
  terminal: Terminal,
): ExitReason {
  const isIncomplete = ({ provider, settings }: Examination): boolean =>
    settings !== null &&
    settings.missing.length > 0 &&
    (named.includes(provider) || settings.found.length > 0)
  const probes = examinations.map((examination) => examination.probe).filter((result) => result !== null)
  if (probes.length === 0 && named.length === 0 && !examinations.some(isIncomplete)) {
    terminal.note('Nothing is configured. Try "cekstatus doctor --mock", or set the variables named above.')
  }
  if (probes.length > 1 && probes.every(({ code }) => code === 'NETWORK')) {
    terminal.note(
      'No provider could be reached: is this machine online, and does it need a proxy (--base-url)?',
    )
  }
  const broken = examinations.some((examination) => examination.problem !== null || isIncomplete(examination))
  const asked = probes.length > 0 || examinations.some(({ unasked }) => unasked !== null)
  if (broken || !asked) return 'misconfigured'
  return worstOf(probes)
}

function worstOf(probes: readonly ProbeResult[]): ExitReason {
  if (probes.some(({ code }) => code === 'AUTHENTICATION')) return 'refused'
  if (probes.some(({ code }) => code === 'RESPONSE_INVALID' || code === 'RESPONSE_MISMATCH'))
    return 'untrusted'
  return probes.some(({ credentials }) => credentials === 'unknown') ? 'network' : 'success'
}
