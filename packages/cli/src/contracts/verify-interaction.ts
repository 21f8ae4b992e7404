import { randomBytes } from 'node:crypto'
import type { StatusQuery } from '@cekstatus/core'
import { type ComparedAnswer, compareAnswer, type Difference, isDrift } from './compare.ts'
import { deriveQuery, referenceOf, scenarioOf } from './derive-query.ts'
import type { PactInteraction } from './pact.ts'
import {
  listAlterations,
  type Meaning,
  type QueryContext,
  readExample,
  sendQuery,
  toComparedAnswer,
} from './send-query.ts'

/** `other-state`: a valid response about another scenario; `not-tried`: nothing was sent. */
export type Verdict = 'kept' | 'drifted' | 'other-state' | 'not-tried' | 'no-answer'

export interface InteractionResult {
  description: string
  verdict: Verdict
  /** Null where the differences explain the verdict. */
  reason: string | null
  differences: readonly Difference[]
  /** True if valid credentials were refused. */
  refused: boolean
}

/** Where references come from. */
export interface References {
  given: ReadonlyMap<string, string>
  /** True if the contract's own references exist, as in a mock. */
  own: boolean
}

/** Replays one interaction. @throws CekStatusError `ABORTED`, `CONFIGURATION` */
export async function verifyInteraction(
  interaction: PactInteraction,
  context: QueryContext,
  { references, refusals }: { references: References; refusals: boolean },
): Promise<InteractionResult> {
  const asked = deriveQuery(interaction, context.provider)
  if (asked === null) return result(interaction, 'not-tried', 'no query of the client produces this request')
  if (asked.query === null) return verifyTokenCall(interaction, context)
  const expected = readExample(context.provider, interaction.response, asked.query)
  if (expected.error?.code === 'AUTHENTICATION') {
    return refusals
      ? verifyRefusal(interaction, asked.query, context)
      : result(interaction, 'not-tried', 'requires wrong credentials')
  }
  const reference = chooseReference(interaction, references)
  if (reference === null) {
    const scenario = scenarioOf(interaction)
    return result(
      interaction,
      'not-tried',
      `requires a transaction of your sandbox: --reference ${scenario}=…`,
    )
  }
  const query = replaceReference(asked.query, reference)
  const { exchanges, meaning } = await sendQuery(query, context)
  const answer = toComparedAnswer(exchanges.at(-1))
  return judge(interaction, expected, meaning, compare(interaction, answer, reference))
}

/** A reference for `not-found` can always be made up. */
function chooseReference(interaction: PactInteraction, { given, own }: References): string | null {
  const scenario = scenarioOf(interaction)
  const chosen = given.get(interaction.description) ?? given.get(scenario)
  if (chosen !== undefined) return chosen
  if (own) return referenceOf(interaction)
  return scenario === 'not-found' ? `${referenceOf(interaction)}-${randomBytes(4).toString('hex')}` : null
}

function replaceReference(query: StatusQuery, reference: string): StatusQuery {
  const field = query.merchantReference === undefined ? 'providerReference' : 'merchantReference'
  return { ...query, [field]: reference }
}

function compare(
  interaction: PactInteraction,
  answer: ComparedAnswer | null,
  reference: string,
): Difference[] {
  if (answer === null) return []
  const own = referenceOf(interaction)
  return compareAnswer(interaction.response, answer, (text) => (text === own ? reference : text))
}

/** Sends any query and checks the token exchange before it. */
async function verifyTokenCall(
  interaction: PactInteraction,
  context: QueryContext,
): Promise<InteractionResult> {
  const { lookup, kinds } = context.provider.module.capabilities
  const [field = 'merchantReference'] = lookup
  const [kind] = kinds.filter((known) => known !== 'unknown')
  const query: StatusQuery = { [field]: referenceOf(interaction), ...(kind === undefined ? {} : { kind }) }
  const { exchanges } = await sendQuery(query, context)
  const exchange = exchanges.find(({ url }) => new URL(url).pathname.endsWith(interaction.request.path))
  const answer = toComparedAnswer(exchange)
  if (answer === null) return result(interaction, 'no-answer', 'no response')
  const differences = compare(interaction, answer, referenceOf(interaction))
  return result(interaction, differences.some(isDrift) ? 'drifted' : 'kept', null, differences)
}

/** Kept if one kind of wrong credentials is refused as in the contract. */
async function verifyRefusal(
  interaction: PactInteraction,
  query: StatusQuery,
  context: QueryContext,
): Promise<InteractionResult> {
  const expected = readExample(context.provider, interaction.response, query)
  const results: InteractionResult[] = []
  for (const alteration of listAlterations(context.provider, query)) {
    const { exchanges, meaning } = await sendQuery(query, context, alteration)
    const differences = compare(interaction, toComparedAnswer(exchanges.at(-1)), referenceOf(interaction))
    results.push({ ...judge(interaction, expected, meaning, differences), refused: false })
  }
  const fewest = (one: InteractionResult): number =>
    one.differences.length + (one.verdict === 'kept' ? 0 : one.verdict === 'drifted' ? 1000 : 2000)
  const [best] = results.sort((left, right) => fewest(left) - fewest(right))
  return best ?? result(interaction, 'not-tried', 'the provider has no credential to replace')
}

/** Compares a response with the contract. Only what the client relies on counts as drift. */
function judge(
  interaction: PactInteraction,
  expected: Meaning,
  actual: Meaning,
  differences: readonly Difference[],
): InteractionResult {
  const { error } = actual
  if (error !== null && error.httpStatus === null) return result(interaction, 'no-answer', error.message)
  if (error?.code === 'RATE_LIMITED' || error?.code === 'PROVIDER_UNAVAILABLE') {
    return result(interaction, 'no-answer', error.message)
  }
  if (error !== null && expected.error === null) return judgeRefused(interaction, error, differences)
  if (error === null && expected.error !== null) {
    return drifted(interaction, `returned a transaction instead of ${expected.error.code}`, differences)
  }
  if (error !== null && expected.error !== null && error.code !== expected.error.code) {
    const refused = error.code === 'AUTHENTICATION'
    const reason = `returned ${error.code} instead of ${expected.error.code}`
    return { ...drifted(interaction, reason, differences), refused }
  }
  const word = actual.transaction === null ? null : findUndocumentedWord(actual.transaction.warnings)
  if (word !== null) return drifted(interaction, word, differences)
  if (actual.transaction?.status !== expected.transaction?.status) {
    const states = `the status is ${actual.transaction?.status}, the contract expects ${expected.transaction?.status}`
    return result(interaction, 'other-state', states)
  }
  return differences.some(isDrift)
    ? drifted(interaction, null, differences)
    : result(interaction, 'kept', null, differences)
}

function judgeRefused(
  interaction: PactInteraction,
  error: NonNullable<Meaning['error']>,
  differences: readonly Difference[],
): InteractionResult {
  if (error.code === 'NOT_FOUND')
    return result(interaction, 'other-state', 'the reference does not exist there')
  const refused = error.code === 'AUTHENTICATION'
  return { ...drifted(interaction, `returned ${error.code}: ${error.message}`, differences), refused }
}

function findUndocumentedWord(warnings: readonly { code: string; field: string }[]): string | null {
  const found = warnings.find(({ code }) => code === 'STATUS_UNDOCUMENTED' || code === 'STATUS_MISSING')
  if (found === undefined) return null
  return `${found.field} ${found.code === 'STATUS_MISSING' ? 'has no status word' : 'is an undocumented status word'}`
}

function drifted(interaction: PactInteraction, reason: string | null, differences: readonly Difference[]) {
  return result(interaction, 'drifted', reason, differences)
}

function result(
  { description }: PactInteraction,
  verdict: Verdict,
  reason: string | null,
  differences: readonly Difference[] = [],
): InteractionResult {
  return { description, verdict, reason, differences, refused: false }
}
