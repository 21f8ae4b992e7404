import { UsageError } from '../../usage-error.ts'
import { createJsonRowReader } from './json-row.ts'
import { maxRowCharacters, type OnColumns, type SourceRow } from './source-row.ts'

const notAnArray = 'use an array of objects: [{ "reference": "…" }, …]'

/**
 * Reads an array of objects with one element in memory: the text is split at the commas between elements, and each element
 * is parsed separately.
 *
 * @throws UsageError while iterating
 */
export async function* readJson(
  name: string,
  pieces: AsyncIterable<string>,
  onColumns: OnColumns,
): AsyncGenerator<SourceRow, void, undefined> {
  const reader = createJsonRowReader(name, onColumns)
  for await (const { line, text } of splitElements(name, pieces)) {
    const row = reader.read(line, text)
    if (row === null) throw new UsageError(`${name}: the element at line ${line} is not valid JSON`)
    yield row
  }
}

interface Element {
  /** Where its first character stands. */
  line: number
  text: string
}

type Place = 'before' | 'inside' | 'after'

async function* splitElements(
  name: string,
  pieces: AsyncIterable<string>,
): AsyncGenerator<Element, void, undefined> {
  let place: Place = 'before'
  let line = 1
  let elements = 0
  let element = { line: 1, text: '' }
  let depth = 0
  let quoted = false
  let escaped = false
  for await (const piece of pieces) {
    let from = 0
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at] as string
      if (character === '\n') line += 1
      if (quoted) {
        if (escaped) escaped = false
        else if (character === '\\') escaped = true
        else if (character === '"') quoted = false
      } else if (place !== 'inside') {
        if (isSpace(character)) continue
        if (place === 'after') throw new UsageError(`${name}: text after the array at line ${line}`)
        if (character !== '[') throw new UsageError(`${name} is not a JSON array`, notAnArray)
        place = 'inside'
        element = { line, text: '' }
        from = at + 1
      } else if (character === '"') {
        quoted = true
      } else if (character === '{' || character === '[') {
        depth += 1
      } else if (depth > 0) {
        if (character === '}' || character === ']') depth -= 1
      } else if (character === ',' || character === ']') {
        const text = element.text + piece.slice(from, at)
        const empty = text.trim() === ''
        if (empty && (character === ',' || elements > 0)) {
          throw new UsageError(`${name}: an element is missing at line ${line}`, 'is there a comma too many?')
        }
        if (!empty) yield startingAtItsLine(element.line, text)
        elements += 1
        element = { line, text: '' }
        from = at + 1
        if (character === ']') place = 'after'
      }
    }
    if (place === 'inside') element.text += piece.slice(from)
    if (element.text.length > maxRowCharacters) {
      throw new UsageError(`${name}: the element at line ${element.line} is longer than 1 MiB`)
    }
  }
  if (place === 'inside')
    throw new UsageError(`${name}: the array is not closed at the end, line ${line}`, 'is it complete?')
}

const isSpace = (character: string): boolean => /\s/.test(character)

/** Line feeds before the element belong to no element. */
function startingAtItsLine(line: number, text: string): Element {
  const content = text.trimStart()
  const feeds = text.slice(0, text.length - content.length).split('\n').length - 1
  return { line: line + feeds, text: content }
}
