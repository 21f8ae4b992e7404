import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const rootDirectory = fileURLToPath(new URL('../../../', import.meta.url))

/** The public packages as their users get them: built, packed and unpacked, side by side in one `node_modules`. */
export interface PackedPackages {
  /** The folder that holds `node_modules`. */
  directory: string
  remove(): void
}

/** Packs what stands in `dist`; throws where a package was not built. */
export function packPackages(): PackedPackages {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'cekstatus-bench-')))
  for (const [name, filename] of packTarballs(directory)) {
    const unpacked = join(directory, 'node_modules', name)
    mkdirSync(unpacked, { recursive: true })
    execFileSync('tar', ['-xzf', filename, '--strip-components=1', '-C', unpacked])
    rmSync(filename)
    readdirSync(join(unpacked, 'dist'))
  }
  // The one file outside the packages that a measurement reads, so that it needs no path into the repository.
  cpSync(join(rootDirectory, 'mocks/paymenku/fixtures'), join(directory, 'fixtures'), { recursive: true })
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/** Packs the public packages; returns the tarball of each by its name. */
export function packTarballs(destination: string): Map<string, string> {
  return new Map(
    listPublicFolders().map((folder) => {
      const output = execFileSync('pnpm', ['pack', '--json', '--pack-destination', destination], {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      })
      return [readManifest(folder).name, (JSON.parse(output) as { filename: string }).filename]
    }),
  )
}

function listPublicFolders(): string[] {
  const packages = readdirSync(join(rootDirectory, 'packages')).map((name) => join('packages', name))
  return [...packages, 'mocks']
    .map((folder) => join(rootDirectory, folder))
    .filter((folder) => readdirSync(folder).includes('package.json'))
    .filter((folder) => readManifest(folder).private !== true)
}

function readManifest(folder: string): { name: string; private?: boolean } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; private?: boolean }
}

/** The body of Paymenku's page for a paid transaction. */
export function readPaidBody(directory: string): string {
  const file = join(directory, 'fixtures/check-status.json')
  const [paid] = JSON.parse(readFileSync(file, 'utf8')) as [{ response: { body: string[] } }]
  return paid.response.body.join('\n')
}
