// Searches what is committed, fixtures and pacts among it, and what the tests reported and printed, for the canaries
// that the tests planted. Each provider's tests leave a list of theirs; one without a list counts as a failure.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { searchFiles } from '../packages/conformance/src/secrecy/search.ts'

const read = (path) => readFileSync(path, 'utf8')
const providers = globSync('packages/*/src/conformance.test.ts').map((path) => path.split(/[\\/]/)[1])
const lists = providers.map((provider) => join('packages', provider, 'reports', 'canaries.json'))
const missing = lists.filter((path) => !existsSync(path))
const canaries = lists.filter((path) => existsSync(path)).flatMap((path) => JSON.parse(read(path)))

const workspaces = ['packages/*', 'mocks', 'contracts']
const committed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0')
const produced = workspaces
  .flatMap((folder) => globSync([`${folder}/reports/**/*`, `${folder}/.turbo/*.log`]))
  .filter((path) => statSync(path).isFile() && !lists.includes(path))
const paths = [...committed.filter((path) => path !== '' && existsSync(path)), ...produced]

const problems = [
  ...missing.map((path) => `${path} is missing: run the tests first`),
  ...(produced.some((path) => path.endsWith('.log')) ? [] : ['no output of a test run was found']),
  ...searchFiles(canaries, paths, read),
]
for (const problem of problems) console.error(problem)
console.log(`${canaries.length} canaries searched in ${paths.length} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
