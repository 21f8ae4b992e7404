import { rmSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const common: Options = {
  outDir: 'dist',
  target: 'node22',
  sourcemap: true,
  external: ['msw'],
  removeNodeProtocol: false,
}

/** Two builds write to one folder, so it is emptied once before either of them starts. */
export default defineConfig(() => {
  rmSync('dist', { recursive: true, force: true })
  return [
    {
      ...common,
      entry: {
        index: 'src/index.ts',
        paymenku: 'paymenku/index.ts',
        smilepay: 'smilepay/index.ts',
        apigames: 'apigames/index.ts',
        sekalipay: 'sekalipay/index.ts',
        paystrator: 'paystrator/index.ts',
      },
      format: ['esm', 'cjs'],
      dts: true,
    },
    { ...common, entry: { cli: 'src/cli.ts' }, format: ['esm'] },
  ]
})
