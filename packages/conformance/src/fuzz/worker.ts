import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { StatusRow } from '@cekstatus/core/provider'
import type { CatalogueEntry } from '../provider-under-test.ts'
import type { Oracle } from './oracle.ts'
import { type FuzzTarget, tryCases } from './run.ts'

export interface WorkerInput {
  /** The repository's root, and the provider's folder name. */
  root: string
  provider: string
  /** Of the first batch; each further batch has the next one. */
  seed: number
  count: number
  batch: number
  path?: string | undefined
  /** Seed and index of the case under way, for the watcher. */
  progress: SharedArrayBuffer
}

const { root, provider, seed, count, batch, path, progress } = workerData as WorkerInput
const load = async <Exports>(file: string): Promise<Exports> =>
  (await import(pathToFileURL(`${root}/${file}`).href)) as Exports

const { parseStatusResponse, statusMap } = await load<
  Pick<FuzzTarget, 'parseStatusResponse'> & { statusMap: readonly StatusRow[] }
>(`packages/${provider}/src/index.ts`)
const { oracle } = await load<{ oracle: Oracle }>(`packages/${provider}/src/reference-reading.ts`)
const { fixtures } = await load<{ fixtures: readonly CatalogueEntry[] }>(`mocks/${provider}/fixtures.ts`)

const target = { name: provider, parseStatusResponse, statusMap, fixtures, oracle }
const place = new Int32Array(progress)
for (let done = 0; done < count; done += batch) {
  const batchSeed = seed + done / batch
  const report = tryCases(
    target,
    { seed: batchSeed, count: Math.min(batch, count - done), path },
    (index) => {
      place[0] = batchSeed
      place[1] = index
    },
  )
  parentPort?.postMessage(report)
}
