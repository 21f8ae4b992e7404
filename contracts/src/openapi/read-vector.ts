import { readFileSync } from 'node:fs'

interface Vector {
  name: string
  verifies: boolean
  inputs: Readonly<Record<string, string>>
  intermediate: Readonly<Record<string, string>>
  expected: { value: string }
}

/** One signature vector of a provider's package. @throws Error for one that does not verify, or does not exist */
export function readVector(provider: string, name: string): Vector {
  const file = new URL(`../../../packages/${provider}/vectors/${provider}.json`, import.meta.url)
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }
  const vector = vectors.find((candidate) => candidate.name === name && candidate.verifies)
  if (vector === undefined) throw new Error(`${provider} has no vector "${name}" that verifies`)
  return vector
}

/** Lines of a worked example as a block of code. */
export function workedExample(lines: Readonly<Record<string, string | undefined>>): string {
  const width = Math.max(...Object.keys(lines).map((name) => name.length)) + 2
  const text = Object.entries(lines).map(([name, value]) => `${name.padEnd(width)}${value}`)
  return ['```text', ...text, '```'].join('\n')
}
