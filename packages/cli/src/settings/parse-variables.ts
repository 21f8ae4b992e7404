import { parseEnv } from 'node:util'
import { UsageError } from '../usage-error.ts'
import { providerOfVariable } from './variable-name.ts'

/** An unquoted value with a `#` directly after another character; ` #` begins a comment. */
const cutValue = /^\s*(?:export\s+)?([A-Z0-9_]+)\s*=\s*(?!["'`])[^\n#]*[^\s#=]#/gm

/**
 * Parses a `.env` file.
 *
 * @throws UsageError for a value that would be cut at a `#`
 */
export function parseVariables(text: string, file: string): Record<string, string> {
  for (const [, name = ''] of text.matchAll(cutValue)) {
    if (providerOfVariable(name) === null) continue
    throw new UsageError(
      `${name} in ${file} has an unquoted "#", which begins a comment`,
      'put the value in quotation marks',
    )
  }
  return parseEnv(text) as Record<string, string>
}
