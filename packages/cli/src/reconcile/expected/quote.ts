const maxQuotedCharacters = 60

/** A text of the input inside a message: one line, not too long. */
export function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const characters = [...line]
  return characters.length > maxQuotedCharacters
    ? `"${characters.slice(0, maxQuotedCharacters).join('')}…"`
    : `"${line}"`
}
