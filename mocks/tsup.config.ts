import { cpSync, readFileSync } from 'node:fs'
import { writeLicense } from '@cekstatus/packaging'
import { defineConfig, type Options } from 'tsup'

const common: Options = {
  target: 'node22',
  sourcemap: true,
  external: ['msw'],
  removeNodeProtocol: false,
  // One for both builds, because the shims below are code of another package.
  esbuildPlugins: [writeLicense()],
  // The main entry of jsonc-parser loads its parts in a way that no bundler follows.
  esbuildOptions: (options) => {
    options.mainFields = ['module', 'main']
  },
  // The page's files are found beside the bundle, in CommonJS too.
  shims: true,
}

/** The sources of the entries that the package exports, such as `paymenku: './paymenku/index.ts'`. */
const exported: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).exports
const entry = Object.fromEntries(
  Object.entries(exported)
    .filter(([, source]) => source.endsWith('.ts'))
    .map(([name, source]) => [name === '.' ? 'index' : name.slice('./'.length), source]),
)

export default defineConfig([
  {
    ...common,
    entry,
    format: ['esm', 'cjs'],
    dts: true,
  },
  {
    ...common,
    entry: { cli: 'src/cli.ts' },
    format: ['esm'],
    onSuccess: async () =>
      cpSync('../packages/control-page/src/browser', 'dist/browser', { recursive: true }),
  },
])
