import { publishVectors } from '@cekstatus/packaging'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node20',
  onSuccess: async () => publishVectors('vectors/snap-bi.json'),
})
