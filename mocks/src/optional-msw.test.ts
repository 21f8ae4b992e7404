import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What a module imports at run time; `import type` is gone by then. */
const specifiersOf = (module: URL): string[] =>
  [
    ...readFileSync(module, 'utf8').matchAll(
      /^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'([^']+)'/gm,
    ),
  ].map(([, specifier]) => specifier ?? '')

/** Every file and package that is loaded with this module. */
const loadedWith = (module: URL, seen = new Set<string>()): Set<string> => {
  if (seen.has(module.href)) return seen
  seen.add(module.href)
  if (!module.pathname.endsWith('.ts')) return seen
  for (const specifier of specifiersOf(module)) {
    if (specifier.startsWith('.')) loadedWith(new URL(specifier, module), seen)
    else seen.add(specifier)
  }
  return seen
}

const loaded = (path: string): Set<string> => loadedWith(new URL(path, import.meta.url))

describe('MSW is an optional peer', () => {
  it.each(['./index.ts', './cli.ts'])('that %s does not load', (entry) => {
    expect(loaded(entry)).toContain('node:http')
    expect(loaded(entry)).not.toContain('msw')
  })

  it('that a handler entry loads', () => {
    expect(loaded('../paymenku/index.ts')).toContain('msw')
  })
})
