import { type ControlServer, startControlServer } from './control/control-server.ts'
import type { Journal } from './journal/journal.ts'
import { createCatalogue, type MockState, stateCoreOf } from './mock-state.ts'
import type { MockProvider } from './provider.ts'
import { type CredentialsOf, mockProviders, type ProviderName, providerNames } from './registry.ts'
import type { MockOptions } from './responder.ts'
import {
  noScenarioFolder,
  openScenarioFolder,
  type ScenarioFolder,
} from './scenario-files/scenario-folder.ts'
import { hostOrLoopback, type MockServer, startMockServer } from './server.ts'
import type { MockRules, MockSession } from './session/mock-session.ts'
import { providerWords } from './situation/situation-words.ts'
import { MockUsageError } from './usage-error.ts'

/** Port and host names of the control API. */
export interface ControlOptions {
  /** Default: a free port. */
  port?: number
  /** Host names that the control API accepts besides loopback; required where `host` is not a loopback address. */
  allowedHosts?: readonly string[]
}

/** Options of `createMocks`. */
export interface MocksOptions<Name extends ProviderName = ProviderName> extends MockOptions {
  /** Providers to start. Default: all. */
  providers?: readonly Name[]
  /** Address to listen on. Default: `127.0.0.1`. */
  host?: string
  /** The providers use the ports after it, 4101 to 4106 for 4100. Default: 0, free ports. */
  portBase?: number
  /** `false` disables the control API. */
  control?: false | ControlOptions
  /** Folder of custom scenarios, reloaded after each edit. */
  scenarios?: string
  /** Called with one line after each edit of the custom scenarios. */
  onScenarioReload?: (line: string) => void
}

/** Several mocks that share sessions and a journal, and their control. */
export interface Mocks<Name extends ProviderName = ProviderName> {
  /** The servers by provider. */
  servers: { readonly [Provider in Name]: MockServer<CredentialsOf<Provider>> }
  /** Null where it was switched off. */
  control: { url: string; port: number } | null
  /** The calls that came, of every provider and session. */
  journal: Journal
  /** One tester's own situations, faults, clock and settings; `default` is for calls that name no session. */
  session(name?: string): MockSession
  /** What applies to every session. */
  all: MockRules
  /** To be handed to MSW handlers that should share sessions and journal. */
  state: MockState
  /** Ends servers, control and the watching of scenario files. */
  close(): Promise<void>
}

/** A server that cannot listen: whose it is, where, and Node's own error code. */
export class MockListenError extends Error {
  /** Tells it from other errors. */
  override name = 'MockListenError'
  /** Whose. */
  readonly server: ProviderName | 'control'
  /** Where it should have listened. */
  readonly host: string
  /** 0 for a free one. */
  readonly port: number
  /** Node's own: `EADDRINUSE`, `EACCES`. */
  readonly code: string

  constructor(server: ProviderName | 'control', host: string, port: number, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    super(
      code === 'EADDRINUSE'
        ? `port ${port} (${server}) is taken`
        : `cannot listen on ${host}, port ${port} (${server}): ${code}`,
      { cause },
    )
    this.server = server
    this.host = host
    this.port = port
    this.code = code
  }
}

function providersOf(names: readonly ProviderName[] | undefined): typeof mockProviders {
  for (const name of names ?? []) {
    if (!providerNames.includes(name)) {
      throw new MockUsageError('providers', `contains "${name}"; known: ${providerNames.join(', ')}`)
    }
  }
  return mockProviders.filter(({ name }) => names === undefined || names.includes(name))
}

/** The first of the ports that `cekstatus-mocks` uses belongs to control. */
const documentedPortBase = 4100

function portOf(provider: MockProvider, portBase: number): number {
  return portBase === 0 ? 0 : provider.port - documentedPortBase + portBase
}

/**
 * Starts the mocks of several providers over one state, with control beside them.
 * @throws MockListenError where one cannot listen, and MockUsageError for an option or scenario file that cannot be used; nothing is left running then
 */
export async function createMocks<Name extends ProviderName = ProviderName>(
  options: MocksOptions<Name> = {},
): Promise<Mocks<Name>> {
  const providers = providersOf(options.providers)
  const state = stateCoreOf(options)
  const host = hostOrLoopback(options.host)
  const portBase = options.portBase ?? 0
  const servers: MockServer[] = []
  let control: ControlServer | null = null
  let folder: ScenarioFolder = noScenarioFolder
  const close = async (): Promise<void> => {
    folder.close()
    await Promise.all([control?.close(), ...servers.map((server) => server.close())])
  }
  const start = async <Started>(
    name: ProviderName | 'control',
    port: number,
    listen: () => Promise<Started>,
  ): Promise<Started> => {
    try {
      return await listen()
    } catch (error) {
      throw new MockListenError(name, host, port, error)
    }
  }
  try {
    for (const provider of providers) state.core.attach(provider)
    if (options.scenarios !== undefined) {
      folder = await openScenarioFolder(
        options.scenarios,
        state,
        createCatalogue(() => mockProviders, providerWords),
        options.onScenarioReload ?? (() => {}),
      )
    }
    for (const provider of providers) {
      const port = portOf(provider, portBase)
      const started = { ...options, state, host, port }
      servers.push(await start(provider.name, port, () => startMockServer(provider, started)))
    }
    if (options.control !== false) {
      const { port = 0, allowedHosts = [] } = options.control ?? {}
      const room = { state, scenarios: folder.state }
      control = await start('control', port, () => startControlServer(room, { host, port, allowedHosts }))
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    servers: Object.fromEntries(servers.map((server) => [server.provider, server])) as Mocks<Name>['servers'],
    control: control && { url: control.url, port: control.port },
    journal: state.journal,
    session: state.session,
    all: state.all,
    state,
    close,
  }
}
