import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPathReference } from './path-lookup.ts'

describe('readPathReference', () => {
  it('decodes every encoded reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (reference) => {
        expect(readPathReference(`/status/${encodeURIComponent(reference)}`, '/status/')).toBe(reference)
      }),
    )
  })

  it.each(['/status/', '/status', '/other/1', '/status/1/2', '/status/%E0%A4%A', '/status/%zz'])(
    'returns null for %s',
    (path) => expect(readPathReference(path, '/status/')).toBeNull(),
  )
})
