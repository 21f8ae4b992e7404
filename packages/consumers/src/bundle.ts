import { gzipSync } from 'node:zlib'
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping'
import { build } from 'esbuild'
import { packageOfSource } from './source-maps.ts'

/** What a caller's bundler makes of a package and everything that it needs at run time. */
export interface Bundle {
  /** Minified and compressed with gzip, in bytes. */
  gzipBytes: number
  /** The same without the characters that come from zod. */
  gzipBytesWithoutZod: number
  /** The packages that the code comes from; null stands for the package's own sources and its siblings'. */
  origins: Set<string | null>
}

/**
 * Bundles what `code` imports in a consumer's project. Whose each character is, is read from the source map, which
 * follows the maps in the tarballs back to the sources.
 */
export async function bundle(project: string, code: string): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: project },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    legalComments: 'none',
    sourcemap: 'external',
    outfile: 'bundle.js',
    write: false,
  })
  const textOf = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? ''
  const pieces = splitByPackage(textOf('bundle.js'), textOf('bundle.js.map'))
  const joined = (wanted: (origin: string | null) => boolean) =>
    pieces.flatMap(({ origin, text }) => (wanted(origin) ? [text] : [])).join('')
  return {
    gzipBytes: compressedBytes(joined(() => true)),
    gzipBytesWithoutZod: compressedBytes(joined((origin) => origin !== 'zod')),
    origins: new Set(pieces.map(({ origin }) => origin)),
  }
}

const compressedBytes = (text: string): number => gzipSync(text, { level: 9 }).length

/** The code in pieces, in order, each with the package that it comes from. */
function splitByPackage(code: string, map: string): { origin: string | null; text: string }[] {
  const lines = code.split('\n')
  const starts: { line: number; column: number; origin: string | null }[] = [
    { line: 1, column: 0, origin: null },
  ]
  eachMapping(new TraceMap(map), ({ generatedLine, generatedColumn, source }) => {
    starts.push({
      line: generatedLine,
      column: generatedColumn,
      origin: source === null ? null : packageOfSource(source),
    })
  })
  return starts.map(({ line, column, origin }, index) => {
    const end = starts[index + 1] ?? { line: lines.length, column: lines.at(-1)?.length ?? 0 }
    return { origin, text: textBetween(lines, { line, column }, end) }
  })
}

interface Position {
  line: number
  column: number
}

function textBetween(lines: readonly string[], start: Position, end: Position): string {
  if (start.line === end.line) return (lines[start.line - 1] ?? '').slice(start.column, end.column)
  const whole = lines.slice(start.line, end.line - 1)
  return [
    (lines[start.line - 1] ?? '').slice(start.column),
    ...whole,
    (lines[end.line - 1] ?? '').slice(0, end.column),
  ].join('\n')
}
