import { describe, expect, it } from 'vitest'
import { fixtureBody } from '../src/fixtures.ts'
import { fixtures } from './fixtures.ts'
import { formsTransaction, responseCodes } from './response-codes.ts'

const coded = fixtures.filter(({ provenance }) => provenance.kind !== 'hostile')

describe('the response codes', () => {
  it('each have a body', () => {
    const codes = coded.map((fixture) => JSON.parse(fixtureBody(fixture)).data.rc)
    expect([...new Set(codes)].sort()).toEqual(Object.keys(responseCodes).sort())
  })

  it.each(coded.map((fixture) => [fixture.case, fixture] as const))(
    '%s has the status word that the page gives its code',
    (fixtureCase, fixture) => {
      const { data } = JSON.parse(fixtureBody(fixture))
      const row = responseCodes[data.rc]
      expect(data.status).toBe(row?.status)
      if (fixtureCase.startsWith('rc-')) {
        expect(fixtureCase).toBe(`rc-${data.rc}`)
        expect(data.message).toBe(row?.message)
      }
    },
  )

  it.each(coded.map((fixture) => [fixture.case, fixture] as const))(
    '%s is expected to be a refusal exactly where no order is formed, or where the limit is reached',
    (_case, fixture) => {
      const { rc } = JSON.parse(fixtureBody(fixture)).data
      expect('error' in fixture.expected).toBe(responseCodes[rc]?.forms === false || rc === '85')
    },
  )

  it('form an order unless the page says that they do not', () => {
    expect(formsTransaction('{"data":{"rc":"44"}}')).toBe(false)
    expect(formsTransaction('{"data":{"rc": "02"}}')).toBe(true)
    expect(formsTransaction('{"data":{"rc":"77"}}')).toBe(true)
    expect(formsTransaction('{"data":{"rc":"constructor"}}')).toBe(true)
    expect(formsTransaction('<html>')).toBe(true)
  })
})
