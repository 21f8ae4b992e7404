/** Longer lines are passed through in pieces. */
const maxHeldCharacters = 1_048_576

/**
 * Quotes unquoted cells such as `="00123"`, which protect zeros in exports and are not valid CSV. Such a cell begins
 * after a delimiter or line end and ends before one, so nothing inside a quoted cell matches.
 */
export async function* quoteFormulaCells(
  pieces: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<string, void, undefined> {
  const edge = `[${delimiter.replace(/[\\\]^-]/, '\\$&')}\\r\\n]`
  const cell = new RegExp(`(?<=^|${edge})="([^"\\r\\n]+)"(?=${edge}|$)`, 'g')
  const quote = (text: string): string =>
    text.includes('="') ? text.replace(cell, (_match, content) => `"=""${content}"""`) : text
  let held = ''
  for await (const piece of pieces) {
    const text = held + piece
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
    if (end === 0 && text.length < maxHeldCharacters) {
      held = text
      continue
    }
    const cut = end === 0 ? text.length : end
    held = text.slice(cut)
    yield quote(text.slice(0, cut))
  }
  if (held !== '') yield quote(held)
}
