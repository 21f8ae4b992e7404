import { cpSync } from 'node:fs'
import { writeLicense } from '@cekstatus/packaging'
import { defineConfig } from 'tsup'

/**
 * One entry, and a chunk for each command and whatever only it needs, loaded when the command runs. What is no
 * package of this repository is bundled: users install nothing besides, and the command starts sooner.
 */
export default defineConfig({
  entry: { bin: 'src/bin.ts' },
  format: ['esm'],
  target: 'node22',
  sourcemap: true,
  splitting: true,
  treeshake: true,
  // Node knows some modules, such as node:sqlite, under their full name only.
  removeNodeProtocol: false,
  esbuildPlugins: [writeLicense()],
  // The contracts that "contracts verify" replays.
  onSuccess: async () => cpSync('../../contracts/pacts', 'dist/pacts', { recursive: true }),
})
