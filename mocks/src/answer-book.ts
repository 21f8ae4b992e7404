import { answerWithFixture, answerWithReferences } from './answers.ts'
import { fixtureOf } from './fixtures.ts'
import type { ReferenceReplacements } from './replace-references.ts'
import { answerWithOwn } from './situation/own-answer.ts'
import type { Choice } from './situation/situation.ts'
import { startsWithWord } from './situation/situation-words.ts'
import type { Fixture, MockAnswer, ReferenceEntry, Rule, ScenarioException } from './types.ts'

export interface AnswerBookOptions {
  /** The fixtures; a reference may begin with their case, as with a scenario. */
  fixtures: readonly Fixture[]
  /** The references of these fixtures; they map scenarios to fixtures. */
  references: readonly ReferenceEntry[]
  exceptions: readonly ScenarioException[]
  /** The response to an unknown reference. */
  notFound: Fixture
}

interface AskedReference {
  /** The reference as received, decoded. */
  reference: string
  /** The reference without the prefix of the provider's IDs; it may begin with a situation. */
  word: string
  /** The references that the body repeats, by member name. */
  replacements: ReferenceReplacements
}

/** Without a choice, the reference selects the response. */
export type AnswerBook = (asked: AskedReference, choice?: Choice | null) => MockAnswer

function documentedAnswers(fixtures: readonly Fixture[]): ReadonlyMap<string, Fixture> {
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
function scenarioAnswers(options: AnswerBookOptions): ReadonlyArray<readonly [string, Fixture]> {
  const words = new Map(options.fixtures.map((fixture) => [fixture.case, fixture]))
  for (const { scenario, fixture } of options.references) {
    if (scenario) words.set(scenario, fixtureOf(options.fixtures, fixture))
  }
  return [...words].sort(([left], [right]) => right.length - left.length)
}

function chosenBy(answer: MockAnswer, rule: Rule, situation: string): MockAnswer {
  return {
    ...answer,
    rule,
    situation,
  }
}

/**
 * Selects the fixture: the choice, a documented reference, the scenario or case that begins the reference,
 * or the response to an unknown reference.
 */
export function createAnswerBook(options: AnswerBookOptions): AnswerBook {
  const documented = documentedAnswers(options.fixtures)
  const words = scenarioAnswers(options)
  const byWord = new Map(words)

  const answerChoice = ({ replacements }: AskedReference, choice: Choice): MockAnswer => {
    const { situation, own, because, rule } = choice
    if (own?.response) return chosenBy(answerWithOwn(own, null, replacements, because), rule, situation)
    const fixture = byWord.get(own?.basedOn ?? situation)
    if (!fixture) {
      const reason = options.exceptions.find(({ scenario }) => scenario === situation)?.reason
      return chosenBy(
        answerWithFixture(
          options.notFound,
          `${because}; ${reason ?? 'this transaction does not have that situation'}`,
        ),
        rule,
        situation,
      )
    }
    const answer = own
      ? answerWithOwn(own, fixture, replacements, because)
      : answerWithReferences(fixture, replacements, because)
    return chosenBy(answer, rule, situation)
  }

  const answerReference = ({ reference, word, replacements }: AskedReference): MockAnswer => {
    const documentedFixture = documented.get(reference)
    if (documentedFixture) {
      return chosenBy(
        answerWithFixture(documentedFixture, `the reference belongs to fixture "${documentedFixture.case}"`),
        'documented-reference',
        documentedFixture.case,
      )
    }
    const exception = options.exceptions.find(({ scenario }) => startsWithWord(word, scenario))
    const chosen = exception ? undefined : words.find(([name]) => startsWithWord(word, name))
    if (chosen) {
      const because = `the reference begins with "${chosen[0]}"`
      const answer = answerWithReferences(chosen[1], replacements, because)
      return chosenBy(answer, 'situation-reference', chosen[0])
    }
    const because = exception
      ? `no scenario "${exception.scenario}" here: ${exception.reason}`
      : 'the reference is neither documented nor a situation'
    return { ...answerWithFixture(options.notFound, because), rule: 'unknown-reference' }
  }

  return (asked, choice = null) => (choice ? answerChoice(asked, choice) : answerReference(asked))
}
