import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { libraries, specifiersOf, workshop } from './packages.ts'
import { questions } from './questions.ts'
import { rootDirectory } from './repository.ts'

const execute = promisify(execFile)

/** The libraries that a consumer compiles with; msw's own declarations need those of a browser. */
const compilerLibraries = { alone: ['es2022'], withPeers: ['es2022', 'dom', 'dom.iterable'] }

const compilerOptions = {
  module: 'nodenext',
  target: 'es2022',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
}

const statuses = [
  'pending',
  'processing',
  'success',
  'partial',
  'failed',
  'expired',
  'canceled',
  'refunded',
  'unknown',
]

/** Fails to compile where an entry's types were lost and everything became `any`. */
const isAny = 'type IsAny<Type> = 0 extends 1 & Type ? true : false'

/** A consumer that loads every entry and, from a provider's package, asks a question. */
function consumerCode(
  specifiers: readonly string[],
  load: (name: string, specifier: string) => string,
): string {
  const entries = specifiers.map((specifier, index) => ({ specifier, entry: `entry${index}` }))
  return [
    ...entries.map(({ specifier, entry }) => load(entry, specifier)),
    isAny,
    ...entries.flatMap(({ specifier, entry }) => [
      `export const ${entry}IsAny: IsAny<typeof ${entry}> = false`,
      ...askingCode(specifier, entry),
    ]),
  ].join('\n')
}

function askingCode(specifier: string, entry: string): string[] {
  const question = questions.find(({ consumer }) => consumer.manifest.name === specifier)
  if (question === undefined) return []
  const { factory, credentials, query } = question
  const call = `${entry}.${factory}(${JSON.stringify(credentials)}).getTransactionStatus(${JSON.stringify(query)})`
  return [
    `export async function ask(): Promise<${statuses.map((status) => `'${status}'`).join(' | ')}> {`,
    `  const { status } = await ${call}`,
    '  const statusIsAny: IsAny<typeof status> = false',
    '  return statusIsAny || status',
    '}',
  ]
}

/** Writes the ESM and the CommonJS consumer of every package; returns the project that has them all. */
function writeProject(kind: keyof typeof compilerLibraries): string {
  const files = libraries.flatMap((item) => {
    const entries = kind === 'alone' ? [item.manifest.name] : specifiersOf(item.manifest)
    const specifiers = entries.filter((specifier) => !specifier.endsWith('.json'))
    const imports = consumerCode(specifiers, (name, from) => `import * as ${name} from '${from}'`)
    const requires = consumerCode(specifiers, (name, from) => `import ${name} = require('${from}')`)
    writeFileSync(join(item[kind], 'consumer.mts'), imports)
    writeFileSync(join(item[kind], 'consumer.cts'), requires)
    return [join(item[kind], 'consumer.mts'), join(item[kind], 'consumer.cts')]
  })
  const project = join(workshop, `tsconfig.${kind}.json`)
  const settings = { compilerOptions: { ...compilerOptions, lib: compilerLibraries[kind] }, files }
  writeFileSync(project, JSON.stringify(settings))
  return project
}

/** Returns what the compiler complains about, or why it could not run. */
function compile(compiler: string, project: string): Promise<string> {
  const command = join(rootDirectory, 'node_modules', compiler, 'bin/tsc')
  return execute(process.execPath, [command, '--project', project, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout, message }: { stdout: string; message: string }) => stdout || message,
  )
}

describe.each(['typescript', 'typescript-7'])('for %s, by import and by require,', (compiler) => {
  it('the declarations of the main entries stand on their own', async () => {
    expect(await compile(compiler, writeProject('alone'))).toBe('')
  })

  it('the declarations of every entry are complete with its peers', async () => {
    expect(await compile(compiler, writeProject('withPeers'))).toBe('')
  })
})
