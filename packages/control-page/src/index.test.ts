import { expect, it } from 'vitest'
import { readPageFiles } from './index.ts'

/** The paths that a file loads. */
function loadedBy(text: string): string[] {
  return [...text.matchAll(/(?:src|href)="(\/[^"]+)"|from '\.\/([^']+)'/g)].map(
    ([, path, module]) => path ?? `/page/${module}`,
  )
}

it('readPageFiles returns exactly the files that the page loads', () => {
  const files = readPageFiles()
  const seen = new Set(['/'])
  for (const path of seen) {
    for (const next of loadedBy(files.get(path)?.body.toString() ?? '')) seen.add(next)
  }
  expect([...files.keys()].sort()).toEqual([...seen].sort())
})
