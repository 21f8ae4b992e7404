import type { SessionSettings, SituationDescription } from './control/control-types.ts'
import { createRandom } from './fault/random.ts'
import { fixtureBody } from './fixtures.ts'
import {
  createJournal,
  type Journal,
  type JournalLimits,
  type JournalStore,
  journalLimits,
} from './journal/journal.ts'
import type { MockProvider } from './provider.ts'
import {
  createMockRules,
  describeAll,
  describeSession,
  type MockRules,
  type MockSession,
  readSettings,
  type SituationCatalogue,
} from './session/mock-session.ts'
import type { SessionState } from './session/session.ts'
import { allSessions, defaultSession, isSessionName, sessionNameRule } from './session/session-name.ts'
import { createSessions, type Sessions, sessionLimit } from './session/sessions.ts'
import type { OwnSituation } from './situation/situation.ts'
import { describeSituations, generalWordsWithoutFixture, providerWords } from './situation/situation-words.ts'
import { MockUsageError } from './usage-error.ts'

/** Options of a state. */
export interface MockStateOptions {
  /** Returns the current time, the base of every session's clock. */
  now?: () => Date
  /** Enforces the documented rate limits: SmilePay's block, Paymenku's headers and 429. Default: false. */
  rateLimits?: boolean
  /** Tolerance of SmilePay's `X-TIMESTAMP`. Default: only the format is checked. */
  timestampToleranceMs?: number
  /** Seed of the jitter of latencies. Default: 1. */
  seed?: number
  /** Calls that the journal keeps. Default: 500 per session and 5000 in total. */
  journal?: Partial<JournalLimits>
  /** Number of sessions besides `default`; the least recently used one is deleted. Default: 200. */
  sessions?: number
}

/** The state of one mock, or of several that share it. */
export interface MockState {
  /** Returns the session of that name, new or existing. Default: `default`. @throws MockUsageError for an invalid name */
  session(name?: string): MockSession
  /** Rules for every session; a session's own rules take precedence. */
  readonly all: MockRules
  /** The calls of every session. */
  readonly journal: Journal
  /** The names of the sessions. */
  sessions(): string[]
  /** Resets and deletes the session. */
  deleteSession(name: string): void
}

/** The same, with what the engine, control and scenario files need besides. */
export interface MockStateCore extends MockState {
  readonly core: {
    sessions: Sessions
    journal: JournalStore
    catalogue: SituationCatalogue
    /** Makes a provider known, and the address of its server if it has one. */
    attach(provider: MockProvider, url?: string): void
    providers(): readonly MockProvider[]
    urlOf(provider: string): string | null
    wordsOf(provider: MockProvider): ReadonlySet<string>
    generalWordsOf(provider: MockProvider): readonly string[]
    describeSituations(provider: MockProvider): SituationDescription[]
    own(): ReadonlyMap<string, OwnSituation>
    /** Replaces the situations of scenario files. */
    setOwn(situations: readonly OwnSituation[]): void
  }
}

/** A clock that throws rather than tell no time, which would end up in tokens. */
function checkedClock(now: () => Date) {
  return (): Date => {
    const instant = now()
    if (instant instanceof Date && !Number.isNaN(instant.getTime())) return instant
    throw new TypeError('now() must return a valid Date')
  }
}

function readCount(value: number | undefined, field: string, fallback: number): number {
  if (value === undefined) return fallback
  if (Number.isSafeInteger(value) && value >= 1 && value <= 100_000) return value
  throw new MockUsageError(field, 'must be an integer from 1 to 100000')
}

function readDefaults(options: MockStateOptions): SessionSettings {
  return {
    rateLimits: false,
    timestampToleranceMs: null,
    seed: 1,
    ...readSettings({
      ...(options.rateLimits !== undefined && { rateLimits: options.rateLimits }),
      ...(options.timestampToleranceMs !== undefined && {
        timestampToleranceMs: options.timestampToleranceMs,
      }),
      ...(options.seed !== undefined && { seed: options.seed }),
    }),
  }
}

function createAttached() {
  const providers = new Map<string, MockProvider>()
  const urls = new Map<string, string>()
  const words = new Map<string, ReadonlySet<string>>()
  const generalWords = new Map<string, readonly string[]>()
  let own: ReadonlyMap<string, OwnSituation> = new Map()
  const wordsOf = (provider: MockProvider): ReadonlySet<string> => {
    const known = words.get(provider.name)
    if (known) return known
    const names = [...own.values()]
      .filter((situation) => situation.providers === null || situation.providers.includes(provider.name))
      .map(({ name }) => name)
    const all = new Set([...providerWords(provider), ...names])
    words.set(provider.name, all)
    return all
  }
  return {
    attach(provider: MockProvider, url?: string) {
      providers.set(provider.name, provider)
      generalWords.set(provider.name, generalWordsWithoutFixture(provider))
      if (url !== undefined) urls.set(provider.name, url)
    },
    providers: () => [...providers.values()],
    urlOf: (name: string) => urls.get(name) ?? null,
    wordsOf,
    generalWordsOf: ({ name }: MockProvider) => generalWords.get(name) ?? [],
    describeSituations: (provider: MockProvider) => describeSituations(provider, own.values()),
    own: () => own,
    setOwn(situations: readonly OwnSituation[]) {
      own = new Map(situations.map((situation) => [situation.name, situation]))
      words.clear()
    },
  }
}

/** The situations of the given providers. */
export function createCatalogue(
  providers: () => readonly MockProvider[],
  wordsOf: (provider: MockProvider) => ReadonlySet<string>,
): SituationCatalogue {
  const find = (name: string) => providers().find((provider) => provider.name === name)
  return {
    providers: () => providers().map(({ name }) => name),
    has(name, situation) {
      const provider = find(name)
      return provider !== undefined && wordsOf(provider).has(situation)
    },
    reasonAgainst: (name, situation) =>
      find(name)?.exceptions.find(({ scenario }) => scenario === situation)?.reason ?? null,
    bodies(name, situation) {
      const provider = find(name)
      const cases = provider?.references.flatMap(({ scenario, fixture }) =>
        scenario === situation ? fixture : [],
      )
      return (provider?.fixtures ?? [])
        .filter((fixture) => fixture.case === situation || cases?.includes(fixture.case))
        .map(fixtureBody)
    },
  }
}

function createStateCore(options: MockStateOptions = {}): MockStateCore {
  const realNow = checkedClock(options.now ?? (() => new Date()))
  const attached = createAttached()
  const limits: JournalLimits = {
    perSession: readCount(options.journal?.perSession, 'journal.perSession', journalLimits.perSession),
    total: readCount(options.journal?.total, 'journal.total', journalLimits.total),
  }
  const journal = createJournal(limits, attached.urlOf)
  const sessions = createSessions({
    limit: readCount(options.sessions, 'sessions', sessionLimit),
    realNow,
    defaults: readDefaults(options),
    forget: (name) => journal.clear(name),
  })
  const catalogue = createCatalogue(attached.providers, attached.wordsOf)
  const session = (name = defaultSession): MockSession => {
    if (!isSessionName(name))
      throw new MockUsageError(
        'session',
        `must be ${sessionNameRule}; "all" is reserved for what applies to every session`,
      )
    // A session that was forgotten meanwhile begins again under its name.
    const now = (): SessionState => sessions.of(name)
    now()
    return {
      ...createMockRules(name, now, catalogue, () => now().clock.now().getTime()),
      get clock() {
        return now().clock
      },
      configure(settings) {
        const changes = readSettings(settings)
        const state = now()
        state.settings = { ...state.settings, ...changes }
        if (changes.seed !== undefined) state.random = createRandom(changes.seed)
      },
      reset() {
        now().reset()
        journal.clear(name)
      },
      describe: () => describeSession(now()),
    }
  }
  return {
    session,
    all: {
      ...createMockRules(
        allSessions,
        () => sessions.all,
        catalogue,
        () => realNow().getTime(),
      ),
      describe: () => describeAll(allSessions, sessions.all),
    },
    journal,
    sessions: () => sessions.list().map(({ name }) => name),
    deleteSession(name) {
      sessions.delete(name)
      journal.clear(name)
    },
    core: { sessions, journal, catalogue, ...attached },
  }
}

/** A state that several mocks share: `createMockServer({ provider, state })`, `createHandlers({ state })`. */
export function createMockState(options: MockStateOptions = {}): MockState {
  return createStateCore(options)
}

/** The given state, or one of its own. */
export function stateCoreOf(options: MockStateOptions & { state?: MockState }): MockStateCore {
  const { state } = options
  if (state === undefined) return createStateCore(options)
  // Every state is made above, so that each has a core.
  if ('core' in state) return state as MockStateCore
  throw new TypeError('state must come from createMockState()')
}
