import type { JournalExpectation, JournalFilter } from '../journal/journal-entry.ts'
import type { MockStateCore } from '../mock-state.ts'
import type { MockProvider } from '../provider.ts'
import { optional, readObject, readOneOf, readText, readWhole, unknownMember } from '../read-input.ts'
import { providerWords } from '../situation/situation-words.ts'
import { effects, rules } from '../types.ts'

const textNames = ['session', 'provider', 'reference', 'endpoint', 'situation', 'rule', 'effect'] as const
const numberNames = { status: 599, afterId: Number.MAX_SAFE_INTEGER, limit: 1000 } as const
const expectationNames = ['times', 'atLeast', 'atMost', 'minIntervalMs', 'maxIntervalMs'] as const

type Members = Readonly<Record<string, unknown>>

function readTexts(members: Members): JournalFilter {
  return Object.fromEntries(
    textNames.flatMap((name) => {
      const text = optional(members[name], (value) => readText(value, name))
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

function readNumbers(members: Members, names: readonly (keyof typeof numberNames)[]): JournalFilter {
  return Object.fromEntries(
    names.flatMap((name) => {
      const least = name === 'afterId' ? 0 : 1
      const number = optional(members[name], (value) => readWhole(value, name, least, numberNames[name]))
      return number === undefined ? [] : [[name, number]]
    }),
  )
}

function digits(value: string): unknown {
  return /^\d{1,16}$/.test(value) ? Number(value) : value
}

/** Reads a query; an unknown name is refused, because a misspelled filter would match too much. */
export function readFilterQuery(query: URLSearchParams, names: readonly string[]): JournalFilter {
  for (const name of query.keys()) {
    if (!names.includes(name)) throw unknownMember(name, name, names)
  }
  const members: Record<string, unknown> = {}
  for (const [name, value] of query) members[name] = name in numberNames ? digits(value) : value || undefined
  return { ...readTexts(members), ...readNumbers(members, ['status', 'afterId', 'limit']) }
}

/** Refuses names that no call can have: a misspelled filter would match nothing. */
export function checkFilter(filter: JournalFilter, { providers, own }: MockStateCore['core']): JournalFilter {
  const { provider, endpoint, situation, rule, effect } = filter
  const running = providers().filter(({ name }) => provider === undefined || name === provider)
  const situations = () => [...own().keys(), ...running.flatMap((each) => [...providerWords(each)])]
  optional(provider, (name) =>
    readOneOf(
      name,
      'provider',
      providers().map((each) => each.name),
    ),
  )
  optional(endpoint, (name) => readOneOf(name, 'endpoint', [...new Set(running.flatMap(endpointsOf))]))
  optional(situation, (name) => readOneOf(name, 'situation', [...new Set(situations())]))
  optional(rule, (name) => readOneOf(name, 'rule', rules))
  optional(effect, (name) => readOneOf(name, 'effect', effects))
  return filter
}

function endpointsOf({ fixtures, furtherEndpoints = [] }: MockProvider): string[] {
  return [...fixtures.map(({ endpoint }) => endpoint), ...furtherEndpoints]
}

export const filterNames = [...textNames, 'status', 'afterId', 'limit'] as const

/** Reads the body of an expectation; its numbers are checked by the journal. */
export function readExpectation(body: unknown): JournalExpectation {
  const members = readObject(body, '', [...textNames, 'status', 'afterId', ...expectationNames])
  const numbers = Object.fromEntries(
    expectationNames.flatMap((name) => {
      const value = optional(members[name], (given) => readWhole(given, name, 0, Number.MAX_SAFE_INTEGER))
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return { ...readTexts(members), ...readNumbers(members, ['status', 'afterId']), ...numbers }
}
