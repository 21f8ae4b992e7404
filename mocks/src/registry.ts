import { provider as apigames } from '../apigames/provider.ts'
import { provider as digiflazz } from '../digiflazz/provider.ts'
import { provider as duitku } from '../duitku/provider.ts'
import { provider as midtrans } from '../midtrans/provider.ts'
import { provider as paymenku } from '../paymenku/provider.ts'
import { provider as paystrator } from '../paystrator/provider.ts'
import { provider as sekalipay } from '../sekalipay/provider.ts'
import { provider as smilepay } from '../smilepay/provider.ts'
import { provider as tripay } from '../tripay/provider.ts'
import type { MockProvider } from './provider.ts'

/** Every provider by name, in the order of their ports: 4101 and on. */
export const registry = {
  paymenku,
  smilepay,
  apigames,
  sekalipay,
  paystrator,
  digiflazz,
  midtrans,
  tripay,
  duitku,
} satisfies Record<string, MockProvider>

/** The name of a provider that has a mock: `'paymenku'`. */
export type ProviderName = keyof typeof registry

/** The providers' names in the order of their ports. */
export const providerNames = Object.keys(registry) as readonly ProviderName[]

/** The providers in the order of their ports. */
export const mockProviders = Object.values(registry) as readonly (MockProvider & {
  readonly name: ProviderName
})[]

/** The credentials that the mock of one provider accepts. */
export type CredentialsOf<Name extends ProviderName> = (typeof registry)[Name]['credentials']
