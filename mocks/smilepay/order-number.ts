import { fixtures, references } from './fixtures.ts'

/** Begins the numbers of orders that the sandbox's merchant creates; the creation pages allow only letters and digits after it. */
const createdPrefix = 'S10001'

/** Every situation by its letters alone: `notfound` is `not-found`. */
const wordsByLetters = new Map(
  [...fixtures.map((fixture) => fixture.case), ...references.flatMap(({ scenario }) => scenario ?? [])].map(
    (word) => [word.replaceAll('-', ''), word] as const,
  ),
)

const anyWord = [...wordsByLetters.keys()].sort((left, right) => right.length - left.length).join('|')

const stepPattern = new RegExp(`^(${anyWord})(?:(\\d+[xs]))?then(?=[a-z])`)
const endPattern = new RegExp(`^(${anyWord})(\\d*)$`)

function hyphenate(letters: string, rest: string | undefined): string {
  return [wordsByLetters.get(letters), rest].filter(Boolean).join('-')
}

/**
 * The text of a number that may begin with a situation, with the hyphens that a created number cannot have:
 * `S10001pending3xthensuccess7` is read as `pending-3x-then-success-7`.
 */
export function wordOfNumber(number: string): string {
  if (!number.startsWith(createdPrefix)) return number
  let rest = number.slice(createdPrefix.length).toLowerCase()
  const steps: string[] = []
  for (let step = stepPattern.exec(rest); step; step = stepPattern.exec(rest)) {
    steps.push(hyphenate(step[1] ?? '', step[2]))
    rest = rest.slice(step[0].length)
  }
  const end = endPattern.exec(rest)
  return end ? [...steps, hyphenate(end[1] ?? '', end[2])].join('-then-') : number
}
