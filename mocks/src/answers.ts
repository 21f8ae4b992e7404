import { fixtureBody } from './fixtures.ts'
import { type ReferenceReplacements, replaceReferences } from './replace-references.ts'
import type { Fixture, MockAnswer, Provenance } from './types.ts'

/** The fixture's response, byte for byte. */
export function answerWithFixture(fixture: Fixture, because: string): MockAnswer {
  return {
    status: fixture.response.status,
    headers: { ...fixture.response.headers },
    body: fixtureBody(fixture),
    provenance: fixture.provenance,
    because,
  }
}

function provenanceAfterReplacing(provenance: Provenance): Provenance {
  return provenance.kind === 'documented'
    ? { ...provenance, kind: 'documented, reference replaced' }
    : provenance
}

/** The fixture's response with other references. A body without references keeps its provenance. */
export function answerWithReferences(
  fixture: Fixture,
  replacements: ReferenceReplacements,
  because: string,
): MockAnswer {
  const answer = answerWithFixture(fixture, because)
  const body = replaceReferences(answer.body, replacements)
  if (body === answer.body) return answer
  return { ...answer, body, provenance: provenanceAfterReplacing(fixture.provenance) }
}

/** A response with a value created at run time, such as an access token. */
export function jsonAnswer(
  status: number,
  value: unknown,
  provenance: Provenance,
  because: string,
): MockAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
    provenance,
    because,
  }
}

/** The source of undocumented responses. */
export const mockSource = 'https://github.com/cekstatus/cekstatus/tree/main/mocks'

/**
 * The mock's own refusal: plain text, so that no client reads a transaction from it.
 */
export function plainRefusal(status: number, text: string, headers: Record<string, string> = {}): MockAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body: `${text}\n`,
    provenance: {
      kind: 'hostile',
      source: mockSource,
      note: 'The mock itself refuses; no page documents it.',
    },
    because: text,
  }
}

/** For a path that the mock does not imitate. */
export function noSuchPath(): MockAnswer {
  return plainRefusal(404, 'The mock has no such path.')
}

/** For a known path under another method; `allowed` is the method that the page names. */
export function methodNotAllowed(allowed: string): MockAnswer {
  return plainRefusal(405, `This path allows ${allowed} only.`, { allow: allowed })
}
