import {
  Application,
  type DeclarationReflection,
  Logger,
  LogLevel,
  makeRecursiveVisitor,
  type ProjectReflection,
  type ReferenceType,
  type Reflection,
  ReflectionKind,
  type SomeType,
} from 'typedoc'
import { type EntryPoint, rootDirectory } from './entry-points.ts'

/** A finished reading of the sources. */
export interface Reference {
  /** What is wrong with it, one line each; empty when all is well. */
  problems: readonly string[]
  /** Writes the pages into a folder, which is emptied first. */
  write(folder: string): Promise<void>
}

/** Keeps warnings and errors as lines instead of printing them. */
class CollectingLogger extends Logger {
  readonly lines: string[] = []

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.lines.push(message)
  }
}

/**
 * Reads entry points with TypeDoc: every function and option must have a docstring, every type that an export mentions must be
 * exported from somewhere, and every link must lead to something.
 */
export async function createReference(
  entryPoints: readonly EntryPoint[],
  { tsconfig }: { tsconfig: string },
): Promise<Reference> {
  const app = await Application.bootstrap({
    name: 'cekstatus',
    entryPoints: entryPoints.map(({ path }) => path),
    tsconfig,
    readme: 'none',
    plugin: [],
    // Types are checked by each workspace's own task.
    skipErrorChecking: true,
    // Without git, so that the pages are the same in a clone, in an archive and in a copy.
    disableGit: true,
    basePath: rootDirectory,
    displayBasePath: rootDirectory,
    // From a page's folder in `dist` to the root of the clone that it was built in.
    sourceLinkTemplate: '../../../../{path}#L{line}',
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    githubPages: false,
    hideGenerator: true,
    // Types that are mentioned and not exported are found below: TypeDoc's own search ends before the last entry point.
    validation: { notExported: false, invalidLink: true, invalidPath: true },
  })
  const logger = new CollectingLogger()
  app.logger = logger
  const project = await app.convert()
  if (project === undefined) return { problems: logger.lines, write: () => Promise.resolve() }
  nameModules(project, entryPoints)
  const packages = listPackages(entryPoints)
  app.validate(project)
  return {
    problems: [...logger.lines, ...findUndocumented(project), ...findUnexported(project, packages)],
    write: (folder) => app.generateDocs(project, folder),
  }
}

/** Modules are called what they are imported as, with the version that they belong to. */
function nameModules(project: ProjectReflection, entryPoints: readonly EntryPoint[]): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.Module)) {
    const file = (reflection as DeclarationReflection).sources?.[0]?.fullFileName
    const entryPoint = entryPoints.find(({ path }) => path.replaceAll('\\', '/') === file)
    if (entryPoint !== undefined) reflection.name = `${entryPoint.specifier} ${entryPoint.version}`
  }
}

function listPackages(entryPoints: readonly EntryPoint[]): string[] {
  return [...new Set(entryPoints.map(({ specifier }) => specifier.split('/', 2).join('/')))]
}

/** Types of ours that something public mentions, and that no entry point exports. */
function findUnexported(project: ProjectReflection, packages: readonly string[]): string[] {
  const found = new Set<string>()
  const values = new Set<ReferenceType>()
  for (const owner of Object.values(project.reflections)) {
    const visitor = makeRecursiveVisitor({
      // The type of a value is written out in the declarations.
      query: ({ queryType }) => void values.add(queryType),
      reference(type) {
        const { symbolId, reflection, qualifiedName } = type
        if (reflection !== undefined || symbolId === undefined || type.isIntentionallyBroken()) return
        if (!packages.includes(symbolId.packageName) || values.has(type)) return
        const place = `${symbolId.packageName}/${symbolId.packagePath}`
        found.add(
          `${qualifiedName}, defined in ${place}, is mentioned by what is exported, and is not exported itself`,
        )
      },
    })
    const { type, default: fallback } = owner as Partial<Record<'type' | 'default', SomeType>>
    type?.visit(visitor)
    fallback?.visit(visitor)
  }
  return [...found]
}

/** Functions, and properties of `…Options`, without a docstring. */
function findUndocumented(project: ProjectReflection): string[] {
  const options = project
    .getReflectionsByKind(ReflectionKind.Property)
    .filter(({ parent }) => /Options$/.test(parent?.name ?? ''))
  return [...project.getReflectionsByKind(ReflectionKind.Function), ...options]
    .filter((one) => !hasDocstring(one))
    .map((one) => `${one.getFriendlyFullName()} has no docstring`)
}

function hasDocstring(member: Reflection): boolean {
  const { signatures = [] } = member as DeclarationReflection
  return member.hasComment() || signatures.some((one) => one.hasComment())
}
