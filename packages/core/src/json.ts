/**
 * Parses a body as JSON whatever its content type says; a byte order mark or white space before it is dropped.
 * A number of 16 or more characters that a 64-bit float would not give back the same becomes text, so that a 24-digit
 * id is never rounded; shorter ones are always safe.
 *
 * Returns undefined when the text is not JSON, or has an object with one key twice.
 */
export function parseJson(body: string): unknown {
  return parseBody(body)?.raw
}

/** A number with digits that a 64-bit float would lose. Ids and amounts are read from it; it is neither text nor word. */
export class ExactNumber {
  readonly digits: string

  constructor(digits: string) {
    this.digits = digits
  }

  toString(): string {
    return this.digits
  }
}

/** A parsed body; the three differ only in numbers that a 64-bit float would damage. */
export interface ParsedBody {
  /** Each of them an `ExactNumber`. This is what is read, so that no count of digits turns a number into a text. */
  values: unknown
  /** Each of them a number, 0 for an integer. This is what schemas check. */
  numbers: unknown
  /** Each of them text, as `parseJson` returns it. This is what callers get. */
  raw: unknown
}

/** Parses a body as `parseJson` does. */
export function parseBody(body: string): ParsedBody | undefined {
  try {
    const text = dropLeadingSpace(body)
    const value: unknown = JSON.parse(text)
    const { members, inexactNumbers } = scan(text)
    // Parsers differ in which of two members with one key they take, so neither can be trusted.
    if (members !== countMembers(value)) return undefined
    if (inexactNumbers.length === 0) return { values: value, numbers: value, raw: value }
    const parse = (write: (token: string) => string): unknown =>
      JSON.parse(replaceNumbers(text, inexactNumbers, write))
    const quote = (token: string): string => `"${token}"`
    const numbers = parse((token) => (/^-?\d+$/.test(token) ? '0' : token))
    return { values: markNumbers(parse(quote), numbers), numbers, raw: parse(quote) }
  } catch {
    return undefined
  }
}

/** Puts an `ExactNumber` wherever there is text in the place of a number. */
function markNumbers(quoted: unknown, numbers: unknown): unknown {
  const marked = [quoted]
  const left: [Record<string, unknown>, Record<string, unknown>][] = []
  const compare = (holder: Record<string, unknown>, key: string, number: unknown): void => {
    const value = holder[key]
    if (typeof value === 'string' && typeof number === 'number') holder[key] = new ExactNumber(value)
    else if (typeof value === 'object' && value !== null) left.push([value as never, number as never])
  }
  compare(marked as never, '0', numbers)
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [holder, original] = next
    for (const key of Object.keys(holder)) compare(holder, key, original[key])
  }
  return marked[0]
}

function dropLeadingSpace(body: string): string {
  return body.startsWith('{') ? body : body.replace(/^[\s\uFEFF]+/, '')
}

interface Scan {
  /** Members that the text writes, in all its objects. */
  members: number
  /** Where the numbers begin and end that a 64-bit float would damage. */
  inexactNumbers: readonly (readonly [start: number, end: number])[]
}

const quotationMark = 0x22
const colon = 0x3a
const minus = 0x2d
const shortestInexactNumber = 16

/** Looks once at what stands outside the strings of a text that is known to be JSON. */
function scan(text: string): Scan {
  const inexactNumbers: [number, number][] = []
  let members = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === quotationMark) index = endOfString(text, index)
    else if (code === colon) members += 1
    else if (code === minus || isDigit(code)) {
      const start = index
      while (isInNumber(text.charCodeAt(index + 1))) index += 1
      const end = index + 1
      if (end - start >= shortestInexactNumber && !isExactNumber(text.slice(start, end))) {
        inexactNumbers.push([start, end])
      }
    }
  }
  return { members, inexactNumbers }
}

/** The place of the quotation mark that ends the string: one before which no odd count of backslashes stands. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, place: number): boolean {
  let backslashes = 0
  while (text[place - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Digits, and `.`, `e`, `E`, `+`, `-`. */
function isInNumber(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === minus
}

function isExactNumber(token: string): boolean {
  const number = Number(token)
  return String(number) === token && (!Number.isInteger(number) || Number.isSafeInteger(number))
}

function replaceNumbers(
  text: string,
  places: Scan['inexactNumbers'],
  write: (token: string) => string,
): string {
  const parts = places.map(([start, end], index) => {
    const before = text.slice(places[index - 1]?.[1] ?? 0, start)
    return before + write(text.slice(start, end))
  })
  return parts.join('') + text.slice(places.at(-1)?.[1] ?? 0)
}

/** Members that parsing kept; not by recursion, because a hostile body nests a million deep. */
function countMembers(value: unknown): number {
  let members = 0
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next !== 'object' || next === null) continue
    const values: unknown[] = Array.isArray(next) ? next : Object.values(next)
    if (values !== next) members += values.length
    for (const inner of values) if (typeof inner === 'object' && inner !== null) left.push(inner)
  }
  return members
}

/** The text of an id that a provider may send with or without quotation marks; null when absent or empty. */
export function toIdString(id: string | number | null | undefined): string | null {
  return id === null || id === undefined || id === '' ? null : String(id)
}

/** True for JSON objects; arrays and null are not records. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  )
}
