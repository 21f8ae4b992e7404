// Writes the code blocks and generated tables of a workspace's pages into its file .code-blocks, which is an input of
// its tests in turbo.json. So tests that run examples run again when an example changes, and not for a word of prose.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'

const exclude = (path) => /(^|[/\\])(node_modules|dist|reports)$/.test(path)
const pagesOf = (folder) => globSync(`${folder}/**/*.md`, { exclude }).sort()
const parts = /^ *```[\s\S]*?^ *```$|<!-- ([a-z-]+) -->[\s\S]*?<!-- \/\1 -->/gm

for (const folder of ['mocks', 'contracts', ...globSync('packages/*')]) {
  if (!existsSync(`${folder}/package.json`)) continue
  // The checks of the repository run the examples of all pages.
  const pages = folder.endsWith('repo-checks')
    ? [...globSync('*.md'), ...pagesOf('{packages,mocks,contracts}')]
    : pagesOf(folder)
  const text = pages.flatMap((page) => readFileSync(page, 'utf8').match(parts) ?? []).join('\n')
  const path = `${folder}/.code-blocks`
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
}
