import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contract } from './contract-types.ts'

const root = new URL('../', import.meta.url)

/** The contracts of all providers: every folder beside this one that has a `contract.ts`, by name. */
export async function loadContracts(): Promise<Contract[]> {
  const folders = readdirSync(fileURLToPath(root)).filter((name) =>
    existsSync(new URL(`${name}/contract.ts`, root)),
  )
  const modules = await Promise.all(
    folders
      .sort()
      .map((name) => import(new URL(`${name}/contract.ts`, root).href) as Promise<{ contract: Contract }>),
  )
  return modules.map(({ contract }) => contract)
}
