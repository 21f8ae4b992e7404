import { UsageError } from '../usage-error.ts'
import type { ProviderModule } from './provider-module.ts'
import { registry } from './registry.ts'

/** Every provider's name, in alphabetical order. */
export const providerNames: readonly string[] = Object.keys(registry).sort()

/** @throws UsageError when no provider is called that */
export async function loadProvider(name: string): Promise<ProviderModule> {
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined
  if (load === undefined) {
    throw new UsageError(`no provider is called "${name}"`, `use one of ${providerNames.join(', ')}`)
  }
  return load()
}
