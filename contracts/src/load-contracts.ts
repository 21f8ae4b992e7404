import type { Contract } from './contract-types.ts'
import { loadFolders } from './load-folders.ts'

/** The contracts of all providers: every folder beside this one that has a `contract.ts`, by name. */
export async function loadContracts(): Promise<Contract[]> {
  return [...(await loadFolders<Contract>('contract.ts', 'contract')).values()]
}

/** @throws Error for a provider without a contract */
export async function findContract(provider: string): Promise<Contract> {
  const contract = (await loadContracts()).find((candidate) => candidate.provider === provider)
  if (contract === undefined) throw new Error(`there is no contract of ${provider}`)
  return contract
}
