import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ExitReason } from '../exit-codes.ts'

/** Runs `cekstatus-mocks` in this process. */
export async function runMocks(words: readonly string[]): Promise<ExitReason> {
  const manifest = fileURLToPath(import.meta.resolve('@cekstatus/mocks/package.json'))
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> }
  const command = join(dirname(manifest), bin['cekstatus-mocks'] ?? '')
  process.argv = [process.argv[0] ?? 'node', command, ...words]
  await import(pathToFileURL(command).href)
  // The servers run now, or the command has reported why not.
  return process.exitCode === undefined || process.exitCode === 0 ? 'success' : 'misconfigured'
}
