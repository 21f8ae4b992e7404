import { posix } from 'node:path'
import { exists, listFiles, readText } from './repository.ts'

const titlePattern = /^#{1,6} (.+)$/gm

function withoutCode(markdown: string): string {
  return markdown
    .replace(/^ *```[\s\S]*?^ *```$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[()[\]]/g, ' '))
}

/** The anchors that GitHub gives to the titles of a page. */
function listAnchors(markdown: string): Set<string> {
  const titles = markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(titlePattern)
  const anchors = new Set<string>()
  for (const [, title = ''] of titles) {
    const anchor = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
    let name = anchor
    for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`
    anchors.add(name)
  }
  return anchors
}

/** The targets of a page's links that stay in the repository, as they are written. */
export function listLinks(markdown: string): string[] {
  const links = withoutCode(markdown).matchAll(/\]\(([^()\s]+)\)/g)
  return [...links].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target))
}

/** What a link of a page leads to, relative to the root. */
export function resolveLink(page: string, target: string): string {
  const [path = ''] = target.split('#')
  return path === '' ? page : posix.join(posix.dirname(page), path)
}

/** Every link of a page that leads nowhere, one line each. `read` stands in for the page itself. */
export function findBrokenLinks(page: string, markdown: string): string[] {
  return listLinks(markdown).filter((target) => {
    const path = resolveLink(page, target)
    const [, anchor] = target.split('#')
    const found = path === page || (!path.startsWith('..') && (exists(path) || listFiles(path).length > 0))
    if (!found) return true
    if (anchor === undefined) return false
    const text = path === page ? markdown : path.endsWith('.md') ? readText(path) : ''
    // A line of a source file is an anchor of its own kind.
    return !(listAnchors(text).has(anchor) || (!path.endsWith('.md') && /^L\d+$/.test(anchor)))
  })
}
