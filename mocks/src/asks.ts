import type { AskProvider } from './ask.ts'
import { type ProviderName, providerNames } from './registry.ts'

async function loadAsk(name: ProviderName): Promise<[ProviderName, AskProvider]> {
  const { ask } = (await import(`../${name}/ask.ts`)) as { ask: AskProvider }
  return [name, ask]
}

/** How the tests ask each provider: the `ask.ts` of its folder. */
export const asks = Object.fromEntries(await Promise.all(providerNames.map(loadAsk))) as Readonly<
  Record<ProviderName, AskProvider>
>
