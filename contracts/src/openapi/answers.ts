import { type Capabilities, type ErrorCode, errorInfo } from '@cekstatus/core'
import type { Fixture, MockProvider } from '@cekstatus/mocks'
import type { Answer } from './api.ts'
import type { JsonObject } from './json.ts'

/** Every answer that a page shows or names; what was invented for tests stays out of a document. */
export function answersOf(mock: MockProvider, capabilities: Capabilities): Answer[] {
  return mock.fixtures
    .filter(({ provenance }) => provenance.kind !== 'hostile')
    .map((fixture) => ({
      name: fixture.case,
      status: fixture.response.status,
      headers: fixture.response.headers,
      body: fixture.response.body.join('\n'),
      provenance: fixture.provenance,
      expected: expectedOf(fixture, capabilities),
    }))
}

function expectedOf({ expected }: Fixture, capabilities: Capabilities): JsonObject {
  if ('error' in expected) return readError(expected.error.code as ErrorCode, capabilities)
  const { status, final, advice } = expected.transaction as JsonObject
  return { status: status ?? null, final: final ?? null, advice: advice ?? null }
}

/** What a client makes of a refusal; where a status call may act, no error is retryable. */
export function readError(code: ErrorCode, { repeatable }: Pick<Capabilities, 'repeatable'>): JsonObject {
  return { error: code, retryable: repeatable && errorInfo[code].retryable }
}
