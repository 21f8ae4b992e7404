import { findUnfilled } from '@cekstatus/conformance/unfilled'
import { rootDirectory } from '../repository.ts'
import { createProvider } from './create-provider.ts'
import { helpText, readArguments } from './read-arguments.ts'
import { UsageError } from './usage-error.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

try {
  const given = readArguments(process.argv.slice(2))
  if (given.help) print(helpText.trimEnd())
  else create(given)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\nsee "npx --yes pnpm@12 new-provider --help"\n`)
  process.exitCode = 2
}

function create({ name, title }: { name: string; title: string }): void {
  const { written, changed } = createProvider(rootDirectory, { name, title })
  const folders = ['packages', 'mocks', 'contracts'].map((parent) => `${parent}/${name}`)
  print(`Written, ${written.length} files:`)
  for (const folder of folders) {
    const files = written.filter((path) => path.startsWith(`${folder}/`))
    print(`  ${folder}  ${files.length} files`)
  }
  print(`  .changeset/${name}.md, which makes its first release`)
  print('Changed:')
  for (const path of changed) print(`  ${path}`)
  const count = folders.flatMap((folder) => findUnfilled(`${rootDirectory}${folder}`, folder)).length
  print(`
Next, as CONTRIBUTING.md says:
  1. npx --yes pnpm@12 install
  2. Fill the Sources of packages/${name}/README.md, then the ${count} places listed by
     npx --yes pnpm@12 --filter @cekstatus/repo-checks test src/providers.test.ts
     Another person writes mocks/${name}.
  3. Delete the two unfilled.ts, then run npx --yes pnpm@12 generate`)
}
