/** Folders and words that mean something else here. */
const taken = new Set([
  ...['core', 'conformance', 'packaging', 'reference', 'bench', 'consumers'],
  ...[
    'mocks',
    'contracts',
    'cekstatus',
    'src',
    'docs',
    'demo',
    'pacts',
    'openapi',
    'dist',
    'reports',
    'page',
  ],
  ...['all', 'default', 'unknown', 'provider', 'providers', 'index', 'cli', 'control', 'module', 'registry'],
])

/** The name becomes a variable, which none of these can be. */
const wordsOfTheLanguage = new Set(
  (
    'arguments await break case catch class const continue debugger delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/** No folder can have these names on Windows. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** Why a provider cannot be called that; null when it can. */
export function objectTo(name: string): string | null {
  if (!/^[a-z][a-z0-9]*$/.test(name)) return 'use lower-case letters and digits, a letter first'
  if (name.length < 2 || name.length > 20) return 'use 2 to 20 characters'
  if (taken.has(name)) return 'the word means something else in this repository'
  if (wordsOfTheLanguage.has(name)) return 'it becomes a variable, and this is a word of the language'
  if (devices.test(name)) return 'Windows has no folder of that name'
  return null
}

/** The name as it begins or ends an identifier: `Apigames`. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
