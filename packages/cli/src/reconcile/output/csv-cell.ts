/** A spreadsheet takes a cell that begins so for a formula; the last four are their full-width forms. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^[+-]?\d[\d.,]*$/

/**
 * True where a spreadsheet could run the text. Apostrophes before it are looked through, so that what was made harmless
 * can be told from what looked so from the start.
 */
function isFormula(text: string): boolean {
  const bare = text.replace(/^'+/, '')
  return formulaStart.test(bare) && !plainNumber.test(bare)
}

/** Puts an apostrophe before what a spreadsheet could run. `readHarmless` takes exactly those away again. */
export function makeHarmless(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

/** The text that `makeHarmless` was given. */
export function readHarmless(text: string): string {
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text
}

/** A cell as RFC 4180 writes it. */
export function toCsvCell(text: string, delimiter: string): string {
  const harmless = makeHarmless(text)
  return harmless.includes(delimiter) || /["\r\n]|^\s|\s$/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
