import { foldName } from '../fold-name.ts'
import { didYouMean } from '../nearest-name.ts'
import { UsageError } from '../usage-error.ts'
import type { ProviderModule } from './provider-module.ts'
import { registry } from './registry.ts'

/** All provider names in alphabetical order. */
export const providerNames: readonly string[] = Object.keys(registry).sort()

/** Loads a provider; case, spaces and punctuation in its name do not count. @throws UsageError for an unknown name */
export async function loadProvider(name: string): Promise<ProviderModule> {
  const load = registry[resolveProviderName(name)]
  if (load === undefined) throw new TypeError(`${name} is not in the registry`)
  return load()
}

/** Returns the provider's own name for `API Games`, `api_games` or `apigames`. @throws UsageError */
export function resolveProviderName(name: string): string {
  const known = findProviderName(name)
  if (known !== undefined) return known
  throw new UsageError(
    `unknown provider "${name}"${didYouMean(name, providerNames)}`,
    `known providers: ${providerNames.join(', ')}`,
  )
}

/** Like `resolveProviderName`, but returns undefined for an unknown name. */
export function findProviderName(name: string, among: readonly string[] = providerNames): string | undefined {
  const folded = foldName(name)
  return among.find((known) => foldName(known) === folded)
}
