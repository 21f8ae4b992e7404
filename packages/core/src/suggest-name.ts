/** The known name that a misspelt one was probably meant to be; null where none is near. */
export function suggestName(name: string, known: readonly string[]): string | null {
  const typed = normalize(name)
  if (typed.length < 3 || typed.length > 40) return null
  const candidates = known.map((candidate) => ({ candidate, distance: measure(typed, normalize(candidate)) }))
  const nearest = candidates.reduce<{ candidate: string; distance: number } | null>(
    (best, next) => (best === null || next.distance < best.distance ? next : best),
    null,
  )
  return nearest !== null && nearest.distance <= Math.min(3, typed.length / 3) ? nearest.candidate : null
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

/** The edit distance of Levenshtein; one edit for a part of the name, such as `merchantRef` or `timeout`. */
function measure(left: string, right: string): number {
  if (left !== right && (right.includes(left) || left.includes(right))) return 1
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...right].entries()) {
      const replaced = (previous[column] ?? 0) + Number(letter !== other)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
