import type { StatusQuery } from '@cekstatus/core'
import type { StatusRow } from '@cekstatus/core/provider'
import type { CatalogueEntry } from '../provider-under-test.ts'
import { type JsonNode, toTree, writeTree } from './json-tree.ts'
import { mutateBytes, randomBytes } from './mutate-bytes.ts'
import { mutateHeaders, mutateStatus } from './mutate-head.ts'
import { type Material, mutateJson } from './mutate-json.ts'
import { createRandom, type Random } from './random.ts'

/** One answer that nobody documented, and the query that it answers. */
export interface OpenCase {
  query: StatusQuery
  status: number
  headers: ReturnType<typeof mutateHeaders>
  bytes: Uint8Array
}

interface Original {
  query: StatusQuery
  status: number
  headers: Record<string, string>
  tree: JsonNode
}

/** Words that mean success somewhere, and that no provider may be taken to mean unless its page says so. */
const foreignWords = ['success', 'paid', 'sukses', 'completed', 'berhasil', 'settled', 'lunas', 'ok', '00']

/** Makes the cases of one provider out of its documented answers; the same seed and index make the same case. */
export function createCases(
  fixtures: readonly CatalogueEntry[],
  statusMap: readonly StatusRow[],
): (seed: number, index: number) => OpenCase {
  const originals = fixtures.flatMap(({ ask, response }): Original[] => {
    const value = parse(response.body.join('\n'))
    if (value === undefined) return []
    return [{ query: ask.query, status: response.status, headers: response.headers, tree: toTree(value) }]
  })
  // Half of all cases begin with an answer that says success, because there is most to lose.
  const successes = originals.filter((_, index) => isSuccess(fixtures[index]))
  const material: Material = {
    words: [...statusMap.map(({ providerStatus }) => providerStatus), ...foreignWords],
    bodies: originals.map(({ tree }) => tree),
  }
  return (seed, index) => {
    const random = createRandom(seed, index)
    const original = random.pickFrom(random.percent(50) ? successes : originals)
    if (original === undefined) throw new Error('there is no documented answer to begin with')
    return {
      query: original.query,
      status: random.percent(85) ? original.status : mutateStatus(random),
      headers: random.percent(70) ? original.headers : mutateHeaders(original.headers, random),
      bytes: makeBody(original.tree, random, material),
    }
  }
}

function makeBody(tree: JsonNode, random: Random, material: Material): Uint8Array {
  const choice = random.below(100)
  if (choice < 3) return Buffer.from(writeTree(tree))
  if (choice < 6) return randomBytes(random.below(300), random)
  if (choice < 16) return mutateBytes(Buffer.from(writeTree(tree)), random)
  const body = Buffer.from(writeTree(mutateJson(tree, random, material)))
  return choice < 28 ? mutateBytes(body, random) : body
}

function isSuccess(fixture: CatalogueEntry | undefined): boolean {
  return fixture !== undefined && 'transaction' in fixture.expected
    ? fixture.expected.transaction.status === 'success'
    : false
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
