function distance(left: string, right: string): number {
  let row = [...right, ''].map((_, index) => index)
  for (const [place, character] of [...left].entries()) {
    const next = [place + 1]
    for (let index = 0; index < right.length; index += 1) {
      const replaced = (row[index] ?? 0) + (character === right[index] ? 0 : 1)
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** ` (did you mean "forMs"?)` where one of the names is at most two letters away, else empty. */
export function didYouMean(text: string, names: readonly string[]): string {
  const lower = text.slice(0, 60).toLowerCase()
  const [nearest] = names
    .map((name) => ({ name, changes: distance(lower, name.toLowerCase()) }))
    .filter(({ changes }) => changes <= 2)
    .sort((left, right) => left.changes - right.changes)
  return nearest ? ` (did you mean "${nearest.name}"?)` : ''
}
