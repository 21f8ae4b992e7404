import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { didYouMean } from '../nearest-name.ts'
import { UsageError } from '../usage-error.ts'
import { readSmallFile } from './read-file.ts'
import type { SettingSource } from './setting-source.ts'

const configFileName = 'cekstatus.config.json'

/** Finds the config file in a directory or the nearest directory above. */
export function findConfigFile(folder: string): string | null {
  const path = join(folder, configFileName)
  if (existsSync(path)) return path
  const above = dirname(folder)
  return above === folder ? null : findConfigFile(above)
}

const notAnObject = 'must be an object'
const schema = z.strictObject(
  {
    $schema: z.optional(z.string({ error: 'must be a string (URL)' })),
    providers: z.record(z.string(), z.record(z.string(), z.unknown(), { error: notAnObject }), {
      error: 'must be an object with one section per provider',
    }),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? notAnObject : undefined) },
)

/** Reads a config file. @throws UsageError with the file, the path in it and the fix, but no value */
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

/** The parser's message quotes the file, so only the position is used. */
function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const place = /line (\d+) column (\d+)/.exec(String(error))
    const where = place === null ? '' : ` at line ${place[1]}, column ${place[2]}`
    throw new UsageError(
      `${file} is not valid JSON${where}`,
      'check for a missing quotation mark or an extra comma',
    )
  }
}

function describeProblem(file: string, issues: z.core.$ZodError['issues']): UsageError {
  const [issue] = issues
  if (issue?.code === 'unrecognized_keys') {
    return new UsageError(
      `${file}: unknown key "${issue.keys[0]}"${didYouMean(issue.keys[0] ?? '', ['providers', '$schema'])}`,
      'known keys: providers, $schema',
    )
  }
  const path = issue?.path.map(String).join('.') || 'the file'
  return new UsageError(`${file}: ${path} ${issue?.message ?? 'is malformed'}`)
}
