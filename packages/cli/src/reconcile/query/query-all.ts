import { type ProviderRun, queryProvider } from './query-provider.ts'

/**
 * Asks all providers side by side, each at its own pace. What goes wrong at one ends all, once each has stopped.
 *
 * @throws CekStatusError `ABORTED` by the signal, or whatever ended one of them first
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
