import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { rootDirectory } from './repository.ts'

const leftOut = new Set(['.git', '.turbo', 'dist', 'reports', 'coverage', '.vite', 'bench', 'consumers'])

/** A copy of the repository to break, which shares only the installed packages; whoever makes it removes it. */
export function copyRepository(purpose: string): string {
  const copy = mkdtempSync(join(tmpdir(), `cekstatus-${purpose}-`))
  cpSync(rootDirectory, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !leftOut.has(basename(path)) && relative(rootDirectory, path) !== 'node_modules',
  })
  symlinkSync(join(rootDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction')
  // An install inside the copy would rewrite the packages that it only borrows, and pnpm makes one unless told not to.
  const settings = join(copy, 'pnpm-workspace.yaml')
  const text = readFileSync(settings, 'utf8')
  writeFileSync(settings, text.replace(/^verifyDepsBeforeRun:.*$/m, 'verifyDepsBeforeRun: false'))
  return copy
}
