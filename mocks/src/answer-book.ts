import { answerWithFixture, answerWithReferences } from './answers.ts'
import { fixtureOf } from './fixtures.ts'
import type { ReferenceReplacements } from './replace-references.ts'
import type { Fixture, MockAnswer, ReferenceEntry, ScenarioException } from './types.ts'

export interface AnswerBookOptions {
  /** The fixtures that may answer; their cases can be asked by name, like a scenario. */
  fixtures: readonly Fixture[]
  /** The entries that belong to these fixtures; their scenarios say which fixture plays which. */
  references: readonly ReferenceEntry[]
  exceptions: readonly ScenarioException[]
  /** What the provider says to a reference that it does not know. */
  notFound: Fixture
}

export interface AskedReference {
  /** The reference as received, decoded. */
  reference: string
  /** The same without the prefix that the provider's own ids carry; a scenario name may begin it. */
  word: string
  /** The references that a scenario's body shall carry, by member name. */
  replacements: ReferenceReplacements
}

export type AnswerBook = (asked: AskedReference) => MockAnswer

/** True where the text is the word itself, or the word and a hyphen begin it: `failed`, `failed-7`. */
const startsWithWord = (text: string, word: string): boolean => text === word || text.startsWith(`${word}-`)

const documentedAnswers = (fixtures: readonly Fixture[]): ReadonlyMap<string, Fixture> => {
  const answers = new Map<string, Fixture>()
  for (const fixture of fixtures) {
    if (fixture.ask.variation) continue
    for (const reference of [fixture.ask.query.merchantReference, fixture.ask.query.providerReference]) {
      if (reference === undefined) continue
      if (fixture.default || !answers.has(reference)) answers.set(reference, fixture)
    }
  }
  return answers
}

/** Longer words first, so that `server-error` is never read as a shorter word that begins it. */
const scenarioAnswers = (options: AnswerBookOptions): ReadonlyArray<readonly [string, Fixture]> => {
  const words = new Map(options.fixtures.map((fixture) => [fixture.case, fixture]))
  for (const { scenario, fixture } of options.references) {
    if (scenario) words.set(scenario, fixtureOf(options.fixtures, fixture))
  }
  return [...words].sort(([left], [right]) => right.length - left.length)
}

/**
 * Decides which fixture answers a reference. A reference of the page comes first, then the scenario or case
 * that begins it, then the provider's answer for a reference that it does not know.
 */
export const createAnswerBook = (options: AnswerBookOptions): AnswerBook => {
  const documented = documentedAnswers(options.fixtures)
  const words = scenarioAnswers(options)
  return ({ reference, word, replacements }) => {
    const documentedFixture = documented.get(reference)
    if (documentedFixture) {
      return answerWithFixture(
        documentedFixture,
        `the reference belongs to fixture "${documentedFixture.case}"`,
      )
    }
    const exception = options.exceptions.find(({ scenario }) => startsWithWord(word, scenario))
    if (exception) {
      return answerWithFixture(
        options.notFound,
        `no scenario "${exception.scenario}" here: ${exception.reason}`,
      )
    }
    const chosen = words.find(([name]) => startsWithWord(word, name))
    if (chosen) {
      return answerWithReferences(chosen[1], replacements, `the reference begins with "${chosen[0]}"`)
    }
    return answerWithFixture(options.notFound, 'the reference is neither documented nor a scenario')
  }
}
