import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file whose function throws in the place of what is to be written. */
const placeholderFile = 'unfilled.ts'
const ignoredFolders = new Set(['node_modules', 'dist', 'reports', '.turbo'])

/** `unfilled: what` in a comment, a text or a JSON file, and `unfilled('path: what')` in code. */
const marks = /\bunfilled(?:: |\(\s*['"`])(?:[\w/.-]+\.ts: )?([^'"`\n]+)/g

/**
 * What a new provider's files still have to say, as `packages/acme/src/status.ts: every word of the page …`, from all
 * files below a folder; empty when everything is filled. `shown` is the folder as people are told of it.
 */
export function findUnfilled(folder: string, shown: string): string[] {
  const found = listFiles(folder).flatMap((path) =>
    path.endsWith(placeholderFile)
      ? []
      : [...readFileSync(join(folder, path), 'utf8').matchAll(marks)].map(
          ([, what = '']) => `${shown}/${path}: ${what.trim()}`,
        ),
  )
  if (found.length > 0) return found
  return listFiles(folder)
    .filter((path) => path.endsWith(placeholderFile))
    .map((path) => `${shown}/${path}: nothing calls it any more; delete it`)
}

function listFiles(folder: string, below = ''): string[] {
  if (!existsSync(join(folder, below))) return []
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter(({ name }) => !ignoredFolders.has(name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      return entry.isDirectory() ? listFiles(folder, path) : [path]
    })
    .sort()
}
