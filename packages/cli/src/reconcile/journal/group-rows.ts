import type { DatabaseSync } from 'node:sqlite'

interface Candidate {
  number: number
  /** Values that two rows of one transaction share. */
  keys: readonly string[]
  /** A value that two rows of one transaction cannot have differently; null fits all. */
  kind: string | null
}

/** Finds rows that may be one transaction, in the order of the input. */
export type FindCandidates = (database: DatabaseSync) => Iterable<Candidate>

/** Rows to check with the same provider and reference. */
export function* groupByReference(database: DatabaseSync): Iterable<Candidate> {
  const shared = (column: string): string =>
    `(provider, ${column}) IN (SELECT provider, ${column} FROM row
      WHERE provider IS NOT NULL AND ${column} IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1)`
  const rows = database.prepare(
    `SELECT number, provider, merchant_reference, provider_reference, kind FROM row
     WHERE provider IS NOT NULL AND number NOT IN (SELECT number FROM decision)
       AND (${shared('merchant_reference')} OR ${shared('provider_reference')}) ORDER BY number`,
  )
  for (const row of rows.all()) {
    yield {
      number: Number(row.number),
      keys: [
        ...(row.merchant_reference === null ? [] : [`${row.provider} m ${row.merchant_reference}`]),
        ...(row.provider_reference === null ? [] : [`${row.provider} p ${row.provider_reference}`]),
      ],
      kind: row.kind === null ? null : String(row.kind),
    }
  }
}

/** Rows whose responses have the same provider reference, or the same row found by either reference. */
export function* groupByAnswer(database: DatabaseSync): Iterable<Candidate> {
  const key = `coalesce('p ' || (finding ->> 'providerReference'), 'm ' || (finding ->> 'merchantReference'))`
  const rows = database.prepare(
    `SELECT coalesce(first, number) AS number, provider, ${key} AS key, finding ->> 'kind' AS kind
     FROM row JOIN decision USING (number) WHERE answered = 1 AND (provider, ${key}) IN
       (SELECT provider, ${key} FROM row JOIN decision USING (number)
        WHERE answered = 1 GROUP BY 1, 2 HAVING count(*) > 1) ORDER BY number`,
  )
  for (const row of rows.all()) {
    yield { number: Number(row.number), keys: [`${row.provider} ${row.key}`], kind: String(row.kind) }
  }
}

/** Sets `first` of all rows of one transaction to the number of its first row. */
export function groupRows(database: DatabaseSync, find: FindCandidates): void {
  const parents = new Map<number, number>()
  const rootOf = (number: number): number => {
    let root = number
    while ((parents.get(root) ?? root) !== root) root = parents.get(root) ?? root
    parents.set(number, root)
    return root
  }
  const byKey = new Map<string, Map<string | null, number>>()
  for (const { number, keys, kind } of find(database)) {
    if (!parents.has(number)) parents.set(number, number)
    for (const key of keys) {
      const kinds = byKey.get(key) ?? new Map<string | null, number>()
      byKey.set(key, kinds)
      for (const [otherKind, other] of kinds) {
        if (kind !== null && otherKind !== null && kind !== otherKind) continue
        const [left, right] = [rootOf(number), rootOf(other)]
        parents.set(Math.max(left, right), Math.min(left, right))
      }
      if (!kinds.has(kind)) kinds.set(kind, number)
    }
  }
  const sizes = new Map<number, number>()
  for (const number of parents.keys()) sizes.set(rootOf(number), (sizes.get(rootOf(number)) ?? 0) + 1)
  const assign = database.prepare('UPDATE row SET first = ? WHERE number = ? OR first = ?')
  for (const number of parents.keys()) {
    const root = rootOf(number)
    if ((sizes.get(root) ?? 0) > 1) assign.run(root, number, number)
  }
}
