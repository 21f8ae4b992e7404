import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listFiles, readText, rootDirectory } from './repository.ts'

/** The TypeScript of every README and of the pages in a package's `docs`, as files that lie beside it. */
function readExamples(): Map<string, string> {
  const examples = new Map<string, string>()
  for (const page of listFiles().filter((path) => /(^|\/)(README|docs\/[^/]+)\.md$/.test(path))) {
    const blocks = [...readText(page).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '')
    for (const [index, code] of blocks.entries()) {
      // The root has no dependencies of its own, so its examples are checked where everything can be imported.
      const folder = page === 'README.md' ? 'contracts/root' : page.replace(/\.md$/, '')
      examples.set(join(rootDirectory, `${folder}-example-${index}.ts`), code)
    }
  }
  return examples
}

/** What the compiler says of files that need not be on the disk, one line each. */
function compile(examples: ReadonlyMap<string, string>): string[] {
  const configPath = join(rootDirectory, 'tsconfig.base.json')
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, rootDirectory)
  const settings = {
    ...options,
    noUnusedLocals: false,
    typeRoots: [join(rootDirectory, 'node_modules/@types')],
  }
  const host = ts.createCompilerHost(settings)
  const { readFile, fileExists, getSourceFile } = host
  host.readFile = (path) => examples.get(path) ?? readFile.call(host, path)
  host.fileExists = (path) => examples.has(path) || fileExists.call(host, path)
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const code = examples.get(path)
    return code === undefined
      ? getSourceFile.call(host, path, languageVersion, ...rest)
      : ts.createSourceFile(path, code, languageVersion)
  }
  const program = ts.createProgram([...examples.keys()], settings, host)
  return [...examples.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (diagnostic) => `${path}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`,
    )
  })
}

describe('the examples of READMEs and pages', () => {
  it('compile', () => {
    const examples = readExamples()
    expect(examples.size).toBeGreaterThan(0)
    expect(compile(examples)).toEqual([])
  }, 180_000)
})

describe('the switch over an advice', () => {
  const path = join(rootDirectory, 'packages/core/docs/acting-on-a-status-example-0.ts')

  it('does not compile without one of its cases, as its page says', () => {
    const code = readExamples().get(path) ?? ''
    const cases = [...code.matchAll(/ {4}case '(\w+)':\n.*\n/g)]
    expect(cases.map(([, advice]) => advice)).toEqual(['fulfill', 'wait', 'release', 'review'])
    const without = cases.map(([whole, advice]): [string, string] => [
      path.replace('.ts', `-without-${advice}.ts`),
      code.replace(whole, ''),
    ])
    const problemOf = (advice: string | undefined): string =>
      `Argument of type '"${advice}"' is not assignable to parameter of type 'never'`
    expect(compile(new Map(without))).toEqual(
      without.map(([file], index) => `${file}: ${problemOf(cases[index]?.[1])}.`),
    )
    expect(readText('packages/core/docs/acting-on-a-status.md')).toContain(`\`${problemOf('review')}\``)
  }, 180_000)
})
