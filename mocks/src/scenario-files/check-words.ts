import { replaceValue } from '../json-text.ts'
import { type Field, memberField } from '../read-input.ts'
import type { SituationCatalogue } from '../session/mock-session.ts'
import type { OwnSituation } from '../situation/situation.ts'
import { MockUsageError } from '../usage-error.ts'

/** A situation and its place in its file. */
export interface PlacedSituation {
  situation: OwnSituation
  field: Field
}

/** The words that a situation uses, each with its place. */
function usedWords({ situation, field }: PlacedSituation): { word: string; field: Field }[] {
  return [
    ...(situation.basedOn === null
      ? []
      : [{ word: situation.basedOn, field: memberField(field, 'basedOn') }]),
    ...(situation.timeline ?? []).map((step, place) => ({
      word: step.situation,
      field: memberField(memberField(memberField(field, 'timeline'), place), 'situation'),
    })),
  ]
}

/** A timeline may step into own situations, but not into another timeline, which could be itself. */
function hasWord(
  { situation }: PlacedSituation,
  word: string,
  provider: string,
  own: ReadonlyMap<string, OwnSituation>,
  catalogue: SituationCatalogue,
): boolean {
  const other = situation.timeline === null ? undefined : own.get(word)
  if (other) return other.timeline === null && (other.providers?.includes(provider) ?? true)
  return catalogue.has(provider, word)
}

/** True where a body of the base has a value at the path. */
function canSet(
  { basedOn }: OwnSituation,
  path: string,
  providers: readonly string[],
  catalogue: SituationCatalogue,
): boolean {
  const bodies = providers.flatMap((provider) => catalogue.bodies(provider, basedOn ?? ''))
  return bodies.some((body) => replaceValue(body, path, (value) => value) !== null)
}

/**
 * Gives the situation the providers that have every word it uses: those it names, or else all that do.
 * @throws MockUsageError that names the place of a word that a provider does not have
 */
export function checkWords(
  placed: PlacedSituation,
  own: ReadonlyMap<string, OwnSituation>,
  catalogue: SituationCatalogue,
): OwnSituation {
  const { situation, field } = placed
  const taken = catalogue.providers().find((provider) => catalogue.has(provider, situation.name))
  if (taken) {
    throw new MockUsageError(
      memberField(field, 'situation'),
      `"${situation.name}" already exists at ${taken}`,
    )
  }
  const lacking = (provider: string) =>
    usedWords(placed).find(({ word }) => !hasWord(placed, word, provider, own, catalogue))
  const wanted = situation.providers ?? catalogue.providers()
  const able = wanted.filter((provider) => lacking(provider) === undefined)
  const unable = wanted.find((provider) => !able.includes(provider))
  const missing = unable === undefined ? undefined : lacking(unable)
  if (missing && (situation.providers !== null || able.length === 0)) {
    throw new MockUsageError(missing.field, `"${missing.word}" does not exist at ${unable}`)
  }
  const misspelled = Object.keys(situation.set).find((path) => !canSet(situation, path, able, catalogue))
  if (misspelled === undefined) return { ...situation, providers: able }
  throw new MockUsageError(
    memberField(memberField(field, 'set'), misspelled),
    `is not in a body of "${situation.basedOn}"`,
  )
}
