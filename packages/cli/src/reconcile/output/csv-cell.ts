/** First characters of formulas in spreadsheets, including full-width forms. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^[+-]?\d[\d.,]*$/

/** True if a spreadsheet could run the text. Leading apostrophes do not count, so escaping can be undone. */
function isFormula(text: string): boolean {
  const bare = text.replace(/^'+/, '')
  return formulaStart.test(bare) && !plainNumber.test(bare)
}

/** Prefixes formulas with an apostrophe. `readHarmless` removes exactly these. */
export function makeHarmless(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

/** Undoes `makeHarmless`. */
export function readHarmless(text: string): string {
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text
}

/** Formats a cell as in RFC 4180. */
export function toCsvCell(text: string, delimiter: string): string {
  const harmless = makeHarmless(text)
  return harmless.includes(delimiter) || /["\r\n]|^\s|\s$/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
