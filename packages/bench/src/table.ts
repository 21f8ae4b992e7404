import { cpus } from 'node:os'

/** What the figures were measured on. */
export function describeMachine(): string {
  const [first] = cpus()
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} x ${first?.model.trim() ?? 'unknown processor'}`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** A Markdown table. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
