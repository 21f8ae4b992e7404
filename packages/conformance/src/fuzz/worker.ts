import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { StatusRow } from '@cekstatus/core/provider'
import type { CatalogueEntry } from '../provider-under-test.ts'
import type { Oracle } from './oracle.ts'
import { type FuzzTarget, tryCases } from './run.ts'

/** What the worker is told. */
export interface WorkerInput {
  /** The repository's root, and the provider's folder name. */
  root: string
  provider: string
  seed: number
  from: number
  to: number
  batch: number
  /** The index under way stands in its first place, for whoever finds the worker silent. */
  progress: SharedArrayBuffer
}

const { root, provider, seed, from, to, batch, progress } = workerData as WorkerInput
const load = async <Exports>(path: string): Promise<Exports> =>
  (await import(pathToFileURL(`${root}/${path}`).href)) as Exports

const { parseStatusResponse, statusMap } = await load<
  Pick<FuzzTarget, 'parseStatusResponse'> & { statusMap: readonly StatusRow[] }
>(`packages/${provider}/src/index.ts`)
const { oracle } = await load<{ oracle: Oracle }>(`packages/${provider}/src/reference-reading.ts`)
const { fixtures } = await load<{ fixtures: readonly CatalogueEntry[] }>(`mocks/${provider}/fixtures.ts`)

const target = { name: provider, parseStatusResponse, statusMap, fixtures, oracle }
const place = new Int32Array(progress)
for (let start = from; start < to; start += batch) {
  const report = tryCases(target, seed, start, Math.min(start + batch, to), (index) => {
    place[0] = index
  })
  parentPort?.postMessage(report)
}
