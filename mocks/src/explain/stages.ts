import type { ExplainedRequest, ExplanationStage, LikelyMistake } from './explanation.ts'

export const seen = (id: string, what: string, fix: string): LikelyMistake => ({
  id,
  certainty: 'seen',
  what,
  fix,
})

export const possible = (id: string, what: string, fix: string): LikelyMistake => ({
  id,
  certainty: 'possible',
  what,
  fix,
})

/** A later mistake of the same name says nothing new. */
export const withoutRepeats = (mistakes: readonly LikelyMistake[]): LikelyMistake[] =>
  mistakes.filter(({ id }, index) => mistakes.findIndex((other) => other.id === id) === index)

/** The header's text; empty where it is absent. Names are spelled as on the page. */
export const headerOf = ({ headers }: ExplainedRequest, name: string): string =>
  headers[name.toLowerCase()] ?? ''

const otherSpellings = (name: string): string[] => {
  const bare = name.toLowerCase().replace(/^x-/, '')
  return [
    bare,
    `x-${bare}`,
    `x_${bare.replaceAll('-', '_')}`,
    bare.replaceAll('-', '_'),
    bare.replaceAll('-', ''),
  ]
}

/** Presence of the headers that the page calls mandatory, and where a missing one may have gone. */
export const explainHeaders = (
  request: ExplainedRequest,
  names: readonly string[],
): { stage: ExplanationStage; mistakes: LikelyMistake[] } => {
  const missing = names.filter((name) => headerOf(request, name) === '')
  const mistakes = missing.map((name) => {
    const misspelled = otherSpellings(name).find(
      (other) => other !== name.toLowerCase() && request.headers[other],
    )
    return misspelled
      ? seen(
          'header-misspelled',
          `The header ${name} is missing; there is one called ${misspelled}.`,
          `Call it ${name}.`,
        )
      : seen('header-missing', `The header ${name} is missing or empty.`, `Send ${name}.`)
  })
  return {
    stage: {
      name: 'headers',
      expected: names.join(', '),
      received: missing.length === 0 ? 'all present' : `missing: ${missing.join(', ')}`,
      agrees: missing.length === 0,
    },
    mistakes,
  }
}

/** One sentence for the whole; `right` says it where nothing is wrong. */
export const summarize = (mistakes: readonly LikelyMistake[], right: string): string => {
  const [first] = mistakes
  if (!first) return right
  if (first.certainty !== 'proven') return first.what
  const proven = mistakes.filter(({ certainty }) => certainty === 'proven')
  return `The signature is exactly what comes out when this is done: ${proven.map(({ what }) => what).join(' ')}`
}
