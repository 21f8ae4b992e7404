// A process that runs the mock of Paymenku, and prints its address as soon as it listens.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { print } from './table.ts'

const [directory = ''] = process.argv.slice(2)
const { createMockServer } = (await import(
  pathToFileURL(join(directory, 'node_modules/@cekstatus/mocks/dist/index.js')).href
)) as { createMockServer(options: { provider: string }): Promise<{ url: string }> }
const { url } = await createMockServer({ provider: 'paymenku' })
print(url)
