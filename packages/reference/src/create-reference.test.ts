import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReference } from './create-reference.ts'
import { listEntryPoints } from './entry-points.ts'

describe('the reference of the public packages', () => {
  const entryPoints = listEntryPoints()

  it('has every entry point', () => {
    const specifiers = entryPoints.map(({ specifier }) => specifier)
    expect(specifiers).toEqual(
      expect.arrayContaining([
        '@cekstatus/core',
        '@cekstatus/core/undici',
        '@cekstatus/paymenku',
        '@cekstatus/paymenku/schemas',
        '@cekstatus/snap-bi',
        '@cekstatus/mocks',
        '@cekstatus/mocks/paymenku',
      ]),
    )
    expect(specifiers.filter((name) => /conformance|contracts|reference/.test(name))).toEqual([])
  })

  it('has no export without a docstring, no type out of reach and no broken link', async () => {
    const tsconfig = fileURLToPath(new URL('../tsconfig.sources.json', import.meta.url))
    expect((await createReference(entryPoints, { tsconfig })).problems).toEqual([])
  })
})

describe('a reference', () => {
  let folder = ''
  beforeAll(() => {
    const reports = fileURLToPath(new URL('../reports/', import.meta.url))
    mkdirSync(reports, { recursive: true })
    folder = mkdtempSync(join(reports, 'package-'))
    writeFileSync(join(folder, 'package.json'), '{ "name": "sample", "version": "1.2.3" }')
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "types": [] }, "include": ["."] }')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function problemsOf(code: readonly string[]): Promise<readonly string[]> {
    const path = join(folder, 'index.ts')
    writeFileSync(path, code.join('\n'))
    const entryPoints = [{ specifier: 'sample', version: '1.2.3', path }]
    return (await createReference(entryPoints, { tsconfig: join(folder, 'tsconfig.json') })).problems
  }

  it('names what has no docstring, what is out of reach and where a link breaks', async () => {
    const code = [
      'export function ask(): void {}',
      'export type Word = string',
      'export const table = { one: 1 }',
      '/** Options. */',
      'export interface WaitOptions {',
      '  timeoutMs: number',
      '}',
      'interface Hidden { a: 1 }',
      '/** Asks. */',
      'export const askFor = (): Hidden => ({ a: 1 })',
      '/** See {@link askAgain}. */',
      'export function wait(): void {}',
    ]
    expect((await problemsOf(code)).toSorted()).toEqual([
      expect.stringMatching(/^Failed to resolve link to "askAgain"/),
      expect.stringMatching(/^Hidden, .* is not exported itself$/),
      expect.stringMatching(/WaitOptions\.timeoutMs has no docstring$/),
      expect.stringMatching(/\bask has no docstring$/),
    ])
  })
})
