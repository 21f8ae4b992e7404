/** Member names of a JSON body and the reference each of them shall carry, as `{ trx_id: 'IDP…' }`. */
export type ReferenceReplacements = Readonly<Record<string, string>>

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The names are those of the providers' members: few, and always the same. */
const patterns = new Map<string, RegExp>()

function patternOf(name: string): RegExp {
  const known = patterns.get(name)
  if (known) return known
  const pattern = new RegExp(`("${escapeForPattern(name)}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`)
  patterns.set(name, pattern)
  return pattern
}

function replaceMember(body: string, name: string, value: string): string {
  return body.replace(patternOf(name), (_match, start: string) => start + JSON.stringify(value))
}

/**
 * Puts other references into a JSON text and leaves every other byte as it was.
 * Of each name the first member that holds a text is replaced; an absent one or a null stays so,
 * because the documented body says that it is absent there.
 */
export function replaceReferences(body: string, replacements: ReferenceReplacements): string {
  return Object.entries(replacements).reduce((text, [name, value]) => replaceMember(text, name, value), body)
}
