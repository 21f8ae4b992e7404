import { defineConfig, type Options } from 'tsup'

const options: Options = {
  entry: {
    index: 'src/core.ts',
    undici: 'src/undici.ts',
  },
  format: ['esm', 'cjs'],
  // Every further file costs a caller about a millisecond at import; what the entries share is small.
  splitting: false,
  dts: {
    entry: {
      index: 'src/index.ts',
      provider: 'src/provider.ts',
      undici: 'src/undici.ts',
    },
  },
  sourcemap: true,
  target: 'node20',
}

export default defineConfig(options)
