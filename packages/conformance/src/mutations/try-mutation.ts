import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { MutatedFile, Mutation } from './mutation.ts'
import { plant, workspaceOf } from './plant.ts'
import { runTests } from './run-tests.ts'

/** A fault is caught when a test fails, or when the tests no longer end. */
export type MutationOutcome = 'caught' | 'survived'

const namedTestsTimeoutMs = 180_000
const relatedTestsTimeoutMs = 600_000

/** Plants one fault in a copy of the repository, asks the named tests, then all that reach the file, and mends it. */
export async function tryMutation(
  copy: string,
  file: MutatedFile,
  mutation: Mutation,
): Promise<MutationOutcome> {
  const path = join(copy, file.path)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, plant(text, mutation))
  try {
    const directory = join(copy, workspaceOf(file))
    const named = { directory, command: 'run', files: file.tests, timeoutMs: namedTestsTimeoutMs } as const
    if ((await runTests(named)) !== 'green') return 'caught'
    const source = relative(workspaceOf(file), file.path)
    const related = {
      directory,
      command: 'related',
      files: [source],
      timeoutMs: relatedTestsTimeoutMs,
    } as const
    return (await runTests(related)) === 'green' ? 'survived' : 'caught'
  } finally {
    writeFileSync(path, text)
  }
}

/** The tests that a list names must be green before anything is planted, or every fault would look caught. */
export async function expectGreen(copy: string, file: MutatedFile): Promise<void> {
  const directory = join(copy, workspaceOf(file))
  const outcome = await runTests({
    directory,
    command: 'run',
    files: file.tests,
    timeoutMs: namedTestsTimeoutMs,
  })
  if (outcome !== 'green') throw new Error(`the tests of ${file.path} are ${outcome} without any fault`)
}
