import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mockProviders } from './registry.ts'

/**
 * The beginning of each documented body's SHA-256 by its case, taken when the body was compared with its page. Nothing
 * reads most of these bytes, so a slip of the hand in a fixture would otherwise go unseen. Change a digest with the page only.
 */
interface DocumentedDigests {
  served: Record<string, string>
  /** Of the bodies as they are printed, where the page shows invalid JSON and the served one is repaired. */
  printed: Record<string, string>
}

function readDigests(name: string): DocumentedDigests {
  return JSON.parse(readFileSync(new URL(`../${name}/documented-digests.json`, import.meta.url), 'utf8'))
}

function digestOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}

describe.each(mockProviders.map((provider) => [provider.name, provider] as const))(
  'the mock of %s',
  (name, { fixtures }) => {
    const documented = fixtures.filter(({ provenance }) => provenance.kind === 'documented')

    it('returns every documented body byte for byte', () => {
      const served = documented.map((fixture) => [fixture.case, digestOf(fixture.response.body)])
      expect(Object.fromEntries(served)).toEqual(readDigests(name).served)
    })

    it('keeps the printed text of every repaired body', () => {
      const printed = documented.flatMap(({ case: name, documentedBody }) =>
        documentedBody === undefined ? [] : [[name, digestOf(documentedBody)]],
      )
      expect(Object.fromEntries(printed)).toEqual(readDigests(name).printed)
    })
  },
)
