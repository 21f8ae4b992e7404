import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contract } from './contract-types.ts'

export const consumerName = 'cekstatus'

/** Where the committed pacts are. */
export const pactDirectory = fileURLToPath(new URL('../pacts', import.meta.url))

/** A pact here is between our client and our mock; its name shows that. */
export function mockName({ provider }: Pick<Contract, 'provider'>): string {
  return `${provider}-mock`
}

export function pactFileName(contract: Pick<Contract, 'provider'>): string {
  return `${consumerName}-${mockName(contract)}.json`
}

export interface PactFile {
  consumer: { name: string }
  provider: { name: string }
  interactions: readonly {
    description: string
    providerStates?: readonly { name: string; params?: Record<string, unknown> }[]
  }[]
}

/** @throws Error when the file is missing or not JSON */
export function readPactFile(path: string): PactFile {
  if (!existsSync(path)) throw new Error(`there is no pact at ${path}; run "pnpm generate"`)
  return JSON.parse(readFileSync(path, 'utf8')) as PactFile
}
