import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { UsageError } from '../usage-error.ts'
import { readSmallFile } from './read-file.ts'
import type { SettingSource } from './setting-source.ts'

const configFileName = 'cekstatus.config.json'

/** The config file of a folder or of the nearest folder above it; null when there is none. */
export function findConfigFile(folder: string): string | null {
  const path = join(folder, configFileName)
  if (existsSync(path)) return path
  const above = dirname(folder)
  return above === folder ? null : findConfigFile(above)
}

const notAnObject = 'give an object'
const schema = z.strictObject(
  {
    $schema: z.optional(z.string({ error: 'give the address of a schema as text' })),
    providers: z.record(z.string(), z.record(z.string(), z.unknown(), { error: notAnObject }), {
      error: 'give an object with a section for each provider',
    }),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? notAnObject : undefined) },
)

/** Reads a config file. @throws UsageError naming the file, the path in it and the fix, never a value */
export function readConfigFile(path: string): SettingSource {
  const file = resolve(path)
  const result = z.safeParse(schema, parse(readSmallFile(file, 'the config file'), file))
  if (!result.success) throw describeProblem(file, result.error.issues)
  const { providers } = result.data
  return {
    file,
    folder: dirname(file),
    providers: Object.keys(providers),
    section: (provider) => (Object.hasOwn(providers, provider) ? (providers[provider] ?? {}) : {}),
    nameOf: (provider, setting) => `providers.${provider}.${setting}`,
  }
}

/** The parser's own message quotes the file, so only the place is taken from it. */
function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const place = /line (\d+) column (\d+)/.exec(String(error))
    const where = place === null ? '' : ` at line ${place[1]}, column ${place[2]}`
    throw new UsageError(`${file} is not JSON${where}`, 'look for a missing quote or a comma too many there')
  }
}

function describeProblem(file: string, issues: z.core.$ZodError['issues']): UsageError {
  const [issue] = issues
  if (issue?.code === 'unrecognized_keys') {
    return new UsageError(`${file}: ${issue.keys.join(', ')}: no such key`, 'known are providers and $schema')
  }
  const path = issue?.path.map(String).join('.') || 'the whole'
  return new UsageError(`${file}: ${path}: ${issue?.message ?? 'it is malformed'}`)
}
