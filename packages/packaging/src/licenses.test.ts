import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundledFiles, findPackages, formatLicense, isFreeLicense } from './licenses.ts'

const folder = mkdtempSync(join(tmpdir(), 'cekstatus-licenses-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes an installed package and returns the path of one of its files. */
function install(name: string, manifest: object, notices: Record<string, string>): string {
  const directory = join(folder, 'node_modules', name)
  mkdirSync(join(directory, 'lib'), { recursive: true })
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest))
  // Only says how the files beside it are to be read.
  writeFileSync(join(directory, 'lib/package.json'), '{"type":"module"}')
  for (const [file, text] of Object.entries(notices)) writeFileSync(join(directory, file), text)
  return join(directory, 'lib/index.js')
}

const first = install(
  'first',
  { name: 'first', version: '1.2.3', license: 'ISC' },
  { LICENSE: 'First text\n' },
)
const scoped = install(
  '@scope/second',
  { name: '@scope/second', version: '4.5.6', license: 'Apache-2.0' },
  { 'LICENCE.md': 'Second text', NOTICE: 'Second notice', 'licenses-of-others.js': 'code' },
)
const nested = install(
  'first/node_modules/inner',
  { name: 'inner', version: '0.1.0', license: 'MIT' },
  { COPYING: 'Inner' },
)

describe('bundledFiles', () => {
  it('are those of which bytes are left', () => {
    const outputs = {
      'dist/a.js': {
        inputs: { 'src/a.ts': { bytesInOutput: 10 }, 'node_modules/x/unused.js': { bytesInOutput: 0 } },
      },
      'dist/b.js': { inputs: { 'node_modules/x/used.js': { bytesInOutput: 1 } } },
    }
    expect(bundledFiles({ outputs })).toEqual(['src/a.ts', 'node_modules/x/used.js'])
  })
})

describe('findPackages', () => {
  it('reads each package once, in one order, with all its notices', () => {
    const packages = findPackages([first, '../core/src/index.ts', nested, scoped, first])
    expect(packages).toEqual([
      {
        name: '@scope/second',
        version: '4.5.6',
        license: 'Apache-2.0',
        notices: ['Second text', 'Second notice'],
      },
      { name: 'first', version: '1.2.3', license: 'ISC', notices: ['First text'] },
      { name: 'inner', version: '0.1.0', license: 'MIT', notices: ['Inner'] },
    ])
  })

  it('rejects a package without a license file or a free license', () => {
    const silent = install('silent', { name: 'silent', version: '1.0.0', license: 'MIT' }, {})
    expect(() => findPackages([silent])).toThrow('silent 1.0.0 has no license file')
    const nameless = install('nameless', { version: '1.0.0' }, { LICENSE: 'Text' })
    expect(() => findPackages([nameless])).toThrow('lacks name, version or license')
    const copyleft = install(
      'copyleft',
      { name: 'copyleft', version: '1.0.0', license: 'GPL-3.0' },
      { LICENSE: 'Text' },
    )
    expect(() => findPackages([copyleft])).toThrow('copyleft 1.0.0 has the license GPL-3.0')
  })
})

describe('isFreeLicense', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0', false],
    ['MPL-2.0', false],
    ['', false],
    ['SEE LICENSE IN LICENSE', false],
  ])('%j is free: %s', (expression, free) => {
    expect(isFreeLicense(expression)).toBe(free)
  })
})

describe('formatLicense', () => {
  it('leaves the license of a package that bundles nothing as it is', () => {
    expect(formatLicense('Own\n', [])).toBe('Own\n')
  })

  it('adds a section for every package', () => {
    expect(formatLicense('Own\n', findPackages([scoped, first]))).toBe(
      [
        'Own',
        '---',
        'The files in dist also hold code of the following packages, each under its own license.',
        '## @scope/second 4.5.6, Apache-2.0',
        'Second text',
        'Second notice',
        '## first 1.2.3, ISC',
        'First text\n',
      ].join('\n\n'),
    )
  })
})
