import { fileURLToPath } from 'node:url'
import { createReference } from './create-reference.ts'
import { listEntryPoints } from './entry-points.ts'

const folder = fileURLToPath(new URL('../dist/', import.meta.url))
const tsconfig = fileURLToPath(new URL('../tsconfig.sources.json', import.meta.url))
const { problems, write } = await createReference(listEntryPoints(), { tsconfig })
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) process.exitCode = 1
await write(folder)
process.stdout.write(`${folder}index.html\n`)
