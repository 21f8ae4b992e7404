/** Makes a provider's text fit for a terminal: it must not move the cursor, change colors or turn the line round. */
export function toPlainLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}
