import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { replaceSection, table } from '../markdown.ts'
import { listFiles, listProviders, readText, rootDirectory } from './repository.ts'

interface FixtureFile {
  provenance: { kind: string }
}

/** One row per provider, from its README's own first lines and its fixtures. */
function providerRow(provider: string): string[] {
  const readme = readText(`packages/${provider}/README.md`)
  const name = /^Unofficial and not affiliated with (.+?)\. /m.exec(readme)?.[1] ?? provider
  const evidence = /^\*\*Evidence:\*\* (\w+)/m.exec(readme)?.[1] ?? ''
  const kinds = listFiles(`mocks/${provider}/fixtures`).map(
    (path) => (JSON.parse(readText(path)) as FixtureFile).provenance.kind,
  )
  const count = (kind: string): number => kinds.filter((other) => other === kind).length
  return [
    `[${name}](packages/${provider})`,
    `\`@cekstatus/${provider}\``,
    evidence,
    `${count('documented')} documented, ${count('inferred')} inferred`,
  ]
}

describe('the root README', () => {
  it('lists the providers with their evidence', () => {
    const readme = readText('README.md')
    const rows = listProviders().map(providerRow)
    const wanted = replaceSection(
      readme,
      'providers',
      table(['Provider', 'Package', 'Evidence', 'Answers in the mock'], rows),
    )
    if (process.env.UPDATE_README === '1') writeFileSync(join(rootDirectory, 'README.md'), wanted)
    else expect(readme).toBe(wanted)
  })

  it('is unofficial before it says anything else', () => {
    expect(readText('README.md').split('\n')[2]).toMatch(/^Unofficial and not affiliated with /)
  })
})
