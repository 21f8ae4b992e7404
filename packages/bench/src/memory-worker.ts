// A fresh process that asks for many references, keeps none of the outcomes, and prints the most memory that it took.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MemoryTask, PeakMemory } from './memory-task.ts'
import { print } from './table.ts'

interface Outcome {
  transaction: { status: string } | null
  error: { code: string } | null
}
type AskForMany = (client: object, queries: Iterable<object>, options: object) => AsyncIterable<Outcome>

const task = JSON.parse(process.argv[2] ?? '') as MemoryTask
const load = async <Module>(name: string): Promise<Module> =>
  (await import(pathToFileURL(join(task.directory, 'node_modules', name, 'dist/index.js')).href)) as Module

const { getTransactionStatuses } = await load<{ getTransactionStatuses: AskForMany }>('@cekstatus/core')
const { createPaymenku } = await load<{ createPaymenku(options: object): object }>('@cekstatus/paymenku')

let unhandled = 0
process.on('unhandledRejection', () => {
  unhandled += 1
})
let peakBytes = 0
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}, 20)

// Every other one is unknown, because errors have to be let go of too.
function* queries(): Generator<object> {
  for (let index = 0; index < task.references; index += 1) {
    yield { merchantReference: index % 2 === 0 ? 'success-001' : `ORDER-${index}` }
  }
}

const client = createPaymenku({ apiKey: 'sk_live_mock_paymenku', baseUrl: task.url, rateLimiter: false })
const counts = new Map<string, number>()
for await (const { transaction, error } of getTransactionStatuses(client, queries(), {
  concurrency: task.inFlight,
})) {
  const result = transaction?.status ?? error?.code ?? 'nothing'
  counts.set(result, (counts.get(result) ?? 0) + 1)
}
clearInterval(sampling)
const expected = [...counts.keys()].toSorted().join() === 'NOT_FOUND,success'
if (!expected) throw new Error(`the mock answered otherwise: ${[...counts.keys()].join(', ')}`)
const result: PeakMemory = { peakBytes, unhandled }
print(JSON.stringify(result))
process.exit()
