import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Options } from 'tsup'
import { bundledFiles, findPackages, formatLicense } from './licenses.ts'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const ownLicense = fileURLToPath(new URL('../../../LICENSE', import.meta.url))

/** Writes `LICENSE` into the folder of the package that is being built. */
export function writeLicense(): Plugin {
  // One plugin sees the build of every format; each adds what it bundles.
  const files = new Set<string>()
  return {
    name: 'write-license',
    setup({ onEnd }) {
      onEnd(({ metafile }) => {
        if (metafile === undefined) return
        for (const file of bundledFiles(metafile)) files.add(file)
        const license = formatLicense(readFileSync(ownLicense, 'utf8'), findPackages([...files]))
        writeFileSync(join(process.cwd(), 'LICENSE'), license)
      })
    },
  }
}
