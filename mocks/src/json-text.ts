import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser'

function parse(text: string): Node | undefined {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  return errors.length === 0 ? root : undefined
}

function childAt(node: Node | undefined, name: string): Node | undefined {
  if (node?.type === 'array') return /^\d+$/.test(name) ? node.children?.[Number(name)] : undefined
  return node?.type === 'object' ? findNodeAtLocation(node, [name]) : undefined
}

function nodeAt(text: string, path: string): Node | undefined {
  return path.split('.').reduce(childAt, parse(text))
}

/**
 * Replaces the value at a path of names and indexes, `data.items.0.price`, and keeps every other character.
 * Returns null where nothing is at the path, the text is not JSON, or `change` returns null.
 */
export function replaceValue(
  text: string,
  path: string,
  change: (value: string) => string | null,
): string | null {
  const node = nodeAt(text, path)
  if (!node) return null
  const end = node.offset + node.length
  const value = change(text.slice(node.offset, end))
  return value === null ? null : text.slice(0, node.offset) + value + text.slice(end)
}

/** Removes the member or element at the path, with its comma; null where nothing is at the path. */
export function removeMember(text: string, path: string): string | null {
  const node = nodeAt(text, path)
  if (!node) return null
  const member = node.parent?.type === 'property' ? node.parent : node
  const siblings = member.parent?.children ?? []
  const next = siblings[siblings.indexOf(member) + 1]
  const before = text.slice(0, member.offset)
  if (next) return before + text.slice(next.offset)
  return before.replace(/,?[ \t\r\n]*$/, '') + text.slice(member.offset + member.length)
}

/** The path of the first number in the text's own order, except those in `skipped`. */
export function findNumberPath(text: string, skipped: readonly string[] = []): string | null {
  const search = (node: Node | undefined, path: string): string | null => {
    if (node?.type === 'number') return skipped.includes(path) ? null : path
    for (const [index, child] of (node?.children ?? []).entries()) {
      const [name, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child]
      const step = name?.value ?? index
      const found = search(value, path === '' ? String(step) : `${path}.${step}`)
      if (found !== null) return found
    }
    return null
  }
  return search(parse(text), '')
}

/** Sets values at paths; a path that leads nowhere changes nothing. */
export function setValues(text: string, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).reduce(
    (changed, [path, value]) => replaceValue(changed, path, () => JSON.stringify(value)) ?? changed,
    text,
  )
}
