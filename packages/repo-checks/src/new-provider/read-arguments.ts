import { parseArgs } from 'node:util'
import { capitalize } from './provider-name.ts'
import { UsageError } from './usage-error.ts'

export const helpText = `Usage: npx --yes pnpm@12 new-provider <name> [--title <title>]

Writes a new provider from templates: packages/<name>, mocks/<name>, contracts/<name> and its change file, and
registers it with the mocks, the command line, the contracts and the spelling checker. Every place to fill is a
failing test. CONTRIBUTING.md has the next steps.

  <name>           lower-case letters and digits, such as apigames
  --title <title>  the provider's spelling, such as "API Games" (default: the name with a capital letter)
  --help           print this help
`

export type Arguments = { help: true } | { help: false; name: string; title: string }

/** @throws UsageError unless the arguments are one name and options of the help text */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  if (values.help === true) return { help: true }
  const [name, ...more] = positionals
  if (name === undefined) throw new UsageError('<name> is required')
  if (more.length > 0) throw new UsageError(`pass one name, not ${positionals.length}`)
  const title = values.title ?? capitalize(name)
  if (!/^[\p{L}\p{N}](?:[\p{L}\p{N} .&-]*[\p{L}\p{N}])?$/u.test(title) || title.length > 40) {
    throw new UsageError('--title must have 1 to 40 letters, digits, spaces, full stops, & and hyphens')
  }
  return { help: false, name, title }
}

function parse(argv: readonly string[]) {
  const options = { title: { type: 'string' }, help: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}
