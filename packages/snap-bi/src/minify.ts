import { SnapBiError } from './errors.ts'

/**
 * Removes JSON's white space outside strings and nothing else: order, nulls, number spelling and escapes stay, unlike
 * with `JSON.stringify(JSON.parse(text))`. Does not check that the text is JSON.
 * @throws SnapBiError for a string without a closing quotation mark
 */
export function minifyJson(text: string): string {
  if (typeof text !== 'string') throw new SnapBiError('text', 'text must be a string')
  let compact = ''
  let position = 0
  while (position < text.length) {
    const opening = text.indexOf('"', position)
    if (opening === -1) return compact + withoutWhiteSpace(text.slice(position))
    const end = endOfString(text, opening)
    compact += withoutWhiteSpace(text.slice(position, opening)) + text.slice(opening, end)
    position = end
  }
  return compact
}

function withoutWhiteSpace(text: string): string {
  return text.replace(/[ \t\r\n]/g, '')
}

/** Returns the position after the closing quotation mark of the string that opens at `opening`. */
function endOfString(text: string, opening: number): number {
  for (let position = opening + 1; position < text.length; position += 1) {
    if (text[position] === '"') return position + 1
    if (text[position] === '\\') position += 1
  }
  throw new SnapBiError('text', 'text must not have a string without a closing quotation mark')
}
