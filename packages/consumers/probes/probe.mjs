import { fileURLToPath } from 'node:url'
import { run } from './tasks.cjs'

const attributesOf = (specifier) => (specifier.endsWith('.json') ? { with: { type: 'json' } } : {})

await run({
  load: (specifier) => import(specifier, attributesOf(specifier)),
  locate: (specifier) => fileURLToPath(import.meta.resolve(specifier)),
})
