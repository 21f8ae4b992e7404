import { curlLine } from '../curl-line.ts'
import { fixtureBody, fixtureOf } from '../fixtures.ts'
import type { MockStateCore } from '../mock-state.ts'
import type { MockProvider } from '../provider.ts'
import { optional, readObject, readOneOf, readText } from '../read-input.ts'
import type { MockRules, MockSession } from '../session/mock-session.ts'
import { allSessions } from '../session/session-name.ts'
import type { Fixture } from '../types.ts'
import { MockUsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import type { AnswerDescription, ProviderDescription, ScenarioFilesState } from './control-types.ts'
import { checkFilter, filterNames, readExpectation, readFilterQuery } from './read-filter.ts'

/** A parsed request. */
export interface ControlRequest {
  method: string
  /** Segments after `/api/`, decoded. */
  segments: readonly string[]
  query: URLSearchParams
  /** Parsed; undefined where there was none. */
  body: unknown
}

export interface ControlAnswer {
  status: number
  /** Absent: no body. */
  body?: unknown
}

/** The state that the control API shows and changes. */
export interface ControlRoom {
  state: MockStateCore
  scenarios(): ScenarioFilesState
}

type Handler = (request: ControlRequest, room: ControlRoom, parameters: readonly string[]) => ControlAnswer

function ok(body: unknown): ControlAnswer {
  return { status: 200, body }
}

function describeProvider(provider: MockProvider, { core }: MockStateCore): ProviderDescription {
  const url = core.urlOf(provider.name) ?? ''
  return {
    name: provider.name,
    url,
    credentials: provider.credentials,
    sessionCredentials: provider.sessionCredentials('<session>'),
    situations: core.describeSituations(provider),
    exceptions: provider.exceptions,
    references: provider.references.map((entry) => {
      const { response, provenance } = fixtureOf(provider.fixtures, entry.fixture)
      return { ...entry, status: response.status, source: provenance.source }
    }),
    curl: curlLine(url, provider.example(new Date())),
  }
}

/** Sends the example request; its response is in the journal, so nothing waits for it here. */
function sendExample(provider: MockProvider, session: string, { core }: MockStateCore): void {
  const { method, path, headers, body = null } = provider.example(new Date())
  const init = { method, headers: { ...headers, 'x-mock-session': session }, body }
  fetch(`${core.urlOf(provider.name) ?? ''}${path}`, init).catch(() => {})
}

function describeAnswer(fixture: Fixture): AnswerDescription {
  return {
    status: fixture.response.status,
    headers: fixture.response.headers,
    body: fixtureBody(fixture),
    provenance: fixture.provenance,
    repair: fixture.repair ?? null,
  }
}

function rulesOf(name: string, { state }: ControlRoom): MockRules {
  return name === allSessions ? state.all : state.session(name)
}

function sessionOf(name: string, { state }: ControlRoom, what: string): MockSession {
  if (name === allSessions)
    throw new MockUsageError('session', `"all" has no ${what}; send one request per session`)
  return state.session(name)
}

function scopeOf(query: URLSearchParams) {
  const { provider, reference } = readFilterQuery(query, ['provider', 'reference'])
  // An empty parameter selects the rule without that part.
  if (query.size === 0) return undefined
  return {
    ...(provider !== undefined && { provider }),
    ...(reference !== undefined && { reference }),
  }
}

function moveClock({ clock }: MockSession, body: unknown): void {
  const members = readObject(body, '', ['mode', 'at', 'advanceMs'])
  const mode = optional(members.mode, (value) => readOneOf(value, 'mode', ['running', 'frozen']))
  const at = optional(members.at, (value) => readText(value, 'at'))
  const { advanceMs } = members
  if (advanceMs !== undefined && (mode !== undefined || at !== undefined)) {
    throw new MockUsageError('advanceMs', 'cannot be combined with mode or at')
  }
  if (advanceMs !== undefined) {
    if (typeof advanceMs !== 'number')
      throw new MockUsageError('advanceMs', 'must be an integer in milliseconds')
    clock.advance(advanceMs)
  } else if (mode === 'frozen') clock.freeze(at)
  else if (mode === 'running') clock.run(at)
  else if (at !== undefined) clock.set(at)
  else throw new MockUsageError('mode', 'or at or advanceMs is required')
}

function changed(rules: MockRules): ControlAnswer {
  return ok(rules.describe())
}

function first([parameter = '']: readonly string[]): string {
  return parameter
}

function journalNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

/** `<…>` matches any one segment. */
const routes: Readonly<Record<string, Handler>> = {
  'GET health': () => ok({ status: 'ok', version }),
  'GET providers': (_request, { state }) =>
    ok({ providers: state.core.providers().map((provider) => describeProvider(provider, state)) }),
  'GET providers <provider> answers <fixture>': (_request, { state }, [name = '', fixtureName = '']) => {
    const provider = state.core.providers().find((candidate) => candidate.name === name)
    const fixture = provider?.fixtures.find((candidate) => candidate.case === fixtureName)
    if (!provider) return failed(404, `no provider "${name}" runs here`, 'provider')
    if (!fixture) return failed(404, `${name} has no answer "${fixtureName}"`, 'fixture')
    return ok(describeAnswer(fixture))
  },
  'GET scenarios': (_request, room) => ok(room.scenarios()),
  'GET sessions': (_request, { state }) =>
    ok({
      sessions: [state.all.describe(), ...state.sessions().map((name) => state.session(name).describe())],
    }),
  'GET sessions <session>': (_request, room, parameters) => changed(rulesOf(first(parameters), room)),
  'DELETE sessions <session>': (_request, room, parameters) => {
    const name = first(parameters)
    if (name === allSessions) {
      room.state.all.clearSituations()
      room.state.all.clearFaults()
    } else {
      sessionOf(name, room, 'name to forget')
      room.state.deleteSession(name)
    }
    return { status: 204 }
  },
  'POST sessions <session> reset': (_request, room, parameters) => {
    const rules = rulesOf(first(parameters), room)
    if ('reset' in rules) (rules as MockSession).reset()
    else {
      rules.clearSituations()
      rules.clearFaults()
    }
    return changed(rules)
  },
  'PUT sessions <session> situations': ({ body }, room, parameters) => {
    const rules = rulesOf(first(parameters), room)
    rules.setSituation(body as Parameters<MockRules['setSituation']>[0])
    return changed(rules)
  },
  'DELETE sessions <session> situations': ({ query }, room, parameters) => {
    const rules = rulesOf(first(parameters), room)
    rules.clearSituations(scopeOf(query))
    return changed(rules)
  },
  'POST sessions <session> try': ({ body }, room, parameters) => {
    const { name } = sessionOf(first(parameters), room, 'calls')
    const wanted = readText(readObject(body, '', ['provider']).provider, 'provider')
    const provider = room.state.core.providers().find((candidate) => candidate.name === wanted)
    if (!provider) return failed(404, `no provider "${wanted}" runs here`, 'provider')
    sendExample(provider, name, room.state)
    return { status: 202, body: {} }
  },
  'POST sessions <session> faults': ({ body }, room, parameters) => ({
    status: 201,
    body: rulesOf(first(parameters), room).addFault(body as Parameters<MockRules['addFault']>[0]),
  }),
  'DELETE sessions <session> faults': (_request, room, parameters) => {
    const rules = rulesOf(first(parameters), room)
    rules.clearFaults()
    return changed(rules)
  },
  'DELETE sessions <session> faults <id>': (_request, room, [session = '', id = '']) => {
    const rules = rulesOf(session, room)
    rules.clearFaults(id)
    return changed(rules)
  },
  'PUT sessions <session> clock': ({ body }, room, parameters) => {
    const session = sessionOf(first(parameters), room, 'clock')
    moveClock(session, body)
    return changed(session)
  },
  'DELETE sessions <session> clock': (_request, room, parameters) => {
    const session = sessionOf(first(parameters), room, 'clock')
    session.clock.reset()
    return changed(session)
  },
  'PATCH sessions <session> settings': ({ body }, room, parameters) => {
    const session = sessionOf(first(parameters), room, 'settings')
    session.configure(body as Parameters<MockSession['configure']>[0])
    return changed(session)
  },
  'GET journal': ({ query }, { state }) => {
    const filter = { limit: 100, ...checkFilter(readFilterQuery(query, filterNames), state.core) }
    return ok({
      entries: state.journal.entries(filter),
      dropped: state.core.journal.dropped(filter.session),
    })
  },
  'DELETE journal': ({ query }, { state }) => {
    state.journal.clear(readFilterQuery(query, ['session']).session)
    return { status: 204 }
  },
  'POST journal expect': ({ body }, { state }) => {
    const expectation = readExpectation(body)
    checkFilter(expectation, state.core)
    const verdict = state.journal.check(expectation)
    return { status: verdict.met ? 200 : 417, body: verdict }
  },
  'GET journal <id>': (_request, { state }, parameters) => {
    const entry = state.journal.entry(journalNumber(first(parameters)))
    return entry ? ok(entry) : failed(404, `the journal keeps no call ${first(parameters)}`, 'id')
  },
}

/** `GET sessions <session>` and its like; the stream, which is no exchange of JSON, is not among them. */
export const routeNames: readonly string[] = Object.keys(routes)

const table = Object.entries(routes).map(([key, handle]) => {
  const [method = '', ...pattern] = key.split(' ')
  return { method, pattern, handle }
})

export function failed(status: number, error: string, field: string | null = null): ControlAnswer {
  return {
    status,
    body: { error, field },
  }
}

/** The parameters of a path that has this pattern; null where it has not. */
function match(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null
  const isSame = pattern.every((part, place) => part.startsWith('<') || part === segments[place])
  return isSame ? segments.filter((_segment, place) => pattern[place]?.startsWith('<')) : null
}

/** Answers one request of control; throws `MockUsageError` for what it cannot use. */
export function answerControl(request: ControlRequest, room: ControlRoom): ControlAnswer {
  const path = `/api/${request.segments.join('/')}`
  const matching = table.filter(({ pattern }) => match(pattern, request.segments) !== null)
  const route = matching.find(({ method }) => method === request.method)
  if (matching.length === 0)
    return failed(404, `control has no ${path}; docs/control-api.md lists what it has`)
  if (!route) {
    return failed(405, `${path} takes ${matching.map(({ method }) => method).join(', ')}`)
  }
  return route.handle(request, room, match(route.pattern, request.segments) ?? [])
}
