import { describe, expect, it } from 'vitest'
import { type ComparedAnswer, compareAnswer, isDrift } from './compare.ts'
import type { Matcher, PactInteraction } from './pact.ts'

const answer = (json: unknown, changes: Partial<ComparedAnswer> = {}): ComparedAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  json,
  ...changes,
})

/** Compares a body with an example under rules by place, and returns `place kind` of each difference. */
function compare(example: unknown, actual: ComparedAnswer, rules: Record<string, Matcher> = {}): string[] {
  const response: PactInteraction['response'] = {
    status: 200,
    headers: { 'Content-Type': ['application/json'] },
    body: { content: example },
    matchingRules: {
      body: Object.fromEntries(
        Object.entries(rules).map(([place, matcher]) => [place, { matchers: [matcher] }]),
      ),
    },
  }
  return compareAnswer(response, actual, (text) => text.replace('INV-001', 'INV-002')).map(
    ({ place, kind }) => `${place} ${kind}`,
  )
}

describe('compareAnswer', () => {
  it('returns no difference for the example itself', () => {
    expect(compare({ a: [1, { b: null }] }, answer({ a: [1, { b: null }] }))).toEqual([])
  })

  it('compares for equality by default and by type below a type rule', () => {
    const example = { word: 'paid', amount: '1.00', list: [{ price: 1 }] }
    const other = { word: 'sold', amount: '2.00', list: [{ price: 2 }] }
    expect(compare(example, answer(other))).toEqual([
      '$.word value',
      '$.amount value',
      '$.list[0].price value',
    ])
    const rules = { '$.amount': { match: 'type' }, '$.list': { match: 'type' } }
    expect(compare(example, answer(other), rules)).toEqual(['$.word value'])
  })

  it.each([
    ['a field that is gone', { a: 1 }, {}, '$.a missing'],
    ['an item that is gone', { a: [1, 2] }, { a: [1] }, '$.a[1] missing'],
    ['null in place of a text', { a: 'x' }, { a: null }, '$.a type'],
    ['a number in place of a text', { a: '1' }, { a: 1 }, '$.a type'],
    ['a list in place of an object', { a: {} }, { a: [] }, '$.a type'],
    ['a field that is new', {}, { a: 1 }, '$.a new'],
    ['no JSON at all', {}, undefined, '$ missing'],
  ])('finds %s', (_, example, actual, difference) => {
    expect(compare(example, answer(actual))).toEqual([difference])
    expect(compare(example, answer(actual), { $: { match: 'type' } })).toEqual([difference])
  })

  it.each<[Matcher, unknown, unknown]>([
    [{ match: 'regex', regex: '^\\d+$' }, '12', 'x'],
    [{ match: 'include', value: 'ai' }, 'paid', 'sold'],
    [{ match: 'integer' }, 3, 3.5],
    [{ match: 'decimal' }, 3.5, '3.5'],
    [{ match: 'number' }, 3, '3'],
    [{ match: 'boolean' }, true, 'true'],
    [{ match: 'null' }, null, ''],
  ])('keeps the rule %j', (matcher, good, bad) => {
    expect(compare({ a: 'example' }, answer({ a: good }), { '$.a': matcher })).toEqual([])
    expect(compare({ a: 'example' }, answer({ a: bad }), { '$.a': matcher })).toEqual(['$.a form'])
  })

  it('reports an unsupported rule', () => {
    expect(compare({ a: 1 }, answer({ a: 2 }), { '$.a': { match: 'semver' } })).toEqual(['$.a value'])
  })

  it('substitutes the queried reference for the example', () => {
    expect(compare({ id: 'INV-001' }, answer({ id: 'INV-002' }))).toEqual([])
    expect(compare({ id: 'INV-001' }, answer({ id: 'INV-001' }))).toEqual(['$.id value'])
  })

  it('compares the HTTP status and media types', () => {
    expect(compare({}, answer({}, { status: 201 }))).toEqual(['HTTP status form'])
    expect(compare({}, answer({}, { headers: {} }))).toEqual(['header content-type missing'])
    expect(compare({}, answer({}, { headers: { 'content-type': 'text/html' } }))).toEqual([
      'header content-type form',
    ])
  })

  it('counts only differences that break the client as drift', () => {
    const kinds = ['missing', 'type', 'form', 'value', 'new'] as const
    const drift = kinds.filter((kind) => isDrift({ place: '$', kind, message: '' }))
    expect(drift).toEqual(['missing', 'type', 'form'])
  })
})
