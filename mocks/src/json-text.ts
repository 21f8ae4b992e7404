interface MemberSpan {
  /** Where the member's name begins, or the element of an array. */
  memberStart: number
  /** Where the value begins, and the place after it. */
  start: number
  end: number
}

const whiteSpace = /[ \t\r\n]*/y
const scalar = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y

function skip(text: string, place: number): number {
  whiteSpace.lastIndex = place
  return place + (whiteSpace.exec(text)?.[0].length ?? 0)
}

function scalarEnd(text: string, place: number): number {
  scalar.lastIndex = place
  return place + (scalar.exec(text)?.[0].length ?? 0)
}

/** The place after the value that begins at `place`. The text is known to be JSON. */
function valueEnd(text: string, place: number): number {
  const open = text.charAt(place)
  if (open !== '{' && open !== '[') return scalarEnd(text, place)
  let depth = 0
  for (let index = place; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '"') index = scalarEnd(text, index) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth === 0) return index + 1
  }
  return text.length
}

/** The members or elements of the object or array that begins at `place`. */
function membersOf(text: string, place: number): (MemberSpan & { name: string })[] {
  const open = text.charAt(place)
  const members: (MemberSpan & { name: string })[] = []
  if (open !== '{' && open !== '[') return members
  let index = skip(text, place + 1)
  while (index < text.length && text.charAt(index) !== '}' && text.charAt(index) !== ']') {
    const memberStart = index
    let name = String(members.length)
    if (open === '{') {
      const nameEnd = scalarEnd(text, index)
      name = JSON.parse(text.slice(index, nameEnd))
      index = skip(text, skip(text, nameEnd) + 1)
    }
    const end = valueEnd(text, index)
    members.push({ name, memberStart, start: index, end })
    index = skip(text, end)
    if (text.charAt(index) === ',') index = skip(text, index + 1)
  }
  return members
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function findMember(text: string, path: string): MemberSpan | null {
  if (!isJson(text)) return null
  let found: MemberSpan = { memberStart: 0, start: skip(text, 0), end: text.length }
  for (const name of path.split('.')) {
    const member = membersOf(text, found.start).find((candidate) => candidate.name === name)
    if (!member) return null
    found = member
  }
  return found
}

/**
 * The text with another value at a path of names and places, `data.items.0.price`, every other character kept.
 * Null where there is nothing at it, or where `change` gives null.
 */
export function replaceValue(
  text: string,
  path: string,
  change: (value: string) => string | null,
): string | null {
  const span = findMember(text, path)
  if (!span) return null
  const value = change(text.slice(span.start, span.end))
  return value === null ? null : text.slice(0, span.start) + value + text.slice(span.end)
}

/** The text without the member at the path, and without the comma that belonged to it. */
export function removeMember(text: string, path: string): string | null {
  const span = findMember(text, path)
  if (!span) return null
  const after = skip(text, span.end)
  if (text.charAt(after) === ',') return text.slice(0, span.memberStart) + text.slice(skip(text, after + 1))
  return text.slice(0, span.memberStart).replace(/,?[ \t\r\n]*$/, '') + text.slice(span.end)
}

/** The path of the first number in the text's own order; paths in `skipped` do not count. */
export function findNumberPath(text: string, skipped: readonly string[] = []): string | null {
  if (!isJson(text)) return null
  const search = (place: number, prefix: string): string | null => {
    for (const { name, start, end } of membersOf(text, place)) {
      const path = prefix === '' ? name : `${prefix}.${name}`
      const found = /^[{[]/.test(text.charAt(start)) ? search(start, path) : null
      if (found) return found
      if (/^-?\d/.test(text.slice(start, end)) && !skipped.includes(path)) return path
    }
    return null
  }
  return search(skip(text, 0), '')
}

/** The text with other values at the given paths; a path that leads nowhere changes nothing. */
export function setValues(text: string, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).reduce(
    (changed, [path, value]) => replaceValue(changed, path, () => JSON.stringify(value)) ?? changed,
    text,
  )
}
