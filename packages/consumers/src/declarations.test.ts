import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { libraries, specifiersOf, workshop } from './packages.ts'
import { questions } from './questions.ts'
import { consumersDirectory, readManifest, rootDirectory } from './repository.ts'

const execute = promisify(execFile)

/** The libraries that a consumer compiles with; msw's own declarations need those of a browser. */
const compilerLibraries = { alone: ['es2022'], withPeers: ['es2022', 'dom', 'dom.iterable'] }

const compilerOptions = {
  target: 'es2022',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  resolveJsonModule: true,
  skipLibCheck: false,
  noEmit: true,
}

/** How a consumer's project is set up. */
interface Setup {
  options: Record<string, unknown>
  /** Compiled as what its name ends in says; a `.ts` file is of the kind that its project says. */
  files: readonly ('consumer.mts' | 'consumer.cts' | 'consumer.ts')[]
}

const setups: Readonly<Record<string, Setup>> = {
  nodenext: { options: { module: 'nodenext' }, files: ['consumer.mts', 'consumer.cts'] },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, files: ['consumer.ts'] },
  // As older projects have it. TypeScript 6 wants to hear that one knows it is old, 7 no longer has it.
  node10: {
    options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true },
    files: ['consumer.ts'],
  },
}

/** A compiler of each of the three newest minor versions, and the older setups that it still has. */
const compilers = [
  {
    version: '5.9',
    folder: join(consumersDirectory, 'node_modules/typescript-5.9'),
    options: {},
    setups: ['nodenext', 'node10'],
  },
  {
    version: '6.0',
    folder: join(rootDirectory, 'node_modules/typescript'),
    options: { ignoreDeprecations: '6.0' },
    setups: ['nodenext', 'node10'],
  },
  {
    version: '7.0',
    folder: join(rootDirectory, 'node_modules/typescript-7'),
    options: {},
    setups: ['nodenext', 'bundler'],
  },
]

const cases = compilers.flatMap(({ setups: names, ...compiler }) =>
  names.map((setup) => ({ ...compiler, setup })),
)

const statuses = [
  'pending',
  'processing',
  'success',
  'partial',
  'authorized',
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
      ...(specifier.endsWith('/vectors.json')
        ? [`export const ${entry}Names: string[] = ${namesOf(entry)}`]
        : []),
      ...askingCode(specifier, entry),
    ]),
  ].join('\n')
}

const namesOf = (entry: string): string => `${entry}.vectors.map(({ name }) => name)`

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

/** How each kind of file loads an entry. */
const loads: Readonly<Record<Setup['files'][number], (name: string, from: string) => string>> = {
  'consumer.mts': (name, from) =>
    from.endsWith('.json')
      ? `import ${name} from '${from}' with { type: 'json' }`
      : `import * as ${name} from '${from}'`,
  'consumer.cts': (name, from) => `import ${name} = require('${from}')`,
  'consumer.ts': (name, from) =>
    from.endsWith('.json') ? `import ${name} from '${from}'` : `import * as ${name} from '${from}'`,
}

/** Writes the consumers of every package; returns the project that has them all. */
function writeProject(kind: keyof typeof compilerLibraries, name: string, ownOptions: object): string {
  const { options, files } = setups[name] as Setup
  // The declarations of msw 3 do not resolve for node10 themselves.
  const usable = libraries.filter(
    ({ manifest }) => kind === 'alone' || name !== 'node10' || manifest.peerDependencies?.msw === undefined,
  )
  const written = usable.flatMap((item) => {
    const specifiers = kind === 'alone' ? [item.manifest.name] : specifiersOf(item.manifest)
    return files.map((file) => {
      writeFileSync(join(item[kind], file), consumerCode(specifiers, loads[file]))
      return join(item[kind], file)
    })
  })
  const project = join(workshop, `tsconfig.${kind}.${name}.json`)
  const lib = compilerLibraries[kind]
  const settings = { compilerOptions: { ...compilerOptions, ...options, ...ownOptions, lib }, files: written }
  writeFileSync(project, JSON.stringify(settings))
  return project
}

/** Returns what the compiler complains about, or why it could not run. */
function compile(folder: string, project: string): Promise<string> {
  const command = join(folder, 'bin/tsc')
  return execute(process.execPath, [command, '--project', project, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout, message }: { stdout: string; message: string }) => stdout || message,
  )
}

it.each(compilers)('the compiler is TypeScript $version', ({ folder, version }) => {
  expect(readManifest(folder).version).toMatch(new RegExp(`^${version.replace('.', '\\.')}\\.`))
})

/** A compiler takes seconds; on a machine that does much else, many. */
const timeout = 180_000

describe.each(compilers)('for TypeScript $version', ({ folder, options }) => {
  it('the declarations of the main entries stand on their own', { timeout }, async () => {
    expect(await compile(folder, writeProject('alone', 'nodenext', options))).toBe('')
  })
})

describe.each(cases)('for TypeScript $version with $setup', ({ folder, options, setup }) => {
  it('the declarations of every entry are complete with its peers', { timeout }, async () => {
    expect(await compile(folder, writeProject('withPeers', setup, options))).toBe('')
  })
})
