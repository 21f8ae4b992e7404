// A fresh process that asks its own mock through `getTransactionStatuses` and prints how many it asked per second.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { print } from './table.ts'

const [modules = '', count = '', inFlight = ''] = process.argv.slice(2)
const calls = Number(count)

async function load<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(modules, path)).href)) as Module
}

interface Core {
  getTransactionStatuses(
    client: object,
    queries: Iterable<object>,
    options: object,
  ): AsyncIterable<{ error: Error | null }>
}
interface Mocks {
  createMockServer(options: object): Promise<{ url: string; credentials: object; close(): Promise<void> }>
}
interface Sekalipay {
  createSekalipay(options: object): object
}

const { getTransactionStatuses } = await load<Core>('@cekstatus/core/dist/index.js')
const { createMockServer } = await load<Mocks>('@cekstatus/mocks/dist/index.js')
const { createSekalipay } = await load<Sekalipay>('@cekstatus/sekalipay/dist/index.js')

function* listQueries(): Generator<object> {
  for (let index = 0; index < calls; index += 1) yield { merchantReference: `success-${index}` }
}

const mock = await createMockServer({ provider: 'sekalipay' })
const client = createSekalipay({ ...mock.credentials, baseUrl: mock.url, rateLimiter: false })
const startedAt = performance.now()
for await (const { error } of getTransactionStatuses(client, listQueries(), {
  concurrency: Number(inFlight),
})) {
  if (error !== null) throw error
}
print(((calls / (performance.now() - startedAt)) * 1_000).toFixed(0))
await mock.close()
