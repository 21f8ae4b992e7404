import { isCekStatusError } from '@cekstatus/core'
import { createClients } from '../clients/create-clients.ts'
import { createRecordingFetch } from '../exchange/recording-fetch.ts'
import type { ExitReason } from '../exit-codes.ts'
import { providerNames, resolveProviderName } from '../providers/load-provider.ts'
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

const mayAct = 'a status check at this provider can place an order, so the credentials were not tested'

/** Examines the named providers, or all. A provider that was not named needs no configuration. */
export async function doctor(
  names: readonly string[],
  options: DoctorOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  const named = names.map(resolveProviderName)
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
  // A second attempt would hide the failure of the first.
  const clients = createClients(terminal, options, { fetch, retry: false }, reader)
  try {
    const client = await clients.get(provider)
    const deadlineMs = options.timeout ?? defaultDeadlineMs
    const result = await probe(client, exchanges, { signal: terminal.signal, deadlineMs })
    return { ...examination, probe: result, unasked: result === null ? mayAct : null }
  } catch (error) {
    // An invalid credential, such as a key that cannot be parsed.
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
    terminal.note('Nothing is configured. Set the variables above, or try "cekstatus doctor --mock".')
  }
  if (probes.length > 1 && probes.every(({ code }) => code === 'NETWORK')) {
    terminal.note(
      'No provider could be reached. Check the network connection, or set a proxy with --base-url.',
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
