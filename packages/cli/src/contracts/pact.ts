import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../usage-error.ts'

/** One rule for one place: `{ match: 'type' }`, `{ match: 'regex', regex }`. */
export interface Matcher {
  match: string
  regex?: string
  value?: unknown
}

type Rules = Readonly<Record<string, { matchers: readonly Matcher[] }>>

/** The part of a pact file (specification 4) that is compared here. */
export interface PactInteraction {
  description: string
  providerStates: readonly { params: { scenario: string; reference: string } }[]
  request: {
    method: string
    path: string
    query?: Readonly<Record<string, readonly string[]>>
    body?: { content: unknown }
  }
  response: {
    status: number
    headers?: Readonly<Record<string, readonly string[]>>
    body?: { content: unknown }
    matchingRules?: { body?: Rules; header?: Rules }
  }
}

/** Beside the built command; in the repository where the contracts keep them. */
const folders = ['./pacts/', '../../../../contracts/pacts/']

/** @throws UsageError when there is no contract for the provider */
export function readPact(provider: string): readonly PactInteraction[] {
  const path = folders
    .map((folder) => fileURLToPath(new URL(`${folder}cekstatus-${provider}-mock.json`, import.meta.url)))
    .find((candidate) => existsSync(candidate))
  if (path === undefined) throw new UsageError(`there is no contract for ${provider}`)
  const { interactions } = JSON.parse(readFileSync(path, 'utf8')) as { interactions: PactInteraction[] }
  return interactions
}
