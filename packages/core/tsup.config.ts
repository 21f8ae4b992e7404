import { defineConfig, type Options } from 'tsup'

const options: Options = {
  entry: {
    index: 'src/index.ts',
    undici: 'src/undici.ts',
    'rate-limiter-flexible': 'src/rate-limit/rate-limiter-flexible.ts',
  },
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node20',
}

export default defineConfig(options)
