import type { Fixture } from './types.ts'

/**
 * Gives imported fixture files their type, which a JSON import cannot carry.
 * A test holds every file against the format, so nothing is checked here again at start.
 */
export const asFixtures = (files: readonly unknown[]): readonly Fixture[] => files as readonly Fixture[]

/** The fixture of that case; throws `Error` when the provider has none, which is a mistake in its own tables. */
export const fixtureOf = (fixtures: readonly Fixture[], name: string): Fixture => {
  const fixture = fixtures.find((candidate) => candidate.case === name)
  if (!fixture) throw new Error(`No fixture has the case "${name}".`)
  return fixture
}

const bodies = new WeakMap<Fixture, string>()

/** The body as it goes over the wire: the lines joined by line feeds, without one at the end. */
export const fixtureBody = (fixture: Fixture): string => {
  const known = bodies.get(fixture)
  if (known !== undefined) return known
  const body = fixture.response.body.join('\n')
  bodies.set(fixture, body)
  return body
}
