import type { Canary } from './canary.ts'
import { createDetector } from './detector.ts'

/** One line for each file that shows a canary. */
export function searchFiles(
  canaries: readonly Canary[],
  paths: readonly string[],
  read: (path: string) => string,
): string[] {
  const detect = createDetector(canaries)
  return paths.flatMap((path) => {
    const found = detect(read(path))
    return found.length === 0 ? [] : [`${path} shows ${found.join(', ')}`]
  })
}
