import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { ScenarioFilesState } from '../control/control-types.ts'
import type { SituationCatalogue } from '../session/mock-session.ts'
import type { OwnSituation } from '../situation/situation.ts'
import { MockUsageError } from '../usage-error.ts'
import { checkWords, type PlacedSituation } from './check-words.ts'
import { readSituation } from './read-situation.ts'

const fileLimit = 200
const longestFileBytes = 262_144

export type ScenarioProblem = ScenarioFilesState['problems'][number]

export interface LoadedFolder {
  situations: OwnSituation[]
  files: ScenarioFilesState['files']
  /** Not empty: nothing of the folder can be used. */
  problems: ScenarioProblem[]
}

interface ParsedFile {
  file: string
  value: unknown
  lineOf(field: string | null): number | null
}

function problemOf(
  file: string,
  message: string,
  place: { line?: number | null; field?: string | null } = {},
): ScenarioProblem {
  return {
    file,
    line: place.line ?? null,
    field: place.field ?? null,
    message: message.replace(/\s*\n\s*/g, ' '),
  }
}

/** The line of the value at a dotted path, or of the nearest value around it. */
function lineAt(document: Document.Parsed, lines: LineCounter, field: string | null): number | null {
  const path = field === null || field === '' ? [] : field.split('.')
  for (let length = path.length; length >= 0; length -= 1) {
    const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    const node = length === 0 ? document.contents : document.getIn(steps, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return null
}

/** JSON is YAML too, so that both are read alike and know their lines. */
function parseFile(file: string, text: string): ParsedFile | ScenarioProblem {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error) return problemOf(file, error.message, { line: lines.linePos(error.pos[0]).line })
  try {
    return { file, value: document.toJS(), lineOf: (field) => lineAt(document, lines, field) }
  } catch (failure) {
    return problemOf(file, failure instanceof Error ? failure.message : 'cannot be read')
  }
}

function isProblem(result: ParsedFile | ScenarioProblem): result is ScenarioProblem {
  return 'message' in result
}

async function readOne(folder: string, file: string): Promise<ParsedFile | ScenarioProblem> {
  const path = join(folder, file)
  try {
    const { size } = await stat(path)
    if (size > longestFileBytes) return problemOf(file, `has more than ${longestFileBytes} bytes`)
    return parseFile(file, await readFile(path, 'utf8'))
  } catch (error) {
    return problemOf(file, `cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

function usageProblem({ file, lineOf }: ParsedFile, error: unknown): ScenarioProblem {
  if (!(error instanceof MockUsageError)) throw error
  const field = error.field === '' ? null : error.field
  return problemOf(file, error.message, { line: lineOf(field), field })
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((name) => ['.json', '.yaml', '.yml'].includes(extname(name))).sort()
}

interface Read {
  parsed: ParsedFile
  placed: PlacedSituation
}

function readSituations(parsed: ParsedFile, catalogue: SituationCatalogue): Read[] {
  const { file, value } = parsed
  if (value === null || value === undefined) throw new MockUsageError('', 'is empty')
  const given = Array.isArray(value) ? value : [value]
  return given.map((each, place) => {
    const field = Array.isArray(value) ? String(place) : ''
    return { parsed, placed: { situation: readSituation(each, field, { file, catalogue }), field } }
  })
}

function findTwice(reads: readonly Read[]): Read | undefined {
  return reads.find(({ placed }, index) =>
    reads.slice(0, index).some((earlier) => earlier.placed.situation.name === placed.situation.name),
  )
}

/**
 * Reads every JSON and YAML file of the folder; one file holds one situation or a list of them.
 * `catalogue` must know the providers, and no situation of an earlier reading.
 * @throws Node's own error when the folder itself cannot be read
 */
export async function loadScenarioFolder(
  folder: string,
  catalogue: SituationCatalogue,
): Promise<LoadedFolder> {
  const names = await listFiles(folder)
  const problems: ScenarioProblem[] = []
  if (names.length > fileLimit) problems.push(problemOf(folder, `has more than ${fileLimit} files`))
  const reads: Read[] = []
  for (const file of names.slice(0, fileLimit)) {
    const parsed = await readOne(folder, file)
    if (isProblem(parsed)) problems.push(parsed)
    else {
      try {
        reads.push(...readSituations(parsed, catalogue))
      } catch (error) {
        problems.push(usageProblem(parsed, error))
      }
    }
  }
  const twice = findTwice(reads)
  if (twice) {
    const { parsed, placed } = twice
    const message = `the situation "${placed.situation.name}" is defined twice`
    problems.push(problemOf(parsed.file, message, { line: parsed.lineOf(placed.field) }))
  }
  const own = new Map(reads.map(({ placed }) => [placed.situation.name, placed.situation]))
  const situations: OwnSituation[] = []
  for (const { parsed, placed } of reads) {
    try {
      situations.push(checkWords(placed, own, catalogue))
    } catch (error) {
      problems.push(usageProblem(parsed, error))
    }
  }
  const files = names.map((file) => ({
    file,
    situations: situations.filter((situation) => situation.file === file).map(({ name }) => name),
  }))
  return problems.length === 0 ? { situations, files, problems } : { situations: [], files: [], problems }
}

/** One line for people: `slow.yaml:3 timeline.0.forMs takes …`. */
export function problemLine({ file, line, message }: ScenarioProblem): string {
  return `${file}${line === null ? '' : `:${line}`} ${message}`
}
