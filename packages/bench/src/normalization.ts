// From the text of a Paymenku answer to a transaction, beside JSON.parse alone and with schemas.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as zod from 'zod'
import * as mini from 'zod/mini'
import { packPackages, readPaidBody } from './packed.ts'
import { describeMachine, median, print, toTable } from './table.ts'

const batches = 301
const callsPerBatch = 500

const packed = packPackages()
const text = readPaidBody(packed.directory)
const { parseStatusResponse } = (await import(
  pathToFileURL(join(packed.directory, 'node_modules/@cekstatus/paymenku/dist/index.js')).href
)) as { parseStatusResponse: (response: object, query: object) => unknown }

const miniSchema = mini.looseObject({
  status: mini.literal('success'),
  data: mini.looseObject({ trx_id: mini.string(), reference_id: mini.string(), status: mini.string() }),
})
const zodSchema = zod.looseObject({
  status: zod.literal('success'),
  data: zod.looseObject({ trx_id: zod.string(), reference_id: zod.string(), status: zod.string() }),
})
const response = { status: 200, headers: { 'content-type': 'application/json' }, body: text }
const query = { merchantReference: 'INV-001' }

const candidates: Readonly<Record<string, () => unknown>> = {
  'JSON.parse': () => JSON.parse(text),
  'JSON.parse + zod/mini': () => miniSchema.parse(JSON.parse(text)),
  'JSON.parse + zod': () => zodSchema.parse(JSON.parse(text)),
  'parseStatusResponse of @cekstatus/paymenku': () => parseStatusResponse(response, query),
}

const measured = new Map<string, number[]>(Object.keys(candidates).map((name) => [name, []]))
let kept: unknown
for (let batch = 0; batch < batches; batch += 1) {
  for (const [name, run] of Object.entries(candidates)) {
    const startedAt = performance.now()
    for (let call = 0; call < callsPerBatch; call += 1) kept = run()
    measured.get(name)?.push(((performance.now() - startedAt) * 1000) / callsPerBatch)
  }
}
packed.remove()
if (kept === undefined) throw new Error('nothing was parsed')

const baseline = median(measured.get('JSON.parse') ?? [])
print(`${describeMachine()}; median of ${batches} interleaved batches of ${callsPerBatch}.\n`)
print(
  toTable(
    ['From text to', 'Microseconds', 'Beside JSON.parse'],
    [...measured].map(([name, microseconds]) => [
      name,
      median(microseconds).toFixed(2),
      (median(microseconds) / baseline).toFixed(1),
    ]),
  ),
)
