import { cpSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const common: Options = {
  target: 'node22',
  sourcemap: true,
  external: ['msw'],
  removeNodeProtocol: false,
  // The page's files are found beside the bundle, in CommonJS too.
  shims: true,
}

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      paymenku: 'paymenku/index.ts',
      smilepay: 'smilepay/index.ts',
      apigames: 'apigames/index.ts',
      sekalipay: 'sekalipay/index.ts',
      paystrator: 'paystrator/index.ts',
      digiflazz: 'digiflazz/index.ts',
    },
    format: ['esm', 'cjs'],
    dts: true,
  },
  {
    ...common,
    entry: { cli: 'src/cli.ts' },
    format: ['esm'],
    onSuccess: async () => cpSync('src/page/browser', 'dist/browser', { recursive: true }),
  },
])
