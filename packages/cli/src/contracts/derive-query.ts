import { isCekStatusError, type StatusQuery } from '@cekstatus/core'
import { isRecord } from '@cekstatus/core/provider'
import type { OpenProvider } from '../clients/create-clients.ts'
import type { PactInteraction } from './pact.ts'

const origin = 'https://pact.invalid'

/** What an interaction requests: a status, or a call before it such as an access token. */
export type Asked = { purpose: 'status'; query: StatusQuery } | { purpose: string; query: null }

/**
 * Finds the query that produces the interaction's request by building and comparing every possible query, so that this
 * file needs no knowledge of any provider's requests. Returns null without a match.
 */
export function deriveQuery(interaction: PactInteraction, provider: OpenProvider): Asked | null {
  const { lookup, kinds } = provider.module.capabilities
  const reference = referenceOf(interaction)
  const candidates = lookup.flatMap((field) =>
    [undefined, ...kinds].map(
      (kind): StatusQuery => ({
        [field]: reference,
        ...(kind === undefined || kind === 'unknown' ? {} : { kind }),
      }),
    ),
  )
  const found = candidates.flatMap((query) =>
    explain(provider, query)
      .filter(
        ({ request }) =>
          request.method === interaction.request.method && isSameAddress(request.url, interaction),
      )
      .map(({ purpose, request }) => ({
        asked: purpose === 'status' ? { purpose, query } : { purpose, query: null },
        score: countEqual(interaction.request.body?.content, parse(request.body)),
      })),
  )
  const best = Math.max(...found.map(({ score }) => score))
  return (found.find(({ score }) => score === best)?.asked as Asked | undefined) ?? null
}

export function scenarioOf({ providerStates }: PactInteraction): string {
  return providerStates[0]?.params.scenario ?? 'documented'
}

export function referenceOf({ providerStates }: PactInteraction): string {
  return providerStates[0]?.params.reference ?? ''
}

function explain({ module, options }: OpenProvider, query: StatusQuery) {
  try {
    return module.description.explainRequests(query as never, options as never, { baseUrl: origin })
  } catch (error) {
    // The provider does not support this query.
    if (isCekStatusError(error)) return []
    throw error
  }
}

function isSameAddress(url: string, { request: { path, query = {} } }: PactInteraction): boolean {
  const { pathname, searchParams } = new URL(url)
  const wanted = Object.entries(query).flatMap(([name, values]) => values.map((value) => `${name}=${value}`))
  const given = [...searchParams].map(([name, value]) => `${name}=${value}`)
  return pathname === path && wanted.sort().join('&') === given.sort().join('&')
}

function parse(body: string | null): unknown {
  return body === null ? null : JSON.parse(body)
}

/** Counts equal fields of two flat bodies; signatures and credentials always differ. */
function countEqual(left: unknown, right: unknown): number {
  if (!isRecord(left) || !isRecord(right)) return 0
  return Object.keys(left).filter((name) => left[name] === right[name]).length
}
