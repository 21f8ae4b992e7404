import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cataloguePage } from './catalogue.ts'
import { mockProviders } from './registry.ts'

const pageUrl = new URL('../docs/catalogue.md', import.meta.url)

it('docs/catalogue.md is the page that the code makes (pnpm generate)', () => {
  const wanted = cataloguePage(mockProviders)
  if (process.env.GENERATE === '1') writeFileSync(pageUrl, wanted)
  else expect(readFileSync(pageUrl, 'utf8')).toBe(wanted)
})

it.each(mockProviders)(
  'names every fixture and every reference of $name',
  ({ name, fixtures, references }) => {
    const section =
      readFileSync(pageUrl, 'utf8')
        .split('\n## ')
        .find((text) => text.startsWith(`${name}\n`)) ?? ''
    expect(references.filter(({ reference }) => !section.includes(`\`${reference}\``))).toEqual([])
    const hidden = fixtures.filter((fixture) => !section.includes(` \`${fixture.case}\` `))
    expect(hidden.map((fixture) => fixture.case)).toEqual([])
  },
)
