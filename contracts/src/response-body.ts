import { Matchers } from '@pact-foundation/pact'
import type { Interaction } from './contract-types.ts'

/**
 * The part of a documented body that the client reads: exact where it branches, by type elsewhere.
 * A path names a field that the body must have: `data.items[0].variant_id`.
 */
export function responseBody({ fixture, references, exact, typed }: Interaction): unknown {
  const body: unknown = JSON.parse(fixture.response.body.join('\n'))
  const result: Record<string, unknown> = {}
  for (const path of [...Object.keys(references), ...exact, ...typed]) {
    const [found] = readFields(body, path)
    if (found === undefined) throw new Error(`the fixture's body has no field ${path}`)
    const value = references[path] ?? found
    writePath(result, path, typed.includes(path) ? Matchers.like(value) : value)
  }
  return result
}

/** The values of a field: none where the body lacks the field, several for `data.items[].id`. */
export function readFields(body: unknown, path: string): unknown[] {
  return segmentsOf(path)
    .reduce<unknown[]>(
      (nodes, key) =>
        nodes.flatMap((node) => {
          if (typeof node !== 'object' || node === null) return []
          return key === '' ? Object.values(node) : [(node as Record<string, unknown>)[key]]
        }),
      [body],
    )
    .filter((value) => value !== undefined)
}

function segmentsOf(path: string): string[] {
  return path.replaceAll('[', '.').replaceAll(']', '').split('.')
}

function writePath(root: Record<string, unknown>, path: string, value: unknown): void {
  const segments = segmentsOf(path)
  const last = segments.pop() ?? ''
  let node: Record<string, unknown> = root
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1] ?? last
    node[segment] ??= /^\d+$/.test(next) ? [] : {}
    node = node[segment] as Record<string, unknown>
  }
  node[last] = value
}
