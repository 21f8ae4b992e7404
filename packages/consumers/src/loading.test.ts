import { describe, expect, it } from 'vitest'
import { type Condition, conditions, fileOf, libraries, specifiersOf } from './packages.ts'
import { probe } from './probe.ts'
import { runtimesFor } from './runtimes.ts'

/** One entry as a consumer got it. */
interface Entry {
  specifier: string
  file: string
  names: string[]
}

describe.each(libraries)('$manifest.name', ({ manifest, alone, withPeers }) => {
  describe.each(runtimesFor(manifest.engines?.node))('on Node $version', (runtime) => {
    const load = (project: string, condition: Condition, specifiers: readonly string[]) =>
      probe<Entry[]>(runtime, project, condition, 'load', { specifiers })

    it('gives every entry to import and to require, each from its own build', async () => {
      const specifiers = specifiersOf(manifest)
      const namesOf: Record<Condition, unknown> = { import: [], require: [] }
      for (const condition of conditions) {
        const entries = await load(withPeers, condition, specifiers)
        const files = specifiers.map((specifier) => fileOf(manifest, withPeers, specifier, condition))
        expect(entries.map(({ file }) => file)).toEqual(files)
        namesOf[condition] = entries.filter(({ file }) => !file.endsWith('.json')).map(({ names }) => names)
      }
      expect(namesOf.import).toEqual(namesOf.require)
      expect(namesOf.import).not.toContainEqual([])
    })

    it.each(conditions)('gives the main entry to %s where no peer is installed', async (condition) => {
      const entries = await load(alone, condition, [manifest.name])
      expect(entries.map(({ specifier }) => specifier)).toEqual([manifest.name])
    })
  })
})
