import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What a module imports at run time; `import type` is gone by then. */
function specifiersOf(module: URL): string[] {
  return [
    ...readFileSync(module, 'utf8').matchAll(
      /^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'([^']+)'/gm,
    ),
  ].map(([, specifier]) => specifier ?? '')
}

/** Every file and package that is loaded with this module. */
function loadedWith(module: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(module.href)) return seen
  seen.add(module.href)
  if (!module.pathname.endsWith('.ts')) return seen
  for (const specifier of specifiersOf(module)) {
    if (specifier.startsWith('.')) loadedWith(new URL(specifier, module), seen)
    else seen.add(specifier)
  }
  return seen
}

function loaded(path: string): Set<string> {
  return loadedWith(new URL(path, import.meta.url))
}

describe('the optional peer dependency MSW', () => {
  it.each(['./index.ts', './cli.ts'])('is not loaded by %s', (entry) => {
    expect(loaded(entry)).toContain('node:http')
    expect(loaded(entry)).not.toContain('msw')
  })

  it('is loaded by the entry of a provider', () => {
    expect(loaded('../paymenku/index.ts')).toContain('msw')
  })
})
