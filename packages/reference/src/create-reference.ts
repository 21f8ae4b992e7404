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
  type TypeDocOptions,
} from 'typedoc'
import { type EntryPoint, rootDirectory } from './entry-points.ts'

/** What must have a docstring. Members that only say again what is said elsewhere are left out below. */
const documentedKinds = [
  'Function',
  'Class',
  'Interface',
  'TypeAlias',
  'Variable',
  'Property',
  'Method',
  'Accessor',
] as const satisfies TypeDocOptions['requiredToBeDocumented']

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
 * Reads entry points with TypeDoc: every export must have a docstring, every type that an export mentions must be
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
    validation: { notExported: false, invalidLink: true, invalidPath: true, notDocumented: true },
    requiredToBeDocumented: documentedKinds,
  })
  const logger = new CollectingLogger()
  app.logger = logger
  const project = await app.convert()
  if (project === undefined) return { problems: logger.lines, write: () => Promise.resolve() }
  nameModules(project, entryPoints)
  const packages = listPackages(entryPoints)
  app.options.setValue('packagesRequiringDocumentation', packages)
  app.options.setValue('intentionallyNotDocumented', listSpokenFor(project))
  app.validate(project)
  return {
    problems: [...logger.lines, ...findUnexported(project, packages)],
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

/** The full names of members that something else speaks for. */
function listSpokenFor(project: ProjectReflection): string[] {
  const members = project.getReflectionsByKind(ReflectionKind.Property | ReflectionKind.Method)
  const spokenFor = members.filter(
    (member) => !hasDocstring(member) && !isInParameter(member) && isSpokenFor(member),
  )
  return [...new Set(spokenFor.map((member) => member.getFriendlyFullName()))]
}

/** TypeDoc asks for no docstring there. */
function isInParameter({ parent }: Reflection): boolean {
  return parent !== undefined && (parent.kindOf(ReflectionKind.Parameter) || isInParameter(parent))
}

function hasDocstring(member: Reflection): boolean {
  return (
    member.hasComment() ||
    (member as DeclarationReflection).signatures?.some((one) => one.hasComment()) === true
  )
}

/**
 * A member is spoken for by the docstring of the table or schema that it belongs to, by that of the type of which it is
 * a nested part, and, where an interface has a provider's own fields, by the page that its docstring links to.
 */
function isSpokenFor(member: Reflection): boolean {
  const { parent } = member
  if (parent === undefined || !parent.kindOf(ReflectionKind.ClassOrInterface)) return true
  const text = parent.comment?.summary.map((part) => part.text).join('') ?? ''
  return /Source:\s+https:\/\//.test(text)
}
