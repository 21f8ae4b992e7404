/** A JSON string, or a number that is long enough to be damaged by a 64-bit float. */
const stringOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]{15,}/g

/**
 * Parses a body as JSON whatever its content type says; a byte order mark or white space before it is dropped.
 * A number of 16 or more characters that a 64-bit float would not give back the same becomes text, so that a 24-digit
 * id is never rounded; shorter ones are always safe.
 *
 * Returns undefined when the text is not JSON, or has an object with one key twice.
 */
export function parseJson(body: string): unknown {
  const text = body.replace(/^[\s\uFEFF]+/, '')
  try {
    const value: unknown = JSON.parse(text)
    if (hasKeyTwice(text)) return undefined
    const exact = text.replace(stringOrLongNumber, (token) =>
      token.startsWith('"') || isExactNumber(token) ? token : `"${token}"`,
    )
    return exact === text ? value : JSON.parse(exact)
  } catch {
    return undefined
  }
}

function isExactNumber(token: string): boolean {
  const number = Number(token)
  return String(number) === token && (!Number.isInteger(number) || Number.isSafeInteger(number))
}

/** The text of an id that a provider may send with or without quotation marks; null when absent or empty. */
export function readId(id: string | number | null | undefined): string | null {
  return id === null || id === undefined || id === '' ? null : String(id)
}

/** True for JSON objects; arrays and null are not records. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const keyOrBracket = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g

/** Parsers differ in which of two members with one key they take, so neither can be trusted. */
function hasKeyTwice(text: string): boolean {
  // The keys of each open object or array; null until the first, because a hostile body opens a million of them.
  const open: (Set<string> | null)[] = []
  for (const [token, string, colon] of text.matchAll(keyOrBracket)) {
    if (token === '{' || token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (string !== undefined && colon !== undefined) {
      const key = String(JSON.parse(string))
      const keys = open.at(-1) ?? new Set()
      if (keys.has(key)) return true
      open[open.length - 1] = keys.add(key)
    }
  }
  return false
}
