import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { SituationChooser } from '../src/situation/situation.ts'
import type { MockAnswer } from '../src/types.ts'
import { fixtures } from './fixtures.ts'

/** Situations of the whole service, and the inquiry's fixture for each; the others are about one order and leave tokens alone. */
const serviceSituations: ReadonlyMap<string, string> = new Map([
  ['unauthorized', 'invalid-signature'],
  ['invalid-signature', 'invalid-signature'],
  ['server-error', 'server-error'],
  ['timeout', 'timeout'],
  ['too-many-requests', 'too-many-requests'],
  ['merchant-blacklisted', 'merchant-blacklisted'],
])

/**
 * The refusal of a token where everything is in such a situation: the inquiry's, with the token's service code.
 * No step of a timeline is taken, because its steps count inquiries. Null where a token is issued.
 */
export function answerTokenSituation(situations: SituationChooser): MockAnswer | null {
  const choice = situations.peek()
  const fixtureCase = choice && serviceSituations.get(choice.own?.basedOn ?? choice.situation)
  if (!choice || !fixtureCase) return null
  const answer = answerWithFixture(fixtureOf(fixtures, fixtureCase), choice.because)
  return {
    ...answer,
    body: answer.body.replace(/("responseCode": "\d{3})92/, '$173'),
    provenance: { ...answer.provenance, note: 'The inquiry\u2019s code with the service code of the token.' },
    rule: choice.rule,
    situation: choice.situation,
  }
}
