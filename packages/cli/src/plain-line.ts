/** Removes control and format characters, which could move the cursor, change colors or reverse the line. */
export function toPlainLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}
