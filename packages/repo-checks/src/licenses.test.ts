import { execFileSync } from 'node:child_process'
import { isFreeLicense } from '@cekstatus/packaging'
import { expect, it } from 'vitest'
import { rootDirectory } from './repository.ts'

/** Licenses of tools that this repository runs and never publishes. */
const toolExceptions: Readonly<Record<string, string>> = {
  'MPL-2.0': 'axe-core tests pages; lightningcss comes with vite. Neither is changed or distributed.',
  'PSF-2.0': 'argparse, which comes with Prism',
  'Python-2.0': 'an older argparse, which comes with YAML parsers of tools',
  WTFPL: 'a word list of cspell',
  'CC-BY-4.0': 'caniuse-lite, which comes with Stryker',
  'CC BY-SA 4.0': 'a word list of cspell',
}

// Builds check the licenses of what they bundle: packages/packaging.
it('every installed package has a free license or an exception', () => {
  const output = execFileSync('pnpm', ['licenses', 'list', '--recursive', '--json'], {
    cwd: rootDirectory,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  })
  const groups = JSON.parse(output) as Record<string, { name: string }[]>
  const other = Object.keys(groups).filter((license) => !isFreeLicense(license))
  const names = (license: string): string =>
    `${license}: ${groups[license]?.map(({ name }) => name).join(', ')}`
  expect(other.filter((license) => !(license in toolExceptions)).map(names)).toEqual([])
  expect(Object.keys(toolExceptions).filter((license) => !other.includes(license))).toEqual([])
})
