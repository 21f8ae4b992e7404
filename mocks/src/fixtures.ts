import type { Fixture } from './types.ts'

/** The fixture of that case; throws `Error` when the provider has none, which is a bug in its own tables. */
export function fixtureOf(fixtures: readonly Fixture[], name: string): Fixture {
  const fixture = fixtures.find((candidate) => candidate.case === name)
  if (!fixture) throw new Error(`no fixture has the case "${name}"`)
  return fixture
}

const bodies = new WeakMap<Fixture, string>()

/** The body as sent: the lines joined by line feeds, without one at the end. */
export function fixtureBody(fixture: Fixture): string {
  const known = bodies.get(fixture)
  if (known !== undefined) return known
  const body = fixture.response.body.join('\n')
  bodies.set(fixture, body)
  return body
}
