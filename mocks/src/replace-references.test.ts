import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replaceReferences } from './replace-references.ts'

const body = '{ "id" :"old",\n\t"nested": {"id": "inner", "idle": "id"},  "number": 10000.00, "gone": null }'

describe('replaceReferences', () => {
  it('changes the named member and keeps every other byte', () => {
    expect(replaceReferences(body, { id: 'new' })).toBe(body.replace('"old"', '"new"'))
  })

  it('keeps absent members and nulls', () => {
    expect(replaceReferences(body, { gone: 'x', missing: 'y' })).toBe(body)
  })

  it('writes every reference as valid JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (reference) => {
        const replaced = replaceReferences(body, { id: reference })
        expect(JSON.parse(replaced)).toEqual({ ...JSON.parse(body), id: reference })
        expect(replaceReferences(replaced, { id: 'old' })).toBe(body)
      }),
    )
  })
})
