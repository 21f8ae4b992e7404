import { fixtureBody } from '../fixtures.ts'
import { setValues } from '../json-text.ts'
import { type ReferenceReplacements, replaceReferences } from '../replace-references.ts'
import type { Fixture, MockAnswer } from '../types.ts'
import type { OwnSituation } from './situation.ts'

/** Replaces `{{orderNo}}` in a body by the reference of that name, escaped for a JSON string. */
function fillPlaceholders(body: string, replacements: ReferenceReplacements): string {
  return body.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const reference = Object.hasOwn(replacements, name) ? replacements[name] : undefined
    return reference === undefined ? placeholder : JSON.stringify(reference).slice(1, -1)
  })
}

/** The answer of a tester's own situation: its response, or a fixture's with members set. */
export function answerWithOwn(
  own: OwnSituation,
  fixture: Fixture | null,
  replacements: ReferenceReplacements,
  because: string,
): MockAnswer {
  const { provenance, response } = own
  if (response) {
    const { status, headers, body } = response
    return {
      status,
      headers: { ...headers },
      body: fillPlaceholders(body, replacements),
      provenance,
      because,
    }
  }
  const base = fixture?.response ?? { status: 200, headers: {} }
  const body = fixture === null ? '' : replaceReferences(fixtureBody(fixture), replacements)
  return {
    status: base.status,
    headers: { ...base.headers },
    body: setValues(body, own.set),
    provenance,
    because,
  }
}
