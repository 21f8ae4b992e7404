import { Matchers } from '@pact-foundation/pact'
import type { Interaction } from './contract-types.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * The part of a documented body that the client reads: exact where it branches, by type elsewhere.
 * A path names a field that the body must have: `data.items[0].variant_id`.
 */
export function responseBody({ fixture, references, exact, typed }: Interaction): unknown {
  const body = JSON.parse(fixture.response.body.join('\n')) as Json
  const result: Record<string, unknown> = {}
  for (const path of [...Object.keys(references), ...exact, ...typed]) {
    const value = references[path] ?? readPath(body, path)
    writePath(result, path, typed.includes(path) ? Matchers.like(value) : value)
  }
  return result
}

function segmentsOf(path: string): string[] {
  return path.replaceAll('[', '.').replaceAll(']', '').split('.')
}

function readPath(body: Json, path: string): Json {
  const value = segmentsOf(path).reduce<Json | undefined>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<string, Json>)[key] : undefined,
    body,
  )
  if (value === undefined) throw new Error(`the fixture's body has no field ${path}`)
  return value
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
