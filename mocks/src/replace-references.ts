/** Member names of a JSON body and the reference each of them shall carry, as `{ trx_id: 'IDP…' }`. */
export type ReferenceReplacements = Readonly<Record<string, string>>

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const replaceMember = (body: string, name: string, value: string): string =>
  body.replace(
    new RegExp(`("${escapeForPattern(name)}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`),
    (_match, start: string) => start + JSON.stringify(value),
  )

/**
 * Puts other references into a JSON text and leaves every other byte as it was.
 * Of each name the first member that holds a text is replaced; an absent one or a null stays so,
 * because the documented body says that it is absent there.
 */
export const replaceReferences = (body: string, replacements: ReferenceReplacements): string =>
  Object.entries(replacements).reduce((text, [name, value]) => replaceMember(text, name, value), body)
