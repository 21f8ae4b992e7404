import { defineConfig, type Options } from 'tsup'

const options: Options = {
  entry: ['src/index.ts', 'src/undici.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node20',
}

export default defineConfig(options)
