import { capitalize } from './provider-name.ts'
import { UsageError } from './usage-error.ts'

/** A file outside the provider's own folders that lists providers. */
export interface Registration {
  path: string
  register(text: string, name: string): string
}

export const registrations: readonly Registration[] = [
  { path: 'mocks/src/registry.ts', register: registerMock },
  {
    path: 'mocks/package.json',
    register: (text, name) =>
      editJson(text, (manifest) => {
        addKey(manifest, ['exports'], `./${name}`, `./${name}/index.ts`)
        addKey(manifest, ['publishConfig', 'typesVersions', '*'], name, [`./dist/${name}.d.ts`])
        addKey(manifest, ['publishConfig', 'exports'], `./${name}`, {
          import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
          require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
        })
      }),
  },
  { path: 'packages/cli/src/providers/registry.ts', register: registerCommand },
  {
    path: 'packages/cli/package.json',
    register: (text, name) => addDependency(text, 'dependencies', `@cekstatus/${name}`, 'workspace:^'),
  },
  {
    path: 'contracts/package.json',
    register: (text, name) => addDependency(text, 'devDependencies', `@cekstatus/${name}`, 'workspace:*'),
  },
  { path: '.config/words.txt', register: registerWord },
]

const mockRegistry = /export const registry = \{\n([\s\S]*?)\n\} satisfies/

/** The names in the mocks' registry, in the order of their ports. */
export function readMockNames(registryText: string): string[] {
  const [, entries] = mockRegistry.exec(registryText) ?? []
  if (entries === undefined) throw new UsageError('mocks/src/registry.ts has no registry of one name a line')
  return entries.split('\n').map((line) => line.trim().replace(/,$/, ''))
}

function registerMock(text: string, name: string): string {
  readMockNames(text)
  const withEntry = text.replace(mockRegistry, (_match, entries: string) => {
    return `export const registry = {\n${entries}\n  ${name},\n} satisfies`
  })
  return `import { provider as ${name} } from '../${name}/provider.ts'\n${withEntry}`
}

/** Entries are sorted by name. */
function registerCommand(text: string, name: string): string {
  const entry = `  ${name}: () =>\n    import('@cekstatus/${name}').then((module) => ({ ...module, createClient: module.create${capitalize(name)} })),\n`
  const entries = [...text.matchAll(/^ {2}([a-z0-9]+): \(\) =>/gm)]
  if (entries.length === 0) throw new UsageError('packages/cli/src/providers/registry.ts has no entries')
  const next = entries.find(([, other = '']) => other > name)
  const place = next?.index ?? text.lastIndexOf('\n}') + 1
  return text.slice(0, place) + entry + text.slice(place)
}

const nameWords = /^# Names\n((?:\S+\n)+)/m

function registerWord(text: string, name: string): string {
  const [, words] = nameWords.exec(text) ?? []
  if (words === undefined) throw new UsageError('.config/words.txt has no section "Names"')
  const known = new Set([...words.trimEnd().split('\n'), name])
  return text.replace(nameWords, () => `# Names\n${[...known].sort().join('\n')}\n`)
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null

function addDependency(text: string, list: string, dependency: string, range: string): string {
  return editJson(text, (manifest) => {
    addKey(manifest, [list], dependency, range)
    const sorted = Object.entries(objectAt(manifest, [list])).sort(([one], [other]) => (one < other ? -1 : 1))
    manifest[list] = Object.fromEntries(sorted)
  })
}

function editJson(text: string, edit: (manifest: Record<string, Json>) => void): string {
  const manifest = JSON.parse(text) as Record<string, Json>
  edit(manifest)
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function addKey(manifest: Record<string, Json>, path: readonly string[], key: string, value: Json): void {
  const object = objectAt(manifest, path)
  if (key in object) throw new UsageError(`${path.join('.')} has ${key} already`)
  object[key] = value
}

function objectAt(manifest: Record<string, Json>, path: readonly string[]): Record<string, Json> {
  let object: Json = manifest
  for (const key of path) {
    const value: Json | undefined = (object as Record<string, Json>)[key]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new UsageError(`a manifest has no ${path.join('.')}`)
    }
    object = value
  }
  return object
}
