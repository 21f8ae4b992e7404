import { describe, expect, it } from 'vitest'
import { fixtureBody } from '../src/fixtures.ts'
import { fixtures } from './fixtures.ts'
import { formsTransaction } from './response-codes.ts'

describe('formsTransaction', () => {
  const coded = fixtures.filter(({ provenance }) => provenance.kind !== 'hostile')

  it.each(coded.map((fixture) => [fixture.case, fixture] as const))(
    'is false for %s exactly where an error is expected, except for the limit',
    (fixtureCase, fixture) => {
      const isRefusal = 'error' in fixture.expected && fixtureCase !== 'rc-85'
      expect(formsTransaction(fixtureBody(fixture))).toBe(!isRefusal)
      const { rc } = JSON.parse(fixtureBody(fixture)).data
      if (fixtureCase.startsWith('rc-')) expect(fixtureCase).toBe(`rc-${rc}`)
    },
  )

  it('is true unless the page says otherwise', () => {
    expect(formsTransaction('{"data":{"rc":"44"}}')).toBe(false)
    expect(formsTransaction('{"data":{"rc": "02"}}')).toBe(true)
    expect(formsTransaction('{"data":{"rc":"77"}}')).toBe(true)
    expect(formsTransaction('{"data":{"rc":"constructor"}}')).toBe(true)
    expect(formsTransaction('<html>')).toBe(true)
  })
})
