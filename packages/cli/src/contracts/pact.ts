import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../usage-error.ts'

/** A matching rule: `{ match: 'type' }`, `{ match: 'regex', regex }`. */
export interface Matcher {
  match: string
  regex?: string
  value?: unknown
}

type Rules = Readonly<Record<string, { matchers: readonly Matcher[] }>>

/** The part of a Pact 4 interaction that is compared here. */
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

/** Beside the built command, or in the repository's contracts. */
const folders = ['./pacts/', '../../../../contracts/pacts/']

/** @throws UsageError without a contract for the provider */
export function readPact(provider: string): readonly PactInteraction[] {
  const path = folders
    .map((folder) => fileURLToPath(new URL(`${folder}cekstatus-${provider}-mock.json`, import.meta.url)))
    .find((candidate) => existsSync(candidate))
  if (path === undefined) throw new UsageError(`no contract exists for ${provider}`)
  const { interactions } = JSON.parse(readFileSync(path, 'utf8')) as { interactions: PactInteraction[] }
  return interactions
}
