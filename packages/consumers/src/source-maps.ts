import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping'

/** The name of the installed package that a source belongs to; null for a source of the repository. */
export function packageOfSource(source: string): string | null {
  return sourcePackage.exec(source)?.[2] ?? null
}

/** The folder that the innermost installed package of a source is in; null for a source of the repository. */
export function packageFolderOfSource(source: string): string | null {
  const [, folder, name] = sourcePackage.exec(source) ?? []
  return folder === undefined || name === undefined ? null : folder + name
}

const sourcePackage = /^(.*\bnode_modules\/)((?:@[^/]+\/)?[^/]+)\//

/** A file of a tarball that has a source map. */
export interface MappedFile {
  /** Relative to the package, as the map is. */
  path: string
  mapPath: string
  map: TraceMap
}

/** The map that a script names in its last line; null where it names none. Throws where the file is not there. */
export function readSourceMap(directory: string, path: string): MappedFile | null {
  const code = readFileSync(join(directory, path), 'utf8')
  const reference = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(code)?.[1]
  if (reference === undefined) return null
  if (reference !== `${basename(path)}.map`) throw new Error(`${path} names ${reference} for its map.`)
  const mapPath = join(dirname(path), reference)
  return { path, mapPath, map: new TraceMap(readFileSync(join(directory, mapPath), 'utf8')) }
}

/** What does not resolve in a map: sources that nobody has, and places that a source does not have. */
export function findUnresolved(directory: string, { mapPath, map }: MappedFile): string[] {
  const lines = map.sources.map((source, index) => {
    const text = map.sourcesContent?.[index] ?? readInside(directory, join(dirname(mapPath), source ?? ''))
    return text?.split('\n') ?? null
  })
  const absent = map.sources.filter((_, index) => lines[index] === null).map((source) => `no ${source}`)
  const misplaced = new Set<string>()
  eachMapping(map, ({ source, originalLine, originalColumn }) => {
    if (source === null) return
    const line = lines[map.sources.indexOf(source)]?.[originalLine - 1]
    if (line === undefined || originalColumn > line.length) misplaced.add(`${source}:${originalLine}`)
  })
  return [...absent, ...misplaced]
}

function readInside(directory: string, path: string): string | undefined {
  const inside = !path.startsWith('..') && existsSync(resolve(directory, path))
  return inside ? readFileSync(resolve(directory, path), 'utf8') : undefined
}
