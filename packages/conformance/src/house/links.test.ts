import { describe, expect, it } from 'vitest'
import { findBrokenLinks, listAnchors, listLinks, resolveLink } from './links.ts'
import { exists, listFiles, readText } from './repository.ts'

const pages = listFiles().filter((path) => path.endsWith('.md'))

describe('the links of every page', () => {
  it.each(pages)('lead somewhere: %s', (page) => {
    expect(findBrokenLinks(page, readText(page))).toEqual([])
  })

  it('reach every page of a folder docs from its README, itself or through a page that is', () => {
    const alone = pages
      .filter((page) => page.includes('/docs/'))
      .filter((page) => {
        const readme = page.replace(/docs\/.*$/, 'README.md')
        return !exists(readme) || !listReached(readme).has(page)
      })
    expect(alone, 'link it from the README beside its folder').toEqual([])
  })

  it('reach every guide from the root README', () => {
    const linked = new Set(listLinks(readText('README.md')).map((target) => resolveLink('README.md', target)))
    const guides = pages.filter((page) => page.includes('/docs/') && !notGuides.test(page))
    expect(guides.filter((page) => !linked.has(page))).toEqual([])
  })
})

/** Records that tests write; each is linked from its package's README. */
const notGuides = /\/(faults|catalogue|control-api)\.md$/

function listReached(start: string): Set<string> {
  const reached = new Set([start])
  for (const page of reached) {
    if (!page.endsWith('.md')) continue
    for (const target of listLinks(readText(page))) {
      const path = resolveLink(page, target)
      if (path.endsWith('.md') && exists(path)) reached.add(path)
    }
  }
  return reached
}

describe('a link', () => {
  const page = 'mocks/README.md'

  it.each([
    ['a file that is not there', '[x](docs/nothing.md)'],
    ['a folder that is not there', '[x](../packages/nothing)'],
    ['an anchor that is not there', '# One\n[x](#two)'],
    ['an anchor of another page that is not there', '[x](docs/control-api.md#nothing)'],
    ['outside of the repository', '[x](../../elsewhere.md)'],
  ])('is broken that leads to %s', (_where, markdown) => {
    expect(findBrokenLinks(page, markdown)).toHaveLength(1)
  })

  it('is no link inside code', () => {
    expect(listLinks('`[x](nothing.md)`\n```ts\n[x](nothing.md)\n```\n')).toEqual([])
  })

  it('finds titles as GitHub names them', () => {
    expect([...listAnchors('# The `x`, y & z\n## One\n```sh\n# no title\n```\n## One\n')]).toEqual([
      'the-x-y--z',
      'one',
      'one-1',
    ])
  })
})
