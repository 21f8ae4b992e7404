import type { Options } from 'tsup'
import { writeLicense } from './license-plugin.ts'
import { publishVectors } from './vectors.ts'

const common: Options = {
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node20',
}

/**
 * How every provider is built: the main entry carries what it uses of zod, the schemas use the caller's own.
 * `vectors` is the provider's file of signature vectors, relative to its folder.
 */
export function providerBuild({ vectors }: { vectors?: string } = {}): Options[] {
  return [
    {
      ...common,
      entry: { index: 'src/index.ts' },
      noExternal: ['zod'],
      treeshake: true,
      esbuildPlugins: [writeLicense()],
      ...(vectors === undefined ? {} : { onSuccess: async () => publishVectors(vectors) }),
    },
    { ...common, entry: { schemas: 'src/schemas.ts' } },
  ]
}
