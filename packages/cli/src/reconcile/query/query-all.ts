import { type ProviderRun, queryProvider } from './query-provider.ts'

/**
 * Queries all providers concurrently, each at its own pace. A failure at one stops all.
 *
 * @throws CekStatusError `ABORTED` by the signal, or the first failure
 */
export async function queryAll(
  runs: readonly Omit<ProviderRun, 'signal'>[],
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController()
  const failures: unknown[] = []
  const together = AbortSignal.any([signal, stop.signal])
  await Promise.all(
    runs.map((run) =>
      queryProvider({ ...run, signal: together }).catch((error: unknown) => {
        failures.push(error)
        stop.abort()
      }),
    ),
  )
  if (failures.length > 0) throw failures[0]
}
