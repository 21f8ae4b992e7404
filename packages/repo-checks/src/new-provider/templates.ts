import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capitalize } from './provider-name.ts'

export interface NewProvider {
  name: string
  title: string
  /** Where its mock listens. */
  port: number
}

const templateFolder = fileURLToPath(new URL('./templates', import.meta.url))
const suffix = '.tmpl'

/** Where the files of each template folder go; paths and texts name the provider. */
const targets = {
  package: 'packages/{{name}}',
  mock: 'mocks/{{name}}',
  contract: 'contracts/{{name}}',
  release: '.changeset',
} as const

/** Every file of a new provider: its path from the repository's root, and its text. */
export function renderTemplates(provider: NewProvider): Map<string, string> {
  const words: Record<string, string> = {
    name: provider.name,
    Name: capitalize(provider.name),
    NAME: provider.name.toUpperCase(),
    title: provider.title,
    port: String(provider.port),
  }
  const files = new Map<string, string>()
  for (const [folder, target] of Object.entries(targets)) {
    for (const path of listTemplates(join(templateFolder, folder))) {
      const text = readFileSync(join(templateFolder, folder, path), 'utf8')
      files.set(fill(`${target}/${path.slice(0, -suffix.length)}`, words), fill(text, words))
    }
  }
  return files
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_match, word: string) => {
    const value = words[word]
    if (value === undefined) throw new Error(`no template word is called "${word}"`)
    return value
  })
}

function listTemplates(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(suffix))
    .sort()
}
