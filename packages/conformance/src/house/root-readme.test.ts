import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { statusInfo } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { replaceSection, table } from '../markdown.ts'
import { listProviders, readText, rootDirectory } from './repository.ts'

interface Fixtures {
  fixtures: readonly { provenance: { kind: string } }[]
}

const fixturesByProvider = new Map<string, Fixtures>()
for (const provider of listProviders()) {
  fixturesByProvider.set(provider, await import(`../../../../mocks/${provider}/fixtures.ts`))
}

/** One row per provider, from its README's own first lines and its fixtures. */
function providerRow(provider: string): string[] {
  const readme = readText(`packages/${provider}/README.md`)
  const name = /^Unofficial and not affiliated with (.+?)\. /m.exec(readme)?.[1] ?? provider
  const evidence = /^\*\*Evidence:\*\* (\w+)/m.exec(readme)?.[1] ?? ''
  const kinds = fixturesByProvider.get(provider)?.fixtures.map((fixture) => fixture.provenance.kind) ?? []
  const count = (kind: string): number => kinds.filter((other) => other === kind).length
  return [
    `[${name}](packages/${provider})`,
    `\`@cekstatus/${provider}\``,
    evidence,
    `${count('documented')} documented, ${count('inferred')} inferred`,
  ]
}

/** Holds the table of a page equal to the packages; `UPDATE_README=1` writes it. */
function holdProviders(page: string, head: readonly string[]): void {
  const readme = readText(page)
  const wanted = replaceSection(readme, 'providers', table(head, listProviders().map(providerRow)))
  if (process.env.UPDATE_README === '1') writeFileSync(join(rootDirectory, page), wanted)
  else expect(readme, 'UPDATE_README=1 writes it').toBe(wanted)
}

describe('the root README', () => {
  it('lists the providers with their evidence', () => {
    holdProviders('README.md', ['Provider', 'Package', 'Evidence', 'Answers in the mock'])
  })

  it('is unofficial before it says anything else', () => {
    expect(readText('README.md').split('\n')[4]).toMatch(/^Unofficial and not affiliated with /)
  })
})

describe('the Indonesian README', () => {
  const indonesian = readText('README.id.md')
  const blocksOf = (readme: string): string[] => readme.match(/^```[\s\S]*?^```$/gm) ?? []

  it('lists the same providers', () => {
    holdProviders('README.id.md', ['Provider', 'Paket', 'Bukti', 'Jawaban di mock'])
  })

  it('has the commands and the example of the English one, which has been run', () => {
    expect(blocksOf(indonesian).length).toBe(2)
    expect(blocksOf(indonesian)).toEqual(blocksOf(readText('README.md')))
  })

  it('explains every advice, and no other', () => {
    const explained = [...indonesian.matchAll(/^\| `(\w+)` \| (?!Artinya)/gm)].map(([, advice]) => advice)
    expect(explained.sort()).toEqual(
      [...new Set(Object.values(statusInfo).map(({ advice }) => advice))].sort(),
    )
  })

  it('is unofficial before it says anything else', () => {
    expect(indonesian.split('\n')[4]).toMatch(/^Tidak resmi dan tidak berafiliasi dengan /)
  })
})
