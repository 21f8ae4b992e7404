import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPathReference } from './path-lookup.ts'

describe('readPathReference', () => {
  it('reads back whatever a caller encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        expect(readPathReference(`/status/${encodeURIComponent(reference)}`, '/status/')).toBe(reference)
      }),
    )
  })

  it.each(['/status/', '/status', '/other/1', '/status/1/2', '/status/%E0%A4%A', '/status/%zz'])(
    'finds no reference in %s',
    (path) => expect(readPathReference(path, '/status/')).toBeNull(),
  )
})
