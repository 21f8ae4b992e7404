import { answerWithFixture } from '../answers.ts'
import { gatewayAnswer } from '../fault/apply-faults.ts'
import { fixtureOf } from '../fixtures.ts'
import type { MockProvider } from '../provider.ts'
import {
  type Choice,
  type GeneralSituation,
  generalSituations,
  type SituationChooser,
} from '../situation/situation.ts'
import type { MockAnswer } from '../types.ts'

const gateways: Record<GeneralSituation, (because: string) => MockAnswer> = {
  'server-error': (because) => gatewayAnswer(500, 'Internal Server Error', because),
  'rate-limited': (because) => gatewayAnswer(429, 'Too Many Requests', because, { 'retry-after': '30' }),
  maintenance: (because) =>
    gatewayAnswer(503, 'Service Temporarily Unavailable', because, { 'retry-after': '300' }),
}

function generalOf(choice: Choice | null): GeneralSituation | undefined {
  return choice?.own?.response
    ? undefined
    : generalSituations.find((name) => name === (choice?.own?.basedOn ?? choice?.situation))
}

/**
 * A situation of the whole service, which comes before any look at the request. Null where there is none, and
 * where the provider has words of its own for a server error: those come after the credentials, as for a reference.
 */
export function answerGeneral(provider: MockProvider, situations: SituationChooser): MockAnswer | null {
  const general = generalOf(situations.peek())
  if (!general) return null
  const { generalAnswers, references, fixtures } = provider
  const isScenario = references.some(({ scenario }) => scenario === general)
  if (isScenario) return null
  const choice = situations.take()
  if (!choice) return null
  const { rule, situation, because } = choice
  const fixtureCase = generalAnswers?.[general] ?? fixtures.find((each) => each.case === general)?.case
  const answer =
    fixtureCase === undefined
      ? gateways[general](because)
      : answerWithFixture(fixtureOf(fixtures, fixtureCase), because)
  return { ...answer, rule, situation }
}
