import { defineConfig, type Options } from 'tsup'

const common: Options = {
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node20',
  // Deno and Workers know the module only as node:crypto.
  removeNodeProtocol: false,
}

/** The main entry carries what it uses of zod; the schemas use the caller's own. */
export default defineConfig([
  { ...common, entry: { index: 'src/index.ts' }, noExternal: ['zod'], treeshake: true },
  { ...common, entry: { schemas: 'src/schema.ts' } },
])
