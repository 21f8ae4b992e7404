import { isRecord } from '@cekstatus/core/provider'
import type { Matcher, PactInteraction } from './pact.ts'

/** A difference between response and contract at one place. */
export interface Difference {
  /** `HTTP status`, `header content-type`, or a path such as `$.data.amount`. */
  place: string
  /** `missing`, `type` and `form` break what the client relies on; `value` and `new` do not. */
  kind: 'missing' | 'type' | 'form' | 'value' | 'new'
  message: string
}

export interface ComparedAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  /** The parsed body; undefined if it is not JSON. */
  json: unknown
}

/** Compares by the contract's matching rules. `replace` substitutes the queried reference for the contract's. */
export function compareAnswer(
  { status, headers = {}, body, matchingRules = {} }: PactInteraction['response'],
  answer: ComparedAnswer,
  replace: (text: string) => string,
): Difference[] {
  return [
    ...(status === answer.status
      ? []
      : [difference('HTTP status', 'form', `${answer.status} instead of ${status}`)]),
    ...Object.entries(headers).flatMap(([name, values]) =>
      compareHeader(name, values.join(', '), answer.headers[name.toLowerCase()]),
    ),
    ...(body === undefined
      ? []
      : compareValue(body.content, answer.json, '$', {
          rules: matchingRules.body ?? {},
          replace,
          inherited: null,
        })),
  ]
}

/** A media type is compared without its parameters. */
function compareHeader(name: string, expected: string, actual: string | undefined): Difference[] {
  const place = `header ${name.toLowerCase()}`
  if (actual === undefined) return [difference(place, 'missing', 'is missing')]
  const essence = (text: string): string => text.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return essence(actual) === essence(expected)
    ? []
    : [difference(place, 'form', `${essence(actual)} instead of ${essence(expected)}`)]
}

interface Comparison {
  rules: Readonly<Record<string, { matchers: readonly Matcher[] }>>
  replace: (text: string) => string
  /** A type rule applies to everything below its place. */
  inherited: Matcher | null
}

function compareValue(
  expected: unknown,
  actual: unknown,
  place: string,
  comparison: Comparison,
): Difference[] {
  if (actual === undefined) return [difference(place, 'missing', 'is missing')]
  const own = comparison.rules[place]?.matchers ?? []
  const matchers = own.length > 0 ? own : comparison.inherited === null ? [] : [comparison.inherited]
  const below = { ...comparison, inherited: matchers.find(({ match }) => match === 'type') ?? null }
  const byRule = matchers
    .filter(({ match }) => match !== 'type')
    .flatMap((matcher) => applyRule(matcher, actual, place))
  if (matchers.some(({ match }) => match !== 'type')) return byRule
  if (typeOf(expected) !== typeOf(actual)) {
    return [difference(place, 'type', `is ${typeOf(actual)} instead of ${typeOf(expected)}`)]
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return expected.flatMap((item, index) => compareValue(item, actual[index], `${place}[${index}]`, below))
  }
  if (isRecord(expected) && isRecord(actual)) return compareObjects(expected, actual, place, below)
  if (below.inherited !== null) return []
  const wanted = typeof expected === 'string' ? comparison.replace(expected) : expected
  return wanted === actual ? [] : [difference(place, 'value', 'has a different value')]
}

function compareObjects(
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  place: string,
  comparison: Comparison,
): Difference[] {
  const known = Object.keys(expected).flatMap((name) =>
    compareValue(expected[name], actual[name], `${place}.${name}`, comparison),
  )
  const others = Object.keys(actual).filter((name) => !Object.hasOwn(expected, name))
  return [...known, ...others.map((name) => difference(`${place}.${name}`, 'new', 'is not in the contract'))]
}

/** Applies a rule other than `type`. An unsupported rule is reported as not compared. */
function applyRule({ match, regex, value }: Matcher, actual: unknown, place: string): Difference[] {
  const text = String(actual)
  const verdicts: Record<string, () => boolean> = {
    regex: () => new RegExp(regex ?? '').test(text),
    equality: () => true,
    include: () => text.includes(String(value)),
    integer: () => Number.isInteger(actual),
    decimal: () => typeof actual === 'number',
    number: () => typeof actual === 'number',
    boolean: () => typeof actual === 'boolean',
    null: () => actual === null,
  }
  const verdict = Object.hasOwn(verdicts, match) ? verdicts[match] : undefined
  if (verdict === undefined)
    return [difference(place, 'value', `was not compared: unsupported rule "${match}"`)]
  return verdict() ? [] : [difference(place, 'form', `violates the rule "${match}"`)]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : isRecord(value) ? 'an object' : `a ${typeof value}`
}

function difference(place: string, kind: Difference['kind'], message: string): Difference {
  return { place, kind, message }
}

/** True for a difference that breaks what the client relies on. */
export function isDrift({ kind }: Difference): boolean {
  return kind === 'missing' || kind === 'type' || kind === 'form'
}
