import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { providerNames } from './types.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the package publishes: no tests, and none of the helpers by which the tests ask. */
const isProduction = (file: string): boolean => !/(\.test\.ts|\/asks?\.ts)$/.test(file)

const sourceFiles = ['src', ...providerNames]
  .filter((folder) => existsSync(resolve(root, folder)))
  .flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.split(sep).join('/')}`),
  )

interface Import {
  specifier: string
  /** True for `import type`, which is gone when the program runs. */
  typeOnly: boolean
}

const importsOf = (file: string): Import[] => {
  const text = readFileSync(resolve(root, file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'/g)
  return [
    ...[...statements].map(([, type, specifier]) => ({
      specifier: specifier ?? '',
      typeOnly: type !== undefined,
    })),
    ...[...dynamic].map(([, specifier]) => ({ specifier: specifier ?? '', typeOnly: false })),
  ]
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.')

const targetOf = (file: string, specifier: string): string =>
  relative(root, resolve(root, dirname(file), specifier))
    .split(sep)
    .join('/')

/** Every file and package that runs when this file is imported. */
const loadedBy = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  if (!file.endsWith('.ts')) return seen
  for (const { specifier, typeOnly } of importsOf(file)) {
    if (typeOnly) continue
    if (isRelative(specifier)) loadedBy(targetOf(file, specifier), seen)
    else seen.add(specifier)
  }
  return seen
}

describe('the mocks stand alone', () => {
  it('finds the files that it checks', () => {
    expect(sourceFiles).toContain('src/index.ts')
    expect(sourceFiles).toContain('paymenku/engine.ts')
    expect(importsOf('src/msw.ts').map(({ specifier }) => specifier)).toContain('msw')
  })

  it.each(sourceFiles.filter(isProduction))('%s imports Node, MSW and its own kind only', (file) => {
    const packages = importsOf(file).filter(({ specifier }) => !isRelative(specifier))
    const foreign = packages.filter(({ specifier }) => !isBuiltin(specifier) && specifier !== 'msw')
    expect(foreign).toEqual([])
  })

  it.each(sourceFiles)('%s stays inside mocks/ and away from other providers', (file) => {
    const folder = file.split('/')[0]
    const mayJoinProviders = folder === 'src'
    for (const { specifier } of importsOf(file).filter((found) => isRelative(found.specifier))) {
      const target = targetOf(file, specifier)
      const allowed = mayJoinProviders ? ['src', ...providerNames] : ['src', folder]
      expect(allowed, `${file} imports ${specifier}`).toContain(target.split('/')[0])
    }
  })

  it.each(sourceFiles)('%s imports nothing of ours', (file) => {
    for (const { specifier } of importsOf(file)) expect(specifier).not.toMatch(/^(@cekstatus\/|cekstatus)/)
  })

  it.each(['src/index.ts', 'src/cli.ts'])('%s does not load MSW, which is optional', (file) => {
    expect([...loadedBy(file)].filter((name) => name.includes('msw'))).toEqual([])
  })
})
