import type { StatusClient } from '@cekstatus/core'
import type { SettingDescription } from '@cekstatus/core/provider'
import type { MockServer } from '@cekstatus/mocks'
import { loadProvider, resolveProviderName } from '../providers/load-provider.ts'
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

/** A provider with a configured client. */
export interface OpenProvider {
  readonly provider: string
  readonly module: ProviderModule
  readonly client: StatusClient
  /** The options of the client, including credentials. */
  readonly options: Readonly<Record<string, unknown>>
  /** Credentials that must never be printed, by setting name. */
  readonly secrets: ReadonlyMap<string, string>
}

/** Common client options that are not settings, such as `onEvent`, `fetch` and `now`. */
export type ClientExtras = Readonly<Record<string, unknown>>

export interface Clients {
  /** Returns the provider's client, created at the first call. @throws UsageError, CekStatusError `CONFIGURATION` */
  get(provider: string): Promise<StatusClient>
  /** Like `get`, with the client's options and secrets. */
  open(provider: string): Promise<OpenProvider>
  /** Stops the mocks. */
  close(): Promise<void>
}

/** Creates clients from the settings or, with `mock`, for mock servers in this process on free ports. */
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
    // A mock may accept credentials that this client does not take, such as the key of another mode.
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
  const open = async (name: string): Promise<OpenProvider> => {
    const provider = resolveProviderName(name)
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

/** Tokens that expire within minutes are read from their file again for each request. */
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

/** The command line takes precedence over the settings and over the mock's base URL. */
function pickOverrides({ environment, baseUrl, allowInsecureHttp }: ClientOptions): Record<string, unknown> {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(allowInsecureHttp === undefined ? {} : { allowInsecureHttp }),
  }
}
