import { describe, expect, it } from 'vitest'
import { findBrokenLinks, listLinks, resolveLink } from './links.ts'
import { exists, listFiles, listProviders, readManifest, readText } from './repository.ts'

// A change file is a line of a changelog and not a page.
const pages = listFiles().filter((path) => /^(?!\.changeset\/(?!README)).*\.md$/.test(path))

it.each(pages)('%s has one title and no broken link', (page) => {
  const prose = readText(page).replace(/```[\s\S]*?```/g, '')
  expect(prose.match(/^# /gm)).toHaveLength(1)
  expect(findBrokenLinks(page, readText(page))).toEqual([])
})

/** Generated records; the README of their package links them. */
const records = /\/(faults|catalogue|control-api)\.md$/

it.each(pages.filter((page) => page.includes('/docs/')))('a README links %s', (page) => {
  const linkedFrom = (start: string): string[] =>
    listLinks(readText(start)).map((target) => resolveLink(start, target))
  const readme = records.test(page) ? page.replace(/docs\/.*$/, 'README.md') : 'README.md'
  expect(exists(readme) ? linkedFrom(readme) : []).toContain(page)
})

/** The sections of a provider's README, and the generated tables in them. */
const sections: Readonly<Record<string, readonly string[]>> = {
  Install: [],
  Usage: [],
  Options: ['options'],
  Statuses: ['statuses'],
  Errors: ['errors'],
  Polling: ['schedule'],
  Signature: [],
  'Try it without an account': [],
  Limitations: [],
  Sources: [],
}

describe.each(listProviders())('the README of %s', (provider) => {
  const folder = `packages/${provider}`
  const readme = readText(`${folder}/README.md`)
  const parts = new Map(
    readme
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]),
  )

  it('begins with what the package is and how far it is tested', () => {
    expect(readme.split('\n').filter((line) => line !== '')[1]).toMatch(
      /^Unofficial and not affiliated with /,
    )
    expect(readme).toMatch(/^\*\*Evidence:\*\* \w+/m)
    expect(readme).toMatch(/^\*\*IP allow-list:\*\* /m)
  })

  it('has every section with its generated tables, and its sources', () => {
    expect([...parts.keys()]).toEqual(Object.keys(sections))
    for (const [title, tables] of Object.entries(sections)) {
      const text = parts.get(title) ?? ''
      expect([title, text.trim()]).not.toEqual([title, ''])
      const generated = [...text.matchAll(/<!-- ([a-z-]+) -->/g)].map(([, name]) => name)
      expect([title, generated]).toEqual([title, expect.arrayContaining([...tables])])
    }
    expect(parts.get('Sources')).toMatch(/https:\/\//)
  })

  it('names every subpath export', () => {
    const entries = Object.keys(readManifest(folder).exports ?? {})
      .filter((entry) => !['.', './package.json'].includes(entry))
      .map((entry) => `@cekstatus/${provider}${entry.slice(1)}`)
    expect(entries.filter((name) => !readme.includes(name))).toEqual([])
  })
})

describe('README.id.md', () => {
  const blocksOf = (page: string): string[] => readText(page).match(/^```[\s\S]*?^```$/gm) ?? []

  it('has the commands and the example of README.md', () => {
    expect(blocksOf('README.id.md')).toEqual(blocksOf('README.md'))
  })
})
