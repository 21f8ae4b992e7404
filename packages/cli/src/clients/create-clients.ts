import type { StatusClient } from '@cekstatus/core'
import type { SettingDescription } from '@cekstatus/core/provider'
import type { MockServer } from '@cekstatus/mocks'
import { loadProvider } from '../providers/load-provider.ts'
import type { ProviderModule } from '../providers/provider-module.ts'
import {
  createSettingsReader,
  type FoundSetting,
  notConfigured,
  readSecretFile,
  type SettingsReader,
} from '../settings/read-settings.ts'
import type { Terminal } from '../terminal.ts'
import type { ClientOptions } from './options.ts'

/** A provider that is ready to be asked. */
export interface OpenProvider {
  readonly provider: string
  readonly module: ProviderModule
  readonly client: StatusClient
  /** What the client was made with: credentials and all other options. */
  readonly options: Readonly<Record<string, unknown>>
  /** The credentials that must never be printed, by the setting's name. */
  readonly secrets: ReadonlyMap<string, string>
}

/** What every client is made with besides its settings; `onEvent`, `fetch` and `now` are core's common options. */
export type ClientExtras = Readonly<Record<string, unknown>>

export interface Clients {
  /** The provider's client, made at the first call. @throws UsageError, CekStatusError `CONFIGURATION` */
  get(provider: string): Promise<StatusClient>
  /** The same, with what it was made of. */
  open(provider: string): Promise<OpenProvider>
  /** Stops the mocks. */
  close(): Promise<void>
}

/** Makes clients from the settings, or, with `mock`, for mock servers of this process on free ports. */
export function createClients(
  terminal: Terminal,
  options: ClientOptions,
  extras: ClientExtras = {},
  settings: SettingsReader = createSettingsReader(terminal, options),
): Clients {
  const opened = new Map<string, Promise<OpenProvider>>()
  const mocks: MockServer[] = []

  const startMock = async (
    provider: string,
    known: readonly SettingDescription[],
  ): Promise<Record<string, unknown>> => {
    const { createMockServer } = await import('@cekstatus/mocks')
    const mock = await createMockServer({ provider: provider as never })
    mocks.push(mock)
    // A mock may accept more than one client is made with, such as the key of another mode.
    const accepted: Readonly<Record<string, string>> = mock.credentials
    const own = known.flatMap(({ name }) => (accepted[name] === undefined ? [] : [[name, accepted[name]]]))
    return { ...Object.fromEntries(own), baseUrl: mock.url }
  }
  const readFound = async (provider: string): Promise<readonly FoundSetting[]> => {
    const { found, missing } = await settings.read(provider)
    if (missing.length > 0) throw notConfigured(provider, missing)
    return found
  }
  const openOnce = async (provider: string): Promise<OpenProvider> => {
    const module = await loadProvider(provider)
    const { settings: known } = module.description
    const found = options.mock === true ? [] : await readFound(provider)
    const mocked = options.mock === true ? await startMock(provider, known) : {}
    const plain = Object.fromEntries(found.map(({ name, value }) => [name, value]))
    const all: Record<string, unknown> = { ...mocked, ...plain, ...pickOverrides(options), ...extras }
    const secrets = known.filter(({ secret }) => secret).map(({ name }) => [name, String(all[name])] as const)
    const client = module.createClient({ ...all, ...renew(found, known) } as never) as StatusClient
    return { provider, module, client, options: all, secrets: new Map(secrets) }
  }
  const open = (provider: string): Promise<OpenProvider> => {
    const known = opened.get(provider) ?? openOnce(provider)
    opened.set(provider, known)
    return known
  }

  return {
    open,
    get: async (provider) => (await open(provider)).client,
    close: async () => {
      await Promise.all(mocks.map((mock) => mock.close()))
    },
  }
}

/** A token that lives for minutes is read anew from its file for each request. */
function renew(
  found: readonly FoundSetting[],
  known: readonly SettingDescription[],
): Record<string, () => string> {
  const renewable = known.filter((setting) => setting.renewable === true).map(({ name }) => name)
  return Object.fromEntries(
    found.flatMap(({ name, file, origin }) =>
      file !== null && renewable.includes(name) ? [[name, () => readSecretFile(file, origin)] as const] : [],
    ),
  )
}

/** What the command line says wins over the settings; the mock's address stands unless another is given. */
function pickOverrides({ environment, baseUrl }: ClientOptions): Record<string, unknown> {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  }
}
