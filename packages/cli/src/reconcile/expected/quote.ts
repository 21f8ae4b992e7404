import { nameCharacter } from '../../name-character.ts'

const maxQuotedCharacters = 60

/** Quotes a text of the input for a message: on one line, shortened, with invisible characters as `U+200B`. */
export function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\p{Cf}/gu, nameCharacter)
  const characters = [...line]
  return characters.length > maxQuotedCharacters
    ? `"${characters.slice(0, maxQuotedCharacters).join('')}…"`
    : `"${line}"`
}
