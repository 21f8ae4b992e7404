import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const mocksDirectory = fileURLToPath(new URL('../../../mocks/', import.meta.url))

/** The mocks as a tester installs them. */
export interface InstalledMocks {
  /** Holds `node_modules` and the peers' description files. */
  directory: string
  /** The command's script. */
  script: string
  /** Packages that a production install brings, the mocks themselves included. */
  packageCount: number
  remove(): void
}

const isWindows = process.platform === 'win32'

/** Packs what stands in `mocks/dist` and installs it with npm; throws where it was not built. */
export function installMocks(): InstalledMocks {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'cekstatus-bench-mocks-')))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  try {
    return { ...installInto(directory), remove }
  } catch (error) {
    remove()
    throw error
  }
}

function installInto(directory: string): Omit<InstalledMocks, 'remove'> {
  const output = execFileSync('pnpm', ['pack', '--json', '--pack-destination', directory], {
    cwd: mocksDirectory,
    encoding: 'utf8',
    shell: isWindows,
  })
  const { filename } = JSON.parse(output) as { filename: string }
  writeFileSync(join(directory, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', filename], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: isWindows,
  })
  const lock = JSON.parse(readFileSync(join(directory, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  const installed = join(directory, 'node_modules/@cekstatus/mocks')
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    bin: Record<string, string>
  }
  mkdirSync(join(directory, 'peers'))
  return {
    directory,
    script: join(installed, bin['cekstatus-mocks'] ?? ''),
    packageCount: Object.keys(lock.packages).length,
  }
}
