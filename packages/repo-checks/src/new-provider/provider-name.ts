/** Names with another meaning in this repository. */
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

/** The name becomes a variable. */
const reservedWords = new Set(
  (
    'arguments await break case catch class const continue debugger delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** Returns the rule that a provider name breaks; null for a valid name. */
export function checkProviderName(name: string): string | null {
  if (!/^[a-z][a-z0-9]*$/.test(name))
    return 'must have lower-case letters and digits only and begin with a letter'
  if (name.length < 2 || name.length > 20) return 'must have 2 to 20 characters'
  if (taken.has(name)) return 'is already used in this repository'
  if (reservedWords.has(name)) return 'is a reserved word of JavaScript'
  if (devices.test(name)) return 'is not a valid folder name on Windows'
  return null
}

/** `Apigames`, for identifiers. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
