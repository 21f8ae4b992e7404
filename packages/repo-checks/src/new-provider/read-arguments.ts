import { parseArgs } from 'node:util'
import { capitalize } from './provider-name.ts'
import { UsageError } from './usage-error.ts'

export const helpText = `Usage: npx --yes pnpm@12 new-provider <name> [--title <title>]

Writes the folders of one more provider from templates: packages/<name>, mocks/<name> and contracts/<name>,
its change file, and the lines that make it known to the mocks, the command line, the contracts and the spelling
checker. What is to be filled in fails in "npx --yes pnpm@12 test", file by file, until it is. CONTRIBUTING.md
says how to go on.

  <name>           lower-case letters and digits, such as apigames
  --title <title>  as the provider writes its name, such as "API Games"; the name with a capital letter unless said
  --help           this text
`

export type Arguments = { help: true } | { help: false; name: string; title: string }

/** @throws UsageError for anything else than one name and the options of the help text */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  if (values.help === true) return { help: true }
  const [name, ...more] = positionals
  if (name === undefined) throw new UsageError('give the name of the provider')
  if (more.length > 0) throw new UsageError(`give one name, not ${positionals.length}`)
  const title = values.title ?? capitalize(name)
  if (!/^[\p{L}\p{N}](?:[\p{L}\p{N} .&-]*[\p{L}\p{N}])?$/u.test(title) || title.length > 40) {
    throw new UsageError('--title: use 1 to 40 letters, digits, spaces, full stops, & and hyphens')
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
