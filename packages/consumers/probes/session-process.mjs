import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { runSession } from './session.mjs'

const [, , path] = process.argv
const input = JSON.parse(readFileSync(path, 'utf8'))

/** What the runtime says it is. */
function runtime() {
  const { Bun, Deno } = globalThis
  if (Deno !== undefined) return `Deno ${Deno.version.deno}`
  return Bun === undefined ? `Node ${process.version.slice(1)}` : `Bun ${Bun.version}`
}

const attributesOf = (specifier) => (specifier.endsWith('.json') ? { with: { type: 'json' } } : {})
const load = (specifier) =>
  specifier.startsWith('./')
    ? import(new URL(specifier, pathToFileURL(path)).href)
    : import(specifier, attributesOf(specifier))

const report = JSON.stringify(await runSession({ ...input, runtime }, load, createRequire(import.meta.url)))
// An example that failed may have left a server open.
process.stdout.write(report, () => process.exit())
